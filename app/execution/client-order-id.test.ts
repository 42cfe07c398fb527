import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AssertionError } from '../domain/assert.ts'
import { SAMPLE_START } from '../domain/sample-market.fixture.ts'
import { ID_PREFIX, clientOrderId as idWith, intentId } from './client-order-id.ts'

const clientOrderId = (intent: string) => idWith(ID_PREFIX, intent)

describe('an intent id', () => {
  it('is the same for the same wish', () => {
    expect(intentId('bot1', SAMPLE_START, 'enter')).toBe('bot1-1704067200-e')
    expect(intentId('bot1', SAMPLE_START, 'enter')).toBe(intentId('bot1', SAMPLE_START, 'enter'))
  })

  it('differs by bot, candle and purpose', () => {
    const anyWish = fc.tuple(
      fc.stringMatching(/^[a-z0-9]{1,12}$/),
      fc.integer({ min: 0, max: 100_000_000 }).map((minutes) => minutes * 60_000),
      fc.constantFrom('enter', 'exit'),
    )
    fc.assert(
      fc.property(anyWish, anyWish, (one, other) => {
        const isSame = one.every((part, index) => part === other[index])
        expect(intentId(...one) === intentId(...other)).toBe(isSame)
      }),
    )
  })
})

describe('a client order id', () => {
  it('is the intent id in a form that exchanges take', () => {
    expect(clientOrderId('bot1-1704067200-e')).toBe('cb-bot1-1704067200-e')
    const longest = clientOrderId(intentId('abcdefghij12', SAMPLE_START, 'exit'))
    expect(longest).toMatch(/^[a-z][a-z0-9-]{27}$/)
  })

  it('is refused when exchanges would not take it', () => {
    expect(() => clientOrderId(intentId('abcdefghij123', SAMPLE_START, 'exit'))).toThrow(
      AssertionError,
    )
  })
})
