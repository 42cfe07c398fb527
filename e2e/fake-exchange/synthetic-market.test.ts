import { describe, expect, it } from 'vitest'
import { FakeBinance } from './fake-binance.ts'
import { MAIN_ACCOUNT } from './fake-exchange.ts'
import { amount, amountText } from './matching/amount.ts'
import type { EngineEvent } from './matching/event-log.ts'

const START_TIME = Date.UTC(2025, 5, 1, 12, 0, 30)
const MINUTE_MS = 60_000
const CENT = amount('0.01')

function fundedExchange(): FakeBinance {
  const exchange = new FakeBinance({ startTime: START_TIME, speed: 0 })
  exchange.engine.deposit(MAIN_ACCOUNT, 'USDT', '100000')
  return exchange
}

describe('the synthetic market', () => {
  it('fills a resting order in the candle whose low reaches it, and not before', () => {
    const exchange = fundedExchange()
    const query = { intervalMs: MINUTE_MS, startTime: START_TIME, endTime: undefined, limit: 1_000 }
    exchange.clock.advance(240 * MINUTE_MS)
    const lows = exchange.market.klines('BTCUSDT', query).map(({ low }) => low)
    exchange.clock.setTime(START_TIME)
    exchange.market.follow()
    const start = exchange.market.lastPrice('BTCUSDT')
    const first = lows.findIndex((low) => low < start - 500)
    const price = amountText(BigInt(lows[first] ?? 0) * CENT)
    const order = exchange.placeManually({ symbol: 'BTCUSDT', side: 'buy', price, quantity: '0.1' })
    const status = () => exchange.engine.state.orders.find(order.id)?.status
    for (let minute = 0; minute < first; minute += 1) {
      expect(status()).toBe('new')
      exchange.clock.advance(MINUTE_MS)
      exchange.market.follow()
    }
    exchange.clock.advance(MINUTE_MS)
    exchange.market.follow()
    expect(status()).toBe('filled')
  })

  it('leaves orders alone while a test holds the price, and goes on when let go', () => {
    const exchange = fundedExchange()
    exchange.market.setPrice('BTCUSDT', '30000')
    exchange.clock.advance(60 * MINUTE_MS)
    exchange.market.follow()
    expect(exchange.market.lastPrice('BTCUSDT')).toBe(3_000_000)
    exchange.market.letGo('BTCUSDT')
    expect(exchange.market.lastPrice('BTCUSDT')).not.toBe(3_000_000)
  })

  it('gives the same events for the same seed and the same orders', () => {
    const story = (): readonly EngineEvent[] => {
      const exchange = fundedExchange()
      for (let step = 0; step < 20; step += 1) {
        const price = amountText(BigInt(exchange.market.lastPrice('BTCUSDT') - 1_000) * CENT)
        exchange.placeManually({ symbol: 'BTCUSDT', side: 'buy', price, quantity: '0.01' })
        exchange.clock.advance(10 * MINUTE_MS)
        exchange.market.follow()
      }
      return exchange.engine.events
    }
    const events = story()
    expect(events.some((event) => event.kind === 'order' && event.fill !== null)).toBe(true)
    expect(story()).toEqual(events)
  })
})
