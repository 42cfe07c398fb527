import { z } from 'zod'
import { MODES } from '../domain/mode.ts'
import { TIMEFRAMES } from '../domain/timeframe.ts'

/** Money, prices and quantities cross every boundary as decimal text: "30114.2". */
/** "EUR". */
export const currency = z.string().regex(/^[A-Z0-9]{1,20}$/)
export const decimalText = z
  .string()
  .max(64)
  .regex(/^-?\d+(\.\d+)?$/, 'must be a decimal number')
/** Unix ms, UTC. */
export const timeMs = z.number().int().nonnegative()
export const identifier = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9-]+$/, 'must be letters, digits and dashes')
export const symbol = z
  .string()
  .min(3)
  .max(40)
  .regex(/^[A-Z0-9]+\/[A-Z0-9]+$/, 'must look like BTC/USDT')
export const exchangeId = z
  .string()
  .min(2)
  .max(40)
  .regex(/^[a-z0-9]+$/, "must be the exchange's short name")
/** Where stored candles are from: an exchange, or whatever the user calls where he had them from. */
export const storedExchange = z
  .string()
  .regex(/^[a-z0-9_-]{1,40}$/, 'must be a short name, such as binance')
export const mode = z.enum(MODES)
export const timeframe = z.enum(TIMEFRAMES)

/** Text a person reads; bounded, because everything is. */
export const label = z.string().max(200)
const SENTENCE_LENGTH_MAX = 2_000
export const sentence = z.string().max(SENTENCE_LENGTH_MAX)

/** As much of a text as one sentence may have. */
export function shortened(text: string): string {
  return text.length <= SENTENCE_LENGTH_MAX ? text : `${text.slice(0, SENTENCE_LENGTH_MAX - 1)}…`
}

/** What a refused or failed request answers with. */
export const problemCode = z.string().max(64)
export const problem = z.object({ code: problemCode, message: sentence, action: sentence })

/** adopt: take it into our books. ignore: leave it. fix: make the exchange agree with us again. */
export const driftDecision = z.enum(['adopt', 'ignore', 'fix'])
export type DriftDecision = z.infer<typeof driftDecision>
