import { describe, expect, it } from 'vitest'
import { type BookLevel, middleOf } from './order-book.ts'
import type { Price } from './price.ts'
import { price, quantity } from './sample-market.fixture.ts'

const level = (at: string): BookLevel => ({ price: price(at), quantity: quantity('1') })
const book = (bids: readonly string[], asks: readonly string[]) => ({
  symbol: 'BTC/USDT',
  bids: bids.map(level),
  asks: asks.map(level),
  time: 0,
})

describe('the middle of a book', () => {
  it('is half way between the best prices', () => {
    expect(middleOf(book(['99.90', '99'], ['100.10', '101']))).toBe(price('100'))
  })

  it('is rounded down where it lies between two prices', () => {
    expect(middleOf(book(['99.99'], ['100']))).toBe(price('99.99'))
  })

  it('is exact for prices whose sum is not', () => {
    const one = { price: (Number.MAX_SAFE_INTEGER - 2) as Price, quantity: quantity('1') }
    const other = { ...one, price: Number.MAX_SAFE_INTEGER as Price }
    expect(middleOf({ ...book([], []), bids: [one], asks: [other] })).toBe(
      Number.MAX_SAFE_INTEGER - 1,
    )
  })

  it('is nowhere while one side is empty', () => {
    expect(middleOf(book([], ['100']))).toBeUndefined()
    expect(middleOf(book(['100'], []))).toBeUndefined()
  })
})
