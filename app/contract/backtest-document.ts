import { z } from 'zod'
import { decimalText, label, timeMs } from './values.ts'

const share = z.number()

/** What `cryptobot backtest --json` prints. Shares are fractions: 0.1 is 10 %; null where there is nothing to divide by. */
export const backtestDocument = z.object({
  candles: z.number().int(),
  elapsedMs: z.number(),
  /** The first candle's start and the last one's, and the stretches between without candles. */
  range: z.object({
    from: timeMs,
    to: timeMs,
    gaps: z.array(z.object({ after: timeMs, before: timeMs, missing: z.number().int() })),
  }),
  trades: z.array(
    z.object({
      time: timeMs,
      side: z.enum(['buy', 'sell']),
      price: decimalText,
      quantity: decimalText,
      fee: decimalText,
      reason: label,
    }),
  ),
  /** In quote currency; at the end with what is still held, at the last close. */
  equity: z.object({ start: z.number(), end: z.number() }),
  metrics: z.object({
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
  }),
})
export type BacktestDocument = z.infer<typeof backtestDocument>
