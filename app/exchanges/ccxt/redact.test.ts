import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerpt, redact } from './redact.ts'

describe('what is told of an answer', () => {
  it('never holds a secret that we know', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9+/=]{6,40}$/)
    fc.assert(
      fc.property(fc.string(), secret, fc.string(), (before, key, after) => {
        fc.pre(!before.includes(key) && !'•••'.includes(key))
        expect(redact(`${before} ${key} ${after}`, [key])).not.toContain(key)
      }),
    )
  })

  it.each([
    ['https://x/api?symbol=A&signature=abc123&timestamp=1', 'abc123'],
    ['{"apiKey":"abc123"}', 'abc123'],
    ['X-MBX-APIKEY: abc123', 'abc123'],
    ['"KC-API-PASSPHRASE": "abc123"', 'abc123'],
    ['Authorization: Bearer abc123.def', 'abc123'],
    ['token eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln', 'eyJzdWIiOiJ4In0'],
    ['listenKey=abc123', 'abc123'],
  ])('nor what stands where one usually does: %s', (text, secret) => {
    expect(redact(text, [])).not.toContain(secret)
  })

  it('keeps ordinary words, even those that a short secret would be part of', () => {
    const text = 'Account has insufficient balance (-2010).'
    expect(redact(text, ['a', 'has'])).toBe(text)
  })

  it('is short, whatever it is', () => {
    expect(excerpt({ list: 'x'.repeat(2_000) }, []).length).toBeLessThan(700)
    const circular: Record<string, unknown> = {}
    circular.self = circular
    expect(excerpt(circular, [])).toBe('[object Object]')
    expect(excerpt(undefined, [])).toBe('undefined')
  })
})
