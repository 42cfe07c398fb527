import { describe, expect, it } from 'vitest'
import { FLAT } from '../domain/position.ts'
import { money, quantity, SAMPLE_MARKET, sampleFill } from '../domain/sample-market.fixture.ts'
import { PositionBook } from './position-book.ts'

const sale = sampleFill({ side: 'sell', cost: money('3100'), fee: money('3.1') })

describe('the position book', () => {
  it('keeps what each bot holds apart', () => {
    const book = new PositionBook()
    book.apply(sampleFill(), SAMPLE_MARKET)
    book.apply(sampleFill({ botId: 'bot2', quantity: quantity('0.2') }), SAMPLE_MARKET)
    book.apply(sale, SAMPLE_MARKET)
    expect(book.position('bot1', SAMPLE_MARKET.symbol).quantity).toBe(0)
    expect(book.position('bot2', SAMPLE_MARKET.symbol).quantity).toBe(quantity('0.2'))
    expect(book.position('bot3', SAMPLE_MARKET.symbol)).toBe(FLAT)
  })

  it('knows what all of them hold, whatever one sold that it did not hold', () => {
    const book = new PositionBook()
    book.apply(sampleFill({ quantity: quantity('0.2') }), SAMPLE_MARKET)
    book.apply({ ...sale, botId: 'manual' }, SAMPLE_MARKET)
    expect(book.heldIn(SAMPLE_MARKET.symbol)).toBe(quantity('0.2'))
    book.apply(sampleFill({ botId: 'manual', quantity: quantity('0.15') }), SAMPLE_MARKET)
    expect(book.heldIn(SAMPLE_MARKET.symbol)).toBe(quantity('0.25'))
    book.apply(sale, SAMPLE_MARKET)
    expect(book.heldIn(SAMPLE_MARKET.symbol)).toBe(quantity('0.15'))
  })

  it('adds up what all of them realised', () => {
    const book = new PositionBook()
    expect(book.realised()).toBe(0)
    for (const botId of ['bot1', 'bot2']) {
      book.apply(sampleFill({ botId }), SAMPLE_MARKET)
      book.apply({ ...sale, botId }, SAMPLE_MARKET)
    }
    expect(book.realised()).toBe(money('187.8'))
  })
})
