import { z } from 'zod'
import { exchangeId, symbol, timeframe } from './values.ts'

/** More lines than this nobody can tell apart. */
const INDICATORS_MAX = 6
export const PANES_MAX = 4

const indicator = z.object({
  kind: z.enum(['sma', 'ema', 'bollinger', 'rsi', 'macd']),
  /** In candles. */
  period: z.number().int().min(2).max(500),
})

/** How charts are drawn; the same for all of them. */
const chartLook = z.object({
  scale: z.enum(['linear', 'log', 'percent']),
  zone: z.enum(['utc', 'local']),
  indicators: z.array(indicator).max(INDICATORS_MAX),
  /** A market whose price is drawn as a line beside, in percent; null for none. */
  comparison: symbol.nullable(),
})
export type ChartLook = z.infer<typeof chartLook>

/** One chart of several. */
const chartPane = z.object({ symbol, timeframe })
export type ChartPane = z.infer<typeof chartPane>

/** What somebody looks at, and how: kept for the next time. */
export const chartDesk = z.object({
  look: chartLook,
  /** So many charts are side by side. */
  count: z.union([z.literal(1), z.literal(2), z.literal(4)]),
  /** What they show, by exchange. */
  panes: z.record(exchangeId, z.array(chartPane).max(PANES_MAX)),
  /** The last trades of the chosen market are listed. */
  showsTrades: z.boolean(),
})
export type ChartDesk = z.infer<typeof chartDesk>

export const FIRST_DESK: ChartDesk = {
  look: { scale: 'linear', zone: 'utc', indicators: [], comparison: null },
  count: 1,
  panes: {},
  showsTrades: false,
}
