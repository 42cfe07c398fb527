import { describe, expect, it } from 'vitest'
import type { Bot } from '../domain/bot.ts'
import { NO_EXITS } from '../domain/bot.ts'
import type { Candle } from '../domain/candle.ts'
import type { Fill } from '../domain/fill.ts'
import type { Market } from '../domain/market.ts'
import { NO_LIMITS } from '../domain/risk-limits.ts'
import { money } from '../domain/sample-market.fixture.ts'
import { DEMO_MARKET, demoCandles } from '../exchanges/demo/demo-candles.ts'
import { costRateOf } from '../exchanges/paper/paper-exchange.ts'
import { DEFAULT_PAPER_RULES } from '../exchanges/paper/paper-rules.ts'
import { CandleColumns } from './candle-columns.ts'
import { type BacktestRequest, runBacktest } from './run-backtest.ts'

const ETHER: Market = { ...DEMO_MARKET, symbol: 'ETH/USDT', base: 'ETH' }
const bitcoins = demoCandles(11, 0, 1_500)
const ethers = demoCandles(12, 0, 1_500)

function botOf(id: string, { symbol }: Market, amount: string): Bot {
  return {
    id,
    name: id,
    strategyId: 'sma-cross',
    parameters: { fast: 5, slow: 12 },
    symbol,
    timeframe: '1m',
    sizing: { kind: 'fixed-quote', amount: money(amount) },
    exits: NO_EXITS,
  }
}

function requestFor(
  market: Market,
  candles: readonly Candle[],
  changes: Partial<BacktestRequest>,
): BacktestRequest {
  return {
    market,
    timeframe: '1m',
    candles: CandleColumns.of(candles),
    bots: [],
    cash: money('10000'),
    warmUp: 0,
    rules: DEFAULT_PAPER_RULES,
    costRate: costRateOf(DEFAULT_PAPER_RULES),
    limits: NO_LIMITS,
    ...changes,
  }
}

function bothMarkets(ether: readonly Candle[], bots: readonly Bot[], bitcoin = bitcoins) {
  const others = [{ market: ETHER, candles: CandleColumns.of(ether) }]
  return runBacktest(requestFor(DEMO_MARKET, bitcoin, { bots, others }))
}

const of = (fills: readonly Fill[], botId: string) => fills.filter((fill) => fill.botId === botId)

describe('bots of several markets on one account', () => {
  const coin = botOf('coin', DEMO_MARKET, '500')
  const ether = botOf('ether', ETHER, '500')
  const alone = (market: Market, candles: readonly Candle[], bot: Bot) =>
    runBacktest(requestFor(market, candles, { bots: [bot] })).fills

  it('trade as each would alone while there is cash for both', () => {
    const { fills } = bothMarkets(ethers, [coin, ether])
    expect(of(fills, 'coin').length).toBeGreaterThan(20)
    expect(of(fills, 'coin')).toEqual(alone(DEMO_MARKET, bitcoins, coin))
    expect(of(fills, 'ether')).toEqual(alone(ETHER, ethers, ether))
    expect(fills.map(({ time }) => time)).toEqual(fills.map(({ time }) => time).toSorted())
  })

  it('trade through gaps in either market', () => {
    const gappy = (candles: readonly Candle[], from: number) => candles.toSpliced(from, 40)
    const { fills, equity } = bothMarkets(gappy(ethers, 300), [coin, ether], gappy(bitcoins, 700))
    expect(of(fills, 'coin')).toEqual(alone(DEMO_MARKET, gappy(bitcoins, 700), coin))
    expect(of(fills, 'ether')).toEqual(alone(ETHER, gappy(ethers, 300), ether))
    expect(equity).toHaveLength(1_460)
  })

  it('share the cash: what one has spent is not there for the other', () => {
    const greedy = bothMarkets(ethers, [botOf('coin', DEMO_MARKET, '9900'), ether])
    expect(of(greedy.fills, 'coin').length).toBeGreaterThan(20)
    expect(of(greedy.fills, 'ether')).not.toEqual(alone(ETHER, ethers, ether))
    let cash: bigint = BigInt(money('10000'))
    for (const { side, cost, fee } of greedy.fills) {
      cash += side === 'buy' ? -BigInt(cost) - BigInt(fee) : BigInt(cost) - BigInt(fee)
      expect(cash >= 0n).toBe(true)
    }
  })

  it('add up to one equity, at the last prices of both markets', () => {
    const { fills, equity, endEquity } = bothMarkets(ethers, [coin, ether])
    let worth = 10_000
    const held = { 'BTC/USDT': 0, 'ETH/USDT': 0 }
    for (const { symbol, side, cost, fee, quantity } of fills) {
      const sign = side === 'buy' ? 1 : -1
      worth -= (sign * Number(cost) + Number(fee)) / 1e8
      held[symbol as keyof typeof held] += (sign * Number(quantity)) / 1e8
    }
    worth += held['BTC/USDT'] * (Number(bitcoins.at(-1)?.close) / 100)
    worth += held['ETH/USDT'] * (Number(ethers.at(-1)?.close) / 100)
    expect(equity.at(-1)).toBeCloseTo(worth, 6)
    expect(Number(endEquity) / 1e8).toBeCloseTo(worth, 6)
  })

  it('refuses a bot whose market has no candles', () => {
    const request = requestFor(DEMO_MARKET, bitcoins, { bots: [ether] })
    expect(() => runBacktest(request)).toThrow('there are no candles of ETH/USDT')
  })
})
