import { z } from 'zod'
import { backtestTrust } from './backtest-findings.ts'
import { sizingSetup } from './sizing-setup.ts'
import { decimalText, identifier, label, symbol, timeframe, timeMs } from './values.ts'

const share = z.number()
const percent = z.number().nullable()

/** Where the candles came from, and what was done to them before they were used. */
export const candleSource = z.object({
  /** The name of the file, or the series of an exchange. */
  name: label,
  /** Rows that were put right because that was asked for; null where nothing was. */
  repair: z
    .object({
      unorderedRows: z.number().int(),
      duplicateRows: z.number().int(),
      conflictingRows: z.number().int(),
      filledCandles: z.number().int(),
    })
    .nullable(),
})
export type CandleSource = z.infer<typeof candleSource>

/** What was tested, so that it can be repeated and put beside others. */
export const backtestSetup = z.object({
  /** The market whose candles set the pace. */
  symbol,
  /** Further markets on the same account. */
  otherSymbols: z.array(symbol),
  timeframe,
  bots: z.array(
    z.object({
      symbol,
      strategyId: identifier,
      parameters: z.record(identifier, z.number()),
      sizing: sizingSetup,
      exits: z.object({ stopPercent: percent, targetPercent: percent, trailingPercent: percent }),
    }),
  ),
  cash: decimalText,
  /** Fees and distances in basis points; `volumePercent` is null where volume sets no limit. */
  costs: z.object({
    takerFeeBps: z.number(),
    makerFeeBps: z.number(),
    spreadBps: z.number(),
    slippageBps: z.number(),
    latencyMs: z.number(),
    volumePercent: percent,
  }),
  candles: candleSource,
  /** The shorter candles by which orders were filled; null where the tested ones had to do. */
  finer: z.object({ name: label, timeframe }).nullable(),
})
export type BacktestSetup = z.infer<typeof backtestSetup>

/** Of the account after a candle, thinned out: extremes are kept. Shares are fractions. */
export const curvePoint = z.object({
  time: timeMs,
  equity: z.number(),
  /** How far below the highest equity so far. */
  drawdown: share,
  /** How much of the equity was in the market. */
  exposure: share,
  /** What the cash would be worth, had it all been put in at the first close, in equal parts into all markets, without costs. */
  hold: z.number(),
})
export type CurvePoint = z.infer<typeof curvePoint>

export const backtestTrade = z.object({
  time: timeMs,
  symbol,
  side: z.enum(['buy', 'sell']),
  price: decimalText,
  quantity: decimalText,
  fee: decimalText,
  reason: label,
})
export type BacktestTrade = z.infer<typeof backtestTrade>

export const backtestMetrics = z.object({
  totalReturn: share,
  annualReturn: share.nullable(),
  maxDrawdown: share,
  longestDrawdownMs: z.number(),
  sharpe: z.number().nullable(),
  sortino: z.number().nullable(),
  calmar: z.number().nullable(),
  profitFactor: z.number().nullable(),
  expectancy: z.number().nullable(),
  sqn: z.number().nullable(),
  trades: z.number().int(),
  roundTrips: z.number().int(),
  winRate: share.nullable(),
  worstStreak: z.number().int(),
  timeInMarket: share,
  feesPaid: z.number(),
  turnover: z.number(),
  buyAndHoldReturn: share,
})
export type BacktestMetrics = z.infer<typeof backtestMetrics>

/** What `cryptobot backtest --json` prints. Shares are fractions: 0.1 is 10 %; null where there is nothing to divide by. */
export const backtestDocument = z.object({
  candles: z.number().int(),
  elapsedMs: z.number(),
  setup: backtestSetup,
  /** The first candle's start and the last one's, and the stretches between without candles. */
  range: z.object({
    from: timeMs,
    to: timeMs,
    gaps: z.array(z.object({ after: timeMs, before: timeMs, missing: z.number().int() })),
  }),
  trades: z.array(backtestTrade),
  /** From the first purchase of a position until all of it was sold; profit after fees, in quote currency. */
  roundTrips: z.array(
    z.object({
      symbol,
      openedAt: timeMs,
      closedAt: timeMs,
      cost: decimalText,
      profit: decimalText,
    }),
  ),
  /** In quote currency; at the end with what is still held, at the last close. */
  equity: z.object({ start: z.number(), end: z.number() }),
  metrics: backtestMetrics,
  exposure: z.object({ average: share, max: share }),
  buyAndHold: z.object({ totalReturn: share, maxDrawdown: share }),
  /** Oldest first; a month is like 2024-01, in UTC. */
  months: z.array(
    z.object({ month: z.string().regex(/^\d{4}-\d{2}$/), return: share, buyAndHoldReturn: share }),
  ),
  curve: z.array(curvePoint),
  trust: backtestTrust,
})
export type BacktestDocument = z.infer<typeof backtestDocument>
