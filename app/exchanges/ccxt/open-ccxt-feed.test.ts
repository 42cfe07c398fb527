import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FakeBinance } from '../../../e2e/fake-exchange/fake-binance.ts'
import type { Candle } from '../../domain/candle.ts'
import { systemClock } from '../system-clock.ts'
import { openCcxtFeed } from './open-ccxt-feed.ts'

const exchange = new FakeBinance({ speed: 600 })

beforeEach(() => exchange.start())
afterEach(() => exchange.stop())

function wish(changes: { symbol?: string; exchangeId?: string } = {}) {
  return {
    exchangeId: 'binance',
    baseUrl: exchange.url,
    symbol: 'BTC/USDT',
    timeframe: '1m' as const,
    clock: systemClock,
    requestTimeoutMs: 2_000,
    ...changes,
  }
}

describe('opening the feed of an exchange', () => {
  it('brings the market with its rules', async () => {
    const opened = await openCcxtFeed(wish({ symbol: 'ETH/USDT' }))
    expect(opened.ok && opened.value.market).toEqual({
      symbol: 'ETH/USDT',
      base: 'ETH',
      quote: 'USDT',
      priceDecimals: 2,
      priceTick: 1,
      quantityStep: 10_000,
      quantityMin: 10_000,
      notionalMin: 500_000_000,
    })
    expect(opened.ok && opened.value.exchangeName).toBe('Binance')
    expect(opened.ok && opened.value.timeframe).toBe('1m')
  })

  it('runs by the real clock', async () => {
    const opened = await openCcxtFeed(wish())
    if (!opened.ok) throw new Error(opened.error.message)
    const candles: Candle[] = []
    opened.value.start(
      { onCandle: (candle, closed) => closed && candles.push(candle), onStatus: () => undefined },
      Math.floor(exchange.clock.now() / 60_000) * 60_000 - 180_000,
    )
    await expect.poll(() => candles.length).toBeGreaterThanOrEqual(2)
    opened.value.stop()
  })

  it('fails where the market is not traded', async () => {
    const opened = await openCcxtFeed(wish({ symbol: 'DOGE/USDT' }))
    expect(!opened.ok && opened.error).toEqual({
      code: 'market-unknown',
      message: "DOGE/USDT is not traded on Binance's spot market at present.",
      action: 'Choose another market from the list.',
    })
  })

  it('fails where there are no candles of that length', async () => {
    const opened = await openCcxtFeed({ ...wish({ exchangeId: 'btcmarkets' }), timeframe: '4h' })
    expect(!opened.ok && opened.error.code).toBe('timeframe-unsupported')
  })

  it('fails where the exchange cannot be reached, and says what to do', async () => {
    const unreachable = wish()
    await exchange.stop()
    const opened = await openCcxtFeed(unreachable)
    expect(!opened.ok && opened.error.message).toBe('Binance cannot be reached.')
    expect(!opened.ok && opened.error.action).toContain('internet connection')
  })

  it('fails where the candles cannot be understood', async () => {
    exchange.failWith({ kind: 'bad-shape', body: { code: 0 } }, '/api/v3/klines')
    const opened = await openCcxtFeed(wish())
    expect(!opened.ok && opened.error.code).toBe('exchange-misunderstood')
    exchange.faults.clear()
  })

  it('fails for an exchange that nobody knows', async () => {
    const opened = await openCcxtFeed(wish({ exchangeId: 'nowhere' }))
    expect(!opened.ok && opened.error.code).toBe('exchange-unknown')
  })
})
