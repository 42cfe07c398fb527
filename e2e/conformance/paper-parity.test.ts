import { readFileSync } from 'node:fs'
import { describe, expect, it, onTestFinished } from 'vitest'
import { CandleColumns } from '../../app/backtest/candle-columns.ts'
import { type TradedWish, tradedWishes } from '../../app/backtest/parity/traded-wishes.ts'
import { type BacktestRequest, runBacktest } from '../../app/backtest/run-backtest.ts'
import {
  amountToFloat,
  type Money,
  type Quantity,
  type Rate,
  rateFromPercent,
} from '../../app/domain/amount.ts'
import { type Bot, NO_EXITS } from '../../app/domain/bot.ts'
import type { Candle } from '../../app/domain/candle.ts'
import type { Fill } from '../../app/domain/fill.ts'
import type { Market } from '../../app/domain/market.ts'
import { NO_LIMITS } from '../../app/domain/risk-limits.ts'
import { money } from '../../app/domain/sample-market.fixture.ts'
import { DEMO_CANDLE_MS, demoCandles } from '../../app/exchanges/demo/demo-candles.ts'
import { costRateOf } from '../../app/exchanges/paper/paper-exchange.ts'
import { DEFAULT_PAPER_RULES, type PaperRules } from '../../app/exchanges/paper/paper-rules.ts'
import { ID_PREFIX } from '../../app/execution/client-order-id.ts'
import type { StrategyDefinition } from '../../app/strategy/strategy.ts'
import { STRATEGIES } from '../../app/strategy/strategy-catalog.ts'
import { defaultsOf } from '../../app/strategy/strategy-run.fixture.ts'
import { FAKES } from './fakes.ts'
import { openFakeAccount } from './open-fake-account.ts'
import { tradeOverTheWire } from './wire-run.fixture.ts'

const BPS = 10_000
const NONE = 0 as Rate
const CASH = '10000'
const CANDLES = 600
const candles = demoCandles(11, 0, CANDLES)
/** Paper trades what is decided at the last candle when one comes after it. */
const withOneAfter = [...candles, stillAfter(candles)]
/** Steps so small that the market crosses some. */
const LIVELY: Readonly<Record<string, Bot['parameters']>> = {
  grid: { lower: 50_000, upper: 70_000, levels: 51 },
  dca: { deviation: 0.5, takeProfit: 0.6, safetyOrders: 3 },
  'constant-mix': { weight: 90, tolerance: 0.5 },
}
/** What the matching engines take: their fees, and a spread of one tick, which is none in basis points. */
const ITS_COSTS: PaperRules = {
  ...DEFAULT_PAPER_RULES,
  ...{ halfSpread: NONE, slippage: NONE, volumeShareMax: null },
}
/** What paper takes beyond that unless told otherwise; nothing is split for want of volume. */
const CAUTIOUS_COSTS: PaperRules = { ...DEFAULT_PAPER_RULES, volumeShareMax: null }
/** Of the price: a tick, and what a target follows that is reckoned from another size. */
const PRICE_BPS_MAX = 0.02
/** The exchanges take the fee of a purchase from what was bought, ten basis points; the rest is steps of the smallest size. */
const QUANTITY_BPS_MAX = 12
/** A step is more of a grid's small orders. */
const GRID_QUANTITY_BPS_MAX = 30
/** Of the account, when all is over. */
const EQUITY_BPS_MAX = 0.5
/** Half a spread and slippage. */
const CAUTION_BPS = 3
/** The figures of each strategy, as the guide prints them. */
const GUIDE = readFileSync(new URL('../../docs/research/paper-parity.md', import.meta.url), 'utf8')

function stillAfter(all: readonly Candle[]): Candle {
  const last = all.at(-1)
  if (last === undefined) throw new RangeError('there are no candles')
  const { openTime, close } = last
  return {
    ...{ openTime: openTime + DEMO_CANDLE_MS, volume: 0 as Quantity },
    ...{ open: close, high: close, low: close, close },
  }
}

function requestOf(strategy: StrategyDefinition, market: Market): BacktestRequest {
  const bot: Bot = {
    ...{ id: 'bot1', name: 'Parity', strategyId: strategy.id, symbol: market.symbol },
    ...{ timeframe: '1m', exits: NO_EXITS },
    parameters: { ...defaultsOf(strategy), ...LIVELY[strategy.id] },
    sizing: { kind: 'percent-of-equity', share: rateFromPercent(50) },
  }
  return {
    ...{ market, timeframe: '1m', candles: CandleColumns.of(withOneAfter), warmUp: 0, bots: [bot] },
    ...{ cash: money(CASH), rules: ITS_COSTS, limits: NO_LIMITS },
    costRate: costRateOf(DEFAULT_PAPER_RULES),
  }
}

/** How far the first is above the second, in basis points. */
function above(first: number, second: number): number {
  return (first / second - 1) * BPS
}

function equityAbove(first: Money, second: Money): number {
  return above(amountToFloat(first), amountToFloat(second))
}

