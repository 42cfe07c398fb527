import { describe, expect, it } from 'vitest'
import { price, quantity, SAMPLE_MARKET } from '../../domain/sample-market.fixture.ts'
import { BOOK_LEVELS, parseOrderBook } from './parse-order-book.ts'

const parse = (raw: unknown) => parseOrderBook({ raw, market: SAMPLE_MARKET, time: 7 })
const SOUND = { bids: [[29_999.99, 0.1]], asks: [[30_000.01, 2]] }

describe('a book', () => {
  it('is read exactly, with our symbol and our time', () => {
    expect(parse({ ...SOUND, symbol: 'XBT/USDT', timestamp: 1, nonce: 5 })).toEqual({
      ok: true,
      value: {
        symbol: 'BTC/USDT',
        bids: [{ price: price('29999.99'), quantity: quantity('0.1') }],
        asks: [{ price: price('30000.01'), quantity: quantity('2') }],
        time: 7,
      },
    })
  })

  it('may be written as text, and with a third number in each level', () => {
    const raw = { bids: [['29999.99', '0.1', 3]], asks: [['30000.01', '2', 1]] }
    expect(parse(raw)).toEqual(parse(SOUND))
  })

  it('is cut to the best levels', () => {
    const asks = Array.from({ length: 400 }, (_, depth) => [30_001 + depth, 1])
    const book = parse({ ...SOUND, asks })
    expect(book.ok && book.value.asks.length).toBe(BOOK_LEVELS)
    expect(book.ok && book.value.asks.at(-1)?.price).toBe(price('30020'))
  })

  it('has prices finer than the market’s to the disadvantage of who takes them', () => {
    const book = parse({ bids: [[29_999.999, 1]], asks: [[30_000.001, 1]] })
    expect(book).toMatchObject({
      value: { bids: [{ price: price('29999.99') }], asks: [{ price: price('30000.01') }] },
    })
  })

  it('may have nothing on a side, and leaves levels out in which there is nothing', () => {
    expect(parse({ bids: [[29_999, 0]], asks: [] })).toMatchObject({
      value: { bids: [], asks: [] },
    })
  })

  it.each([
    ['whose best prices cross', { bids: [[30_001, 1]], asks: [[30_000, 1]] }],
    ['whose best prices meet', { bids: [[30_000, 1]], asks: [[30_000, 1]] }],
    [
      'whose bids rise',
      {
        bids: [
          [29_000, 1],
          [29_001, 1],
        ],
        asks: [],
      },
    ],
    [
      'whose asks fall',
      {
        bids: [],
        asks: [
          [30_001, 1],
          [30_000, 1],
        ],
      },
    ],
    ['with a price below zero', { bids: [[-1, 1]], asks: [] }],
    ['with a level that is none', { bids: [[29_000]], asks: [] }],
    ['with a number that is none', { bids: [['much', 1]], asks: [] }],
    ['that is none', null],
  ])('%s is not believed', (_, raw) => {
    expect(parse(raw).ok).toBe(false)
  })
})
