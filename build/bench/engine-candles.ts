import { SMA } from 'trading-signals'
import { type Money, type Rate, rateFromPercent, ZERO_QUANTITY } from '../../app/domain/amount.ts'
import type { Bot } from '../../app/domain/bot.ts'
import { NO_EXITS } from '../../app/domain/bot.ts'
import type { Candle } from '../../app/domain/candle.ts'
import type { Market } from '../../app/domain/market.ts'
import type { Price } from '../../app/domain/price.ts'
import { BotRunner } from '../../app/engine/bot-runner.ts'
import { DEFAULT_RISK_LIMITS } from '../../app/engine/default-limits.ts'
import { MarketClock } from '../../app/engine/market-clock.ts'
import { Portfolio } from '../../app/engine/portfolio.ts'
import { TradingEngine } from '../../app/engine/trading-engine.ts'
import { PaperExchange } from '../../app/exchanges/paper/paper-exchange.ts'
import { DEFAULT_PAPER_RULES } from '../../app/exchanges/paper/paper-rules.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import { MemoryCandleStore } from '../../app/storage/memory-candle-store.ts'
import { MemoryLedgerStore } from '../../app/storage/memory-ledger-store.ts'
import { smaCross } from '../../app/strategy/strategies/sma-cross.ts'
import { syntheticCandles } from './synthetic-candles.ts'

const CANDLES = 1_000_000
const MINUTE_MS = 60_000
const CASH = 10_000_00000000 as Money

const market: Market = {
  symbol: 'BTC/USDT',
  base: 'BTC',
  quote: 'USDT',
  priceDecimals: 2,
  priceTick: 1 as Price,
  quantityStep: 1_000 as Market['quantityStep'],
  quantityMin: 1_000 as Market['quantityMin'],
  notionalMin: 500_000_000 as Money,
}

const bot: Bot = {
  id: 'bench',
  name: 'Bench',
  strategyId: smaCross.id,
  parameters: { fast: 10, slow: 30 },
  symbol: market.symbol,
  timeframe: '1m',
  sizing: { kind: 'percent-of-equity', share: rateFromPercent(100) },
  exits: NO_EXITS,
}

function openEngine(first: Candle) {
  const clock = new MarketClock(systemClock, first.openTime)
  const ledger = new MemoryLedgerStore()
  ledger.appendDeposit({ currency: 'USDT', amount: CASH, time: first.openTime })
  const exchange = new PaperExchange({
    market,
    rules: {
      ...DEFAULT_PAPER_RULES,
      makerFee: 0 as Rate,
      takerFee: 0 as Rate,
      halfSpread: 0 as Rate,
      slippage: 0 as Rate,
    },
    clock,
    timeframeMs: MINUTE_MS,
    base: ZERO_QUANTITY,
    quote: CASH,
  })
  const engine = new TradingEngine({
    market,
    timeframe: '1m',
    ledger,
    candles: new MemoryCandleStore(),
    exchange,
    clock,
    portfolio: new Portfolio(market, ledger),
    breakers: [],
    limits: DEFAULT_RISK_LIMITS,
    costRate: DEFAULT_PAPER_RULES.takerFee,
    status: { state: 'active', reason: 'bench', since: 0 },
  })
  engine.addBot(new BotRunner(bot, 'running', smaCross, market))
  engine.enqueue({ kind: 'reconciled' })
  return { clock, exchange, engine, ledger }
}

function runEngine(candles: readonly Candle[]): number {
  const first = candles[0]
  if (!first) return 0
  const { clock, exchange, engine, ledger } = openEngine(first)
  const start = performance.now()
  for (const candle of candles) {
    clock.advanceTo(candle.openTime + MINUTE_MS)
    exchange.onCandle(candle, true)
    engine.enqueue({ kind: 'candle', candle })
  }
  const ms = performance.now() - start
  if (process.env['DEBUG']) console.log(ledger.loadFills().length, engine.trading, engine.equity())
  return ms
}

function runBare(closes: Float64Array): number {
  const fast = new SMA(10)
  const slow = new SMA(30)
  let crossings = 0
  let before: number | null = null
  const start = performance.now()
  for (const close of closes) {
    const fastValue = fast.update(close, false)
    const slowValue = slow.update(close, false)
    if (fastValue === null || slowValue === null) continue
    const now = fastValue - slowValue
    if (before !== null && ((before <= 0 && now > 0) || (before >= 0 && now < 0))) crossings += 1
    before = now
  }
  const ms = performance.now() - start
  if (crossings === 0) throw new Error('the yardstick crossed nothing')
  return ms
}

const candles = syntheticCandles(CANDLES)
const closes = Float64Array.from(candles, (candle) => candle.close / 100)
for (let run = 0; run < 7; run += 1) {
  const bare = runBare(closes)
  const ours = runEngine(candles)
  console.log({ bare, ours, ratio: bare / ours })
}
