import { ChainedAuditLog } from '../audit/chained-audit-log.ts'
import { add, amountToFloat, type Money, type Rate } from '../domain/amount.ts'
import type { Bot } from '../domain/bot.ts'
import { CandleCursor } from '../domain/candle-run.ts'
import type { Fill } from '../domain/fill.ts'
import type { Market } from '../domain/market.ts'
import { MarketBook } from '../domain/market-book.ts'
import type { RiskLimits } from '../domain/risk-limits.ts'
import { type Timeframe, timeframeMs } from '../domain/timeframe.ts'
import { BotRunner } from '../engine/bot-runner.ts'
import { LimitBook } from '../engine/guard/limit-book.ts'
import { MarketClock } from '../engine/market-clock.ts'
import { Portfolio } from '../engine/portfolio.ts'
import { TradingEngine } from '../engine/trading-engine.ts'
import { PaperExchange } from '../exchanges/paper/paper-exchange.ts'
import { PaperMarkets } from '../exchanges/paper/paper-markets.ts'
import type { PaperRules } from '../exchanges/paper/paper-rules.ts'
import { PaperWallet } from '../exchanges/paper/paper-wallet.ts'
import { ID_PREFIX } from '../execution/client-order-id.ts'
import { type RoundTrip, roundTripsOf } from '../portfolio/round-trips.ts'
import type { Clock } from '../ports/clock.ts'
import { MemoryAuditStore } from '../storage/memory-audit-store.ts'
import { memoryProfileGuard } from '../storage/memory-guard-store.ts'
import { MemoryLedgerStore } from '../storage/memory-ledger-store.ts'
import { findStrategy } from '../strategy/strategy-catalog.ts'
import { buyAndHoldReturn } from './buy-and-hold.ts'
import type { CandleColumns } from './candle-columns.ts'
import { CandleInside, type FinerCandles, type InsideCount } from './candle-inside.ts'
import { EquityRecorder } from './equity-recorder.ts'
import { type Metrics, metricsOf } from './metrics.ts'
import { type OtherMarket, OtherMarkets } from './other-markets.ts'
import { ReasonRecorder } from './reason-recorder.ts'

export interface BacktestRequest {
  readonly market: Market
  readonly timeframe: Timeframe
  readonly candles: CandleColumns
  readonly bots: readonly Bot[]
  readonly cash: Money
  /** So many candles at the beginning are only shown to the strategies. */
  readonly warmUp: number
  /** What the simulated exchange takes, and how it fills. */
  readonly rules: PaperRules
  /** What a size leaves free for costs; without it, a purchase of all that there is is cut when it fills. */
  readonly costRate: Rate
  readonly limits: RiskLimits
  /** Of single bots, beside those of the account, by the bot's id. */
  readonly botLimits?: readonly (readonly [botId: string, limits: RiskLimits])[]
  /** Further markets on the same account, for bots that trade those; they share its cash, and its quote currency. */
  readonly others?: readonly OtherMarket[]
  /** By which orders are filled inside a candle; a candle without them by its own prices. */
  readonly finer?: FinerCandles
}

export interface BacktestResult {
  readonly fills: readonly Fill[]
  /** Why the order of each fill was sent. */
  readonly reasons: readonly string[]
  readonly trips: readonly RoundTrip[]
  /** After each candle, as floats in quote currency. */
  readonly equity: Float64Array
  readonly endEquity: Money
  readonly metrics: Metrics
  /** Null where there were no finer candles. */
  readonly inside: InsideCount | null
}

/** Hears now and then how many of the candles are done. */
export type ProgressListener = (done: number) => void

/** How often a run tells how far it is. */
const PROGRESS_STEPS = 100

/** Nothing happens by itself in a run: what there is to do is done at candles. */
const STILL: Clock = { now: () => 0, schedule: () => () => undefined }

/**
 * The engine's own path, from candle to fill, over candles of the past: the clock is theirs, and the exchange the one that
 * trades on paper. Same candles, same request: the same result, bit for bit.
 */
