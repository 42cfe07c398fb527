import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  floorToStep,
  type Quantity,
  quantityOf,
  shareOf,
  ZERO_QUANTITY,
} from '../../domain/amount.ts'
import { isFinished, remainingQuantity } from '../../domain/order.ts'
import { notional, roundToTick } from '../../domain/price.ts'
import { price, SAMPLE_MARKET } from '../../domain/sample-market.fixture.ts'
import { FREE_RULES, PaperBench } from './paper-bench.fixture.ts'
import {
  anyPlay,
  anyRules,
  balancesAfter,
  PLAY_BASE,
  PLAY_QUOTE,
  playCandle,
} from './paper-play.fixture.ts'

const START = { base: PLAY_BASE, quote: PLAY_QUOTE }
const STEP = SAMPLE_MARKET.quantityStep

describe('the paper exchange, whatever is ordered and whatever the market does', () => {
  it('books every fill to the unit, at a price the order and the market allow', () => {
    fc.assert(
      fc.property(anyPlay, anyRules, (play, rules) => {
        const bench = new PaperBench({ ...rules, ...START })
        play.candles.forEach((candle, index) => {
          const before = bench.fills.length
          playCandle(bench, play, index)
          for (const fill of bench.fills.slice(before)) {
            const isBuy = fill.side === 'buy'
            const isMaker = fill.liquidity === 'maker'
            const cost = notional(SAMPLE_MARKET, fill.price, fill.quantity, isBuy ? 'up' : 'down')
            expect(fill.cost).toBe(cost)
            expect(fill.fee).toBe(shareOf(cost, isMaker ? rules.makerFee : rules.takerFee, 'up'))
            expect(floorToStep(fill.quantity, STEP)).toBe(fill.quantity)
            expect(fill.quantity > 0).toBe(true)
            expect(roundToTick(SAMPLE_MARKET, fill.price, 'down')).toBe(fill.price)
            expect(isBuy ? fill.price >= candle.low : fill.price <= candle.high).toBe(true)
          }
        })
      }),
      { numRuns: 300 },
    )
  })

  it('never fills an order before it arrived, beyond its quantity or its limit, or as a taker against its will', () => {
    fc.assert(
      fc.property(anyPlay, anyRules, (play, rules) => {
        const bench = new PaperBench({ ...rules, ...START })
        play.candles.forEach((_, index) => {
          playCandle(bench, play, index)
        })
        for (const order of bench.orders) {
          const { limitPrice, side, postOnly } = order.intent
          const fills = bench.fills.filter((fill) => fill.clientOrderId === order.clientOrderId)
          for (const { time, price: at, liquidity } of fills) {
            if (postOnly) expect(liquidity).toBe('maker')
            expect(time).toBeGreaterThanOrEqual(order.createdAt + rules.latencyMs)
            if (limitPrice !== null)
              expect(side === 'buy' ? at <= limitPrice : at >= limitPrice).toBe(true)
          }
          expect(remainingQuantity(order) >= 0).toBe(true)
          expect(new Set(fills.map(({ fillId }) => fillId)).size).toBe(fills.length)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('gives all orders together no more than their share of what was traded', () => {
    fc.assert(
      fc.property(anyPlay, anyRules, (play, rules) => {
        const bench = new PaperBench({ ...rules, ...START })
        play.candles.forEach((candle, index) => {
          const before = bench.fills.length
          playCandle(bench, play, index)
          const sum = bench.fills
            .slice(before)
            .reduce((total, fill) => add(total, fill.quantity), ZERO_QUANTITY)
          const { volumeShareMax } = rules
          if (volumeShareMax === null) return
          expect(sum <= shareOf(candle.volume, volumeShareMax, 'down')).toBe(true)
        })
      }),
      { numRuns: 200 },
    )
  })

  it('holds what the fills add up to, never less than nothing', () => {
    fc.assert(
      fc.property(anyPlay, anyRules, (play, rules) => {
        const bench = new PaperBench({ ...rules, makerFee: FREE_RULES.makerFee, ...START })
        play.candles.forEach((_, index) => {
          playCandle(bench, play, index)
          const { base, quote } = balancesAfter(bench.fills)
          expect(base >= 0 && quote >= 0).toBe(true)
        })
        const { base, quote } = balancesAfter(bench.fills)
        const most = { buy: floorToStep(quantityOf(quote), STEP), sell: base }
        // A balance shows by the largest order that is taken: at a price of 1 without a fee, or of 500.
        for (const [side, limit] of [['buy', '1'] as const, ['sell', '500'] as const]) {
          if (notional(SAMPLE_MARKET, price(limit), most[side], 'down') < SAMPLE_MARKET.notionalMin)
            continue
          const answerTo = (amount: Quantity) =>
            bench.newsOf(bench.submit({ side, quantity: amount, limitPrice: price(limit) }))
          expect(answerTo(most[side])).toEqual(['accepted'])
          expect(answerTo(add(most[side], STEP))[0]).toContain('rejected: not enough')
        }
      }),
      { numRuns: 200 },
    )
  })

  it('goes on after a restart as if there had been none, with the same fill ids', () => {
    fc.assert(
      fc.property(
        anyPlay,
        anyRules,
        fc.integer({ min: 0, max: 11 }),
        (play, rules, restartAfter) => {
          const whole = new PaperBench({ ...rules, ...START })
          const first = new PaperBench({ ...rules, ...START })
          for (let index = 0; index <= restartAfter; index += 1) {
            for (const bench of [whole, first]) playCandle(bench, play, index)
          }
          const second = new PaperBench({
            ...rules,
            ...balancesAfter(first.fills),
            clock: first.clock,
          })
          second.exchange.restore(first.orders.filter((order) => !isFinished(order)))
          const before = whole.events.length
          for (let index = restartAfter + 1; index < play.candles.length; index += 1) {
            const later = { ...play, orders: [] }
            for (const bench of [whole, second]) playCandle(bench, later, index)
          }
          expect(second.events).toEqual(whole.events.slice(before))
        },
      ),
      { numRuns: 300 },
    )
  })
})
