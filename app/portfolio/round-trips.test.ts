import fc from 'fast-check'
import { expect, it } from 'vitest'
import { add, type Money } from '../domain/amount.ts'
import type { Fill } from '../domain/fill.ts'
import { notional } from '../domain/price.ts'
import {
  money,
  price,
  quantity,
  SAMPLE_MARKET,
  sampleFill,
} from '../domain/sample-market.fixture.ts'
import { PositionBook } from './position-book.ts'
import { returnOf, roundTripsOf } from './round-trips.ts'

type Trade = { readonly side: 'buy' | 'sell'; readonly of: string; readonly at: string }

function fillsOf(trades: readonly (Trade & { readonly botId?: string })[]): readonly Fill[] {
  return trades.map(({ side, of, at, botId = 'bot1' }, index) => {
    const cost = notional(SAMPLE_MARKET, price(at), quantity(of), 'up')
    const numbers = { price: price(at), quantity: quantity(of), cost, fee: money('1') }
    return sampleFill({
      ...numbers,
      feeInQuote: money('1'),
      side,
      botId,
      time: index,
      fillId: `${index}`,
    })
  })
}

const tripsOf = (trades: Parameters<typeof fillsOf>[0]) =>
  roundTripsOf(fillsOf(trades), () => SAMPLE_MARKET)

it('goes from the first purchase until all of it was sold, fees taken off', () => {
  const trips = tripsOf([
    { side: 'buy', of: '0.1', at: '30000' },
    { side: 'buy', of: '0.1', at: '31000' },
    { side: 'sell', of: '0.05', at: '32000' },
    { side: 'sell', of: '0.15', at: '33000' },
    { side: 'buy', of: '0.1', at: '30000' },
  ])
  expect(trips).toEqual([
    {
      botId: 'bot1',
      symbol: 'BTC/USDT',
      openedAt: 0,
      closedAt: 3,
      cost: money('6102'),
      profit: money('446'),
    },
  ])
  expect(trips.map(returnOf)[0]).toBeCloseTo(446 / 6102, 12)
})

it('keeps bots apart', () => {
  const trips = tripsOf([
    { side: 'buy', of: '0.1', at: '30000' },
    { side: 'buy', of: '0.1', at: '30000', botId: 'bot2' },
    { side: 'sell', of: '0.1', at: '29000', botId: 'bot2' },
    { side: 'sell', of: '0.1', at: '31000' },
  ])
  expect(trips.map(({ botId, profit }) => [botId, profit])).toEqual([
    ['bot2', money('-102')],
    ['bot1', money('98')],
  ])
})

it('earns in sum what the books say was realised', () => {
  const anyTrade = fc.record({
    side: fc.constantFrom<'buy' | 'sell'>('buy', 'sell'),
    of: fc.integer({ min: 1, max: 50 }).map((hundredths) => `${hundredths / 100}`),
    at: fc.integer({ min: 20_000, max: 40_000 }).map(String),
  })
  fc.assert(
    fc.property(fc.array(anyTrade, { maxLength: 40, size: 'max' }), (trades) => {
      let held = 0
      const possible = trades.filter(({ side, of }) => {
        const hundredths = Math.round(Number(of) * 100)
        if (side === 'sell' && hundredths > held) return false
        held += side === 'buy' ? hundredths : -hundredths
        return true
      })
      const all: Trade[] =
        held > 0 ? [...possible, { side: 'sell', of: `${held / 100}`, at: '25000' }] : possible
      const book = new PositionBook()
      for (const fill of fillsOf(all)) book.apply(fill, SAMPLE_MARKET)
      const earned = tripsOf(all).reduce((sum, { profit }) => add(sum, profit), 0 as Money)
      expect(earned).toBe(book.realised())
    }),
  )
})

it('is over when what is left is too little to be sold', () => {
  const dust = { ...SAMPLE_MARKET, quantityMin: quantity('0.001') }
  const fills = fillsOf([
    { side: 'buy', of: '0.1', at: '30000' },
    { side: 'sell', of: '0.0995', at: '32000' },
    { side: 'buy', of: '0.1', at: '31000' },
    { side: 'sell', of: '0.1', at: '32000' },
  ])
  expect(roundTripsOf(fills, () => dust).map(({ closedAt }) => closedAt)).toEqual([1, 3])
})
