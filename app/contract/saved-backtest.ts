import { z } from 'zod'
import { backtestDocument } from './backtest-document.ts'
import { backtestTrust } from './backtest-findings.ts'
import { backtestFigures } from './research.ts'
import { identifier, label, symbol, timeframe, timeMs } from './values.ts'

/** Side by side; more columns cannot be read. */
export const COMPARED_MAX = 6

/** What a list shows of a result that was kept. */
export const backtestSummary = z.object({
  strategy: label,
  symbol,
  timeframe,
  from: timeMs,
  to: timeMs,
  totalReturn: z.number(),
  buyAndHoldReturn: z.number(),
  maxDrawdown: z.number(),
  sharpe: z.number().nullable(),
  roundTrips: z.number().int(),
  verdict: backtestTrust.shape.verdict,
})
export type BacktestSummary = z.infer<typeof backtestSummary>

const kept = z.object({ id: identifier, name: label, savedAt: timeMs })

export const savedBacktestLine = kept.extend(backtestSummary.shape)
export type SavedBacktestLine = z.infer<typeof savedBacktestLine>

export const savedBacktest = kept.extend({ document: backtestDocument })
export type SavedBacktest = z.infer<typeof savedBacktest>

/** What is put side by side of it. */
export const savedFigures = kept.extend({ document: backtestFigures })
export type SavedFigures = z.infer<typeof savedFigures>
