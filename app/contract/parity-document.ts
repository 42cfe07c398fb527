import { z } from 'zod'
import { MODES } from '../domain/mode.ts'
import { decimalText, identifier, label, sentence, symbol, timeframe, timeMs } from './values.ts'

/** All fills of one order together. */
const parityTrade = z.object({
  time: timeMs,
  /** On average. */
  price: decimalText,
  quantity: decimalText,
  fee: decimalText,
})
export type ParityTrade = z.infer<typeof parityTrade>

/** One wish of a bot, with what came of it in the account and in a backtest of the same period. */
export const parityLine = z.object({
  intentId: label,
  botId: identifier,
  side: z.enum(['buy', 'sell']),
  account: parityTrade.nullable(),
  backtest: parityTrade.nullable(),
  verdict: z.enum(['same', 'other-terms', 'only-account', 'only-backtest']),
  /** Why they differ; null where they do not. */
  cause: sentence.nullable(),
})
export type ParityLine = z.infer<typeof parityLine>

/** What `cryptobot parity --json` prints: an account held against a backtest of the same candles, trade by trade. */
export const parityDocument = z.object({
  account: label,
  mode: z.enum(MODES),
  symbol,
  timeframe,
  candles: z.number().int(),
  range: z.object({
    from: timeMs,
    to: timeMs,
    gaps: z.array(z.object({ after: timeMs, before: timeMs, missing: z.number().int() })),
  }),
  same: z.number().int(),
  different: z.number().int(),
  summary: sentence,
  lines: z.array(parityLine),
})
export type ParityDocument = z.infer<typeof parityDocument>
