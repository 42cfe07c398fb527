import { describe, expect, it } from 'vitest'
import { factsOf, TRADED_EXCHANGES } from './facts-of.ts'
import type { SentRequest } from './request-trace.ts'
import { holdsList } from './whole-answer.ts'

const answered = (json: unknown): SentRequest => ({
  ...{ method: 'GET', path: '/orders' },
  answer: { status: 200, headers: {}, json },
})

/** How each exchange says that there is nothing. */
const EMPTY_LISTS: Readonly<Record<string, unknown>> = {
  binance: [],
  bybit: { retCode: 0, result: { category: 'spot', list: [], nextPageCursor: '' } },
  okx: { code: '0', msg: '', data: [] },
  kraken: { error: [], result: { open: {} } },
  coinbase: { orders: [], has_next: false },
  kucoin: { code: '200000', data: { items: [], lastId: 0 } },
  bitget: { code: '00000', data: [] },
  gate: [],
}

describe.each(Object.keys(EMPTY_LISTS))('a list of %s', (exchangeId) => {
  const facts = factsOf(exchangeId)

  it('may be empty', () => {
    expect(holdsList([answered(EMPTY_LISTS[exchangeId])], facts)).toBe(true)
  })

  it.each([
    ['a body that was cut or empty', answered(undefined)],
    ['null', answered(null)],
    ['an empty record', answered({})],
    ['silence', { method: 'GET', path: '/orders', answer: null }],
  ])('is not %s', (_, request) => {
    expect(holdsList([request], facts)).toBe(false)
  })

  it('counts only when every page of it is whole', () => {
    const empty = answered(EMPTY_LISTS[exchangeId])
    expect(holdsList([answered(undefined), empty], facts)).toBe(false)
    expect(holdsList([empty, answered({})], facts)).toBe(false)
    expect(holdsList([], facts)).toBe(false)
  })
})

it('is known of every exchange that is traded on', () => {
  for (const exchangeId of TRADED_EXCHANGES) {
    expect(factsOf(exchangeId).answers.isList({})).toBe(false)
  }
})
