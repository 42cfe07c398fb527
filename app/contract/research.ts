import { z } from 'zod'
import { backtestDocument, backtestTrade } from './backtest-document.ts'
import { candleColumns } from './engine-view.ts'
import { botSetup } from './setup.ts'
import {
  decimalText,
  identifier,
  label,
  problem,
  storedExchange,
  symbol,
  timeframe,
  timeMs,
} from './values.ts'

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
  /** What is kept for charts and research. */
  z.object({ kind: z.literal('stored'), exchange: storedExchange, symbol, timeframe }),
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

const LATENCY_SECONDS_MAX = 86_400
const LATENCY = 'The delay must be from 0 to 86,400 seconds.'
const VOLUME = 'The share of the volume must be above 0 and at most 100 %.'

/** What trading takes, in percent: 0.1 is 0.1 %. There is no run without them. */
export const backtestCosts = z.object({
  feePercent: costPercent('The fee'),
  spreadPercent: costPercent('The spread'),
  slippagePercent: costPercent('The slippage'),
  /** Of limit orders that waited; null where they pay the fee as well. */
  makerFeePercent: costPercent('The fee of limit orders').nullable(),
  /** Between a decision and the exchange. */
  latencySeconds: z.number(LATENCY).min(0, LATENCY).max(LATENCY_SECONDS_MAX, LATENCY),
  /** How much of a candle's volume an order may take; null where volume sets no limit. */
  volumePercent: z.number(VOLUME).positive(VOLUME).max(100, VOLUME).nullable(),
})
export type BacktestCosts = z.infer<typeof backtestCosts>

/** A mid-sized account at a large exchange; the same as on the command line. */
export const DEFAULT_COSTS: BacktestCosts = {
  feePercent: 0.1,
  spreadPercent: 0.02,
  slippagePercent: 0.02,
  makerFeePercent: null,
  latencySeconds: 0,
  volumePercent: null,
}

/** More markets beside the first than this nobody follows on one screen. */
export const OTHER_MARKETS_MAX = 5

export const backtestWish = z.object({
  /** Those that set the pace. */
  candles: candleChoice,
  /** Of further markets, on which the same bot trades as well, with the cash of the same account. */
  others: z.array(candleChoice).max(OTHER_MARKETS_MAX),
  /** Shorter ones of the same market, by which orders are filled inside a candle. */
  finer: candleChoice.nullable(),
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
  /** What the same cash would be worth if it had bought all markets in equal parts at their first close. */
  hold: z.array(z.number()),
  /** Which side was traded in which bar, by the bar's time; each side once a bar. */
  marks: z.array(z.object({ openTime: timeMs, side: z.enum(['buy', 'sell']) })),
  /** Below the highest equity so far, as a share of it: 0 or less, the deepest of each bar. */
  drawdown: z.array(z.number()),
})
export type BacktestChart = z.infer<typeof backtestChart>

/** What a result is written as: a page that opens offline, its trades or its equity as a table, or all of it as data. */
export const EXPORT_FORMATS = ['html', 'trades-csv', 'equity-csv', 'json'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** A result without its trades, of which there may be very many: they are asked for page by page. */
export const backtestFigures = backtestDocument.omit({ trades: true, roundTrips: true })
export type BacktestFigures = z.infer<typeof backtestFigures>

/** As many trades come at once. */
export const TRADES_PAGE = 500

/** A trade, and what its round trip brought where it ended one. */
export const resultTrade = backtestTrade.extend({ profit: decimalText.nullable() })
export type ResultTrade = z.infer<typeof resultTrade>

/** One finished backtest as the window shows it. */
export const backtestView = z.object({
  wish: backtestWish,
  title: label,
  timeframe,
  document: backtestFigures,
  chart: backtestChart,
})
export type BacktestView = z.infer<typeof backtestView>
