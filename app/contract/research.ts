import { z } from 'zod'
import { backtestDocument } from './backtest-document.ts'
import { candleColumns } from './engine-view.ts'
import { botSetup } from './setup.ts'
import { decimalText, identifier, label, problem, symbol, timeframe, timeMs } from './values.ts'

/** Which candles a run is over. */
export const candleChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('import'), importId: identifier, symbol }),
  z.object({
    kind: z.literal('demo'),
    seed: z
      .number()
      .int()
      .min(0)
      .max(2 ** 31 - 1),
  }),
  /** What an account has stored of one of its markets. */
  z.object({ kind: z.literal('account'), accountId: identifier, symbol, timeframe }),
])
export type CandleChoice = z.infer<typeof candleChoice>

/** Candles that are there to be chosen. */
export const candleSeries = z.object({
  choice: candleChoice,
  title: label,
  timeframe,
  candles: z.number().int().positive(),
  /** Open times of the first and the last. */
  from: timeMs,
  to: timeMs,
})
export type CandleSeries = z.infer<typeof candleSeries>

/** In percent of a trade. Beyond ten, a slip of the keyboard is likelier than such a market. */
export const COST_LIMITS = { min: 0, max: 10 } as const

function costPercent(what: string) {
  const message = `${what} must be from ${COST_LIMITS.min} to ${COST_LIMITS.max} %.`
  return z.number(message).min(COST_LIMITS.min, message).max(COST_LIMITS.max, message)
}

/** What trading takes, in percent: 0.1 is 0.1 %. There is no run without them. */
export const backtestCosts = z.object({
  feePercent: costPercent('The fee'),
  spreadPercent: costPercent('The spread'),
  slippagePercent: costPercent('The slippage'),
})
export type BacktestCosts = z.infer<typeof backtestCosts>

/** A mid-sized account at a large exchange; the same as on the command line. */
export const DEFAULT_COSTS: BacktestCosts = {
  feePercent: 0.1,
  spreadPercent: 0.02,
  slippagePercent: 0.02,
}

export const backtestWish = z.object({
  candles: candleChoice,
  /** Candles that open from the first time on and before the second; null for all there are. */
  from: timeMs.nullable(),
  until: timeMs.nullable(),
  bot: botSetup,
  /** In quote currency. */
  cash: decimalText,
  costs: backtestCosts,
})
export type BacktestWish = z.infer<typeof backtestWish>

export const runState = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('running'),
    doneShare: z.number().min(0).max(1),
    /** Null while it cannot be told yet. */
    msLeft: z.number().nonnegative().nullable(),
  }),
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('cancelled') }),
  z.object({ kind: z.literal('failed'), problem }),
])
export type RunState = z.infer<typeof runState>

/** What a run looked like, in as many bars as a chart can show. */
export const backtestChart = z.object({
  /** So many candles are one bar. */
  candlesPerBar: z.number().int().positive(),
  priceDecimals: z.number().int(),
  bars: candleColumns,
  /** At the end of each bar, in quote currency. */
  equity: z.array(z.number()),
  /** What the same cash would be worth if it had bought at the first close. */
  hold: z.array(z.number()),
  /** Below the highest equity so far, as a share of it: 0 or less, the deepest of each bar. */
  drawdown: z.array(z.number()),
})
export type BacktestChart = z.infer<typeof backtestChart>

/** What a result is written as: a page that opens offline, its trades or its equity as a table, or all of it as data. */
export const EXPORT_FORMATS = ['html', 'trades-csv', 'equity-csv', 'json'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** One finished backtest as the window shows it. */
export const backtestView = z.object({
  wish: backtestWish,
  title: label,
  timeframe,
  document: backtestDocument,
  chart: backtestChart,
})
export type BacktestView = z.infer<typeof backtestView>