function priceOf({ cost, quantity }: TradedWish): number {
  return amountToFloat(cost) / amountToFloat(quantity)
}

describe.each(FAKES)('paper, held against the matching engine of $name', (fake) => {
  it.each(STRATEGIES.filter(({ decides }) => decides !== 'target-weights'))(
    'makes the same trades for $name',
    async (strategy) => {
      const account = await openFakeAccount(fake, { holdings: { USDT: CASH } })
      onTestFinished(account.close)
      const request = requestOf(strategy, account.market)
      const exchange = await tradeOverTheWire(account, request, candles)
      const paper = runBacktest(request)
      const cautious = runBacktest({ ...request, rules: CAUTIOUS_COSTS })
      const theirs = tradedWishes(exchange.fills, ID_PREFIX)
      const ours = tradedWishes(paper.fills, ID_PREFIX)
      expect(exchange.blocked).toEqual([])
      expect(ours.size).toBeGreaterThan(6)
      expect([...ours.keys()].toSorted()).toEqual([...theirs.keys()].toSorted())
      const worst = { price: 0, quantity: 0 }
      for (const [id, our] of ours) {
        const their = theirs.get(id)
        expect(their?.side).toBe(our.side)
        if (their === undefined) continue
        const price = Math.abs(above(priceOf(our), priceOf(their)))
        const [size, theirSize] = [amountToFloat(our.quantity), amountToFloat(their.quantity)]
        worst.price = Math.max(worst.price, price)
        worst.quantity = Math.max(worst.quantity, Math.abs(above(size, theirSize)))
      }
      const equity = equityAbove(paper.endEquity, exchange.endEquity)
      expect(worst.price).toBeLessThan(PRICE_BPS_MAX)
      expect(worst.quantity).toBeLessThan(
        strategy.id === 'grid' ? GRID_QUANTITY_BPS_MAX : QUANTITY_BPS_MAX,
      )
      expect(Math.abs(equity)).toBeLessThan(EQUITY_BPS_MAX)
      const taken = cautious.fills.filter(({ liquidity }) => liquidity === 'taker')
      for (const [id, our] of tradedWishes(taken, ID_PREFIX)) {
        const their = theirs.get(id)
        if (their === undefined) continue
        const worse = above(priceOf(our), priceOf(their)) * (our.side === 'buy' ? 1 : -1)
        expect(worse).toBeGreaterThan(CAUTION_BPS - PRICE_BPS_MAX)
        expect(worse).toBeLessThan(CAUTION_BPS + PRICE_BPS_MAX)
      }
      const cautiousEquity = equityAbove(cautious.endEquity, exchange.endEquity)
      const figures = [
        ...[worst.price.toFixed(4), worst.quantity.toFixed(1)],
        ...[equity.toFixed(2), cautiousEquity.toFixed(1)],
      ]
      const { name } = strategy
      // An exchange with a row of its own has rules that matter to the strategy.
      const ownName = `${name} at ${fake.name}`
      const told = GUIDE.includes(`| ${ownName} |`) ? ownName : name
      expect(GUIDE).toContain(`| ${told} | ${ours.size} | ${figures.join(' | ')} |`)
    },
    60_000,
  )

  /** A fee that is taken from what was bought moves a share over its tolerance at another candle: no trade is like another. */
  it.each(STRATEGIES.filter(({ decides }) => decides === 'target-weights'))(
    'holds the same share, within its tolerance, for $name',
    async (strategy) => {
      const account = await openFakeAccount(fake, { holdings: { USDT: CASH } })
      onTestFinished(account.close)
      const request = requestOf(strategy, account.market)
      const exchange = await tradeOverTheWire(account, request, candles)
      const paper = runBacktest(request)
      const [theirs, ours] = [exchange.fills, paper.fills].map(heldAfter)
      expect(exchange.blocked).toEqual([])
      expect(tradedWishes(paper.fills, ID_PREFIX).size).toBeGreaterThan(6)
      expect(tradedWishes(exchange.fills, ID_PREFIX).size).toBeGreaterThan(6)
      const { weight = 0, tolerance = 0 } = request.bots[0]?.parameters ?? {}
      expect(Math.abs((ours ?? 0) / (theirs ?? 1) - 1)).toBeLessThan((2 * tolerance) / weight)
      const equity = equityAbove(paper.endEquity, exchange.endEquity)
      expect(Math.abs(equity)).toBeLessThan(EQUITY_BPS_MAX)
      expect(GUIDE).toContain(`${strategy.name} ends ${equity.toFixed(2)} basis points`)
    },
    60_000,
  )
})

/** Of the base currency, the fees that were taken in it off. */
function heldAfter(fills: readonly Fill[]): number {
  return fills.reduce((held, { side, quantity, fee, feeCurrency, symbol }) => {
    const inBase = symbol.startsWith(`${feeCurrency}/`) ? amountToFloat(fee) : 0
    return held + (side === 'buy' ? 1 : -1) * amountToFloat(quantity) - inBase
  }, 0)
}