export function runBacktest(
  request: BacktestRequest,
  onProgress: ProgressListener = () => undefined,
): BacktestResult {
  const { market, candles, cash, warmUp } = request
  const run = composeRun(request)
  const { clock, exchange, engine, portfolio, recorder, others } = run
  const candleMs = timeframeMs(request.timeframe)
  const candle = new CandleCursor()
  const closed = { kind: 'candle', candle } as const
  const inside = request.finer === undefined ? null : new CandleInside(request.finer, candleMs)
  const progressEvery = Math.ceil(candles.size / PROGRESS_STEPS)
  let nextProgress = progressEvery
  let candlesHeld = 0
  for (let index = 0; index < warmUp; index += 1) {
    candles.show(index, candle)
    for (const runner of engine.runners) {
      if (runner.bot.symbol === market.symbol) runner.evaluate(candle)
    }
  }
  others?.warmUp(candles.openTime.at(warmUp) ?? Number.POSITIVE_INFINITY)
  for (let index = warmUp; index < candles.size; index += 1) {
    if (others === undefined && inside === null) {
      const next = engine.passQuietly(candles, index)
      if (isHolding(engine.runners)) candlesHeld += next - index
      index = next
      if (index === candles.size) break
    }
    candles.show(index, candle)
    others?.playBefore(candle.openTime)
    if (!inside?.show(candle, exchange, clock)) {
      clock.advanceTo(candle.openTime + candleMs)
      exchange.onCandle(candle, true)
    }
    others?.fillAt(candle.openTime)
    engine.enqueue(closed)
    others?.decideAt(candle.openTime)
    // Half a run must not look like a whole one.
    if (engine.stalled) throw engine.failure
    if (isHolding(engine.runners)) candlesHeld += 1
    if (index < nextProgress) continue
    nextProgress = index + progressEvery
    onProgress(index)
  }
  const fills = run.ledger.loadFills()
  const trips = roundTripsOf(fills, (symbol) => run.markets.get(symbol))
  const { equity } = recorder
  const metrics = metricsOf({
    startEquity: amountToFloat(cash),
    equity,
    openTime: candles.openTime.from(warmUp),
    candleMs,
    trips,
    tradeCount: fills.length,
    feesPaid: amountToFloat(portfolio.feesPaid),
    turnover: amountToFloat(turnoverOf(fills)),
    candlesHeld,
    buyAndHoldReturn: buyAndHoldReturn(request),
  })
  return {
    fills,
    reasons: run.reasons.ofFills,
    trips,
    equity,
    endEquity: portfolio.equity(),
    metrics,
    inside: inside?.count ?? null,
  }
}

function composeRun(request: BacktestRequest) {
  const { market, timeframe, candles, cash, rules, bots, others = [] } = request
  const clock = new MarketClock(STILL, 0)
  const markets = new MarketBook([market, ...others.map((other) => other.market)])
  const ledger = new MemoryLedgerStore(markets)
  const opening = { reference: 'opening', kind: 'opening', currency: market.quote } as const
  ledger.appendTransfers([{ ...opening, amount: cash, time: 0 }])
  const recorder = new EquityRecorder(candles.size - request.warmUp)
  const portfolio = new Portfolio({ currency: market.quote, markets, store: ledger })
  const wallet = new PaperWallet([[market.quote, cash]])
  const candleMs = timeframeMs(timeframe)
  const exchanges = new Map(
    Array.from(markets.all(), (one) => [
      one.symbol,
      new PaperExchange({ market: one, rules, clock, timeframeMs: candleMs, wallet }),
    ]),
  )
  const exchangeOf = (symbol: string) => simulated(exchanges.get(symbol), symbol)
  const exchange = exchangeOf(market.symbol)
  const reasons = new ReasonRecorder()
  const audit = new ChainedAuditLog(new MemoryAuditStore(), clock)
  const engine = new TradingEngine({
    market,
    markets,
    timeframe,
    idPrefix: ID_PREFIX,
    ledger,
    candles: recorder,
    exchange: others.length === 0 ? exchange : new PaperMarkets(exchanges),
    clock,
    timer: STILL,
    portfolio,
    audit,
    profile: memoryProfileGuard(audit),
    process: null,
    breakers: [],
    limits: limitBookOf(request),
    costRate: request.costRate,
    status: { state: 'active', reason: 'a backtest', since: 0 },
    listener: reasons,
  })
  for (const bot of bots) engine.addBot(runnerOf(bot, markets))
  engine.enqueue({ kind: 'feed', status: { state: 'running', message: '' } })
  engine.begin()
  return {
    clock,
    exchange,
    engine,
    ledger,
    markets,
    portfolio,
    recorder,
    reasons,
    others:
      others.length === 0
        ? undefined
        : new OtherMarkets(others, { engine, clock, candleMs, exchangeOf }),
  }
}

function simulated(exchange: PaperExchange | undefined, symbol: string): PaperExchange {
  if (exchange === undefined) throw new RangeError(`there are no candles of ${symbol}`)
  return exchange
}

function limitBookOf({ limits, botLimits = [] }: BacktestRequest): LimitBook {
  const ofBots = botLimits.map(([id, set]) => [`bot:${id}`, set] as const)
  return new LimitBook([['account', limits], ...ofBots])
}

function runnerOf(bot: Bot, markets: MarketBook): BotRunner {
  const market = markets.find(bot.symbol)
  if (market === undefined) throw new RangeError(`there are no candles of ${bot.symbol}`)
  const strategy = findStrategy(bot.strategyId)
  if (strategy === undefined) throw new RangeError(`there is no strategy ${bot.strategyId}`)
  return new BotRunner(bot, 'running', strategy, market)
}

function isHolding(runners: readonly BotRunner[]): boolean {
  for (const { position } of runners) if (position.quantity > 0) return true
  return false
}

function turnoverOf(fills: readonly Fill[]): Money {
  let turnover = 0 as Money
  for (const { cost } of fills) turnover = add(turnover, cost)
  return turnover
}
