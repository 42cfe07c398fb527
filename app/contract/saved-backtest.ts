import { z } from 'zod'
import { backtestDocument } from './backtest-document.ts'
import { backtestTrust } from './backtest-findings.ts'
import { identifier, label, symbol, timeframe, timeMs } from './values.ts'

/** A result that was kept, as it stands in a list. */
export const savedBacktestLine = z.object({
  id: identifier,
  name: label,
  savedAt: timeMs,
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
export type SavedBacktestLine = z.infer<typeof savedBacktestLine>

export const savedBacktest = z.object({
  id: identifier,
  name: label,
  savedAt: timeMs,
  document: backtestDocument,
})
export type SavedBacktest = z.infer<typeof savedBacktest>
