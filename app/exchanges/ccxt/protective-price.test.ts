import { describe, expect, it } from 'vitest'
import type { OrderBook } from '../../domain/order-book.ts'
import { price, quantity, SAMPLE_MARKET } from '../../domain/sample-market.fixture.ts'
import { BOOK_AGE_MS_MAX, protectivePrice } from './protective-price.ts'

const BOOK: OrderBook = {
  symbol: 'BTC/USDT',
  bids: [],
  asks: [{ price: price('30000.05'), quantity: quantity('1') }],
  time: 1_000,
}

describe('the most that a purchase may pay', () => {
  it('is one percent above the best price, and not a tick more', () => {
    expect(protectivePrice(SAMPLE_MARKET, BOOK, 1_000)).toEqual({
      ok: true,
      value: price('30300.05'),
    })
  })

  it('follows from a book that is young enough', () => {
    expect(protectivePrice(SAMPLE_MARKET, BOOK, 1_000 + BOOK_AGE_MS_MAX).ok).toBe(true)
  })

  it('does not follow from one that is too old', () => {
    const { error } = Object(protectivePrice(SAMPLE_MARKET, BOOK, 1_001 + BOOK_AGE_MS_MAX))
    expect(error).toBe('what is offered of BTC/USDT was last heard 15 s ago')
  })

  it('is not known while no book is, or while nothing is offered', () => {
    expect(protectivePrice(SAMPLE_MARKET, undefined, 0).ok).toBe(false)
    expect(protectivePrice(SAMPLE_MARKET, { ...BOOK, asks: [] }, 0).ok).toBe(false)
  })
})
