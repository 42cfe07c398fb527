import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerpt, redact, redactUnknown } from './redact.ts'

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

describe('what anybody may have written', () => {
  const KEY = 'vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A'

  it.each([
    [`Error: request failed with ${KEY}`, KEY],
    ['POST https://api.telegram.org/bot123456:AAF-abc_def/sendMessage', 'AAF-abc_def'],
    ['https://hooks.slack.com/services/T0/B0/xyz failed', 'T0/B0/xyz'],
    ['https://discord.com/api/webhooks/1/xyz failed', '1/xyz'],
    ['connect to postgres://me:hunter2@host failed', 'hunter2'],
    ['-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\n-----END EC PRIVATE KEY-----', 'MHcCAQEE'],
    ['-----BEGIN PRIVATE KEY-----\nMHcCAQEE', 'MHcCAQEE'],
    ['password=hunter2', 'hunter2'],
  ])('is told without its secret: %s', (text, secret) => {
    expect(redactUnknown(text)).not.toContain(secret)
  })

  it.each([
    'For bot:bot1: the strategy failed: TypeError: Cannot read properties of undefined (reading x)',
    'Paper · stop hit in BTC/USDT',
    'The exchange rejected buy 0.01 BTC/USDT (limit): Account has insufficient balance (-2010).',
    'https://example.com/a/b?c=d says no to cb-0f8fad5b-d9cd-4d6e-a1f0-000000000001',
  ])('is told as it is otherwise: %s', (text) => {
    expect(redactUnknown(text)).toBe(text)
  })
})
