import { parseDecimal } from '../../domain/decimal-text.ts'
import { failure, type Result, success } from '../../domain/result.ts'
import { excerpt } from './candle-file-fault.ts'

/** A unit of time is known by its magnitude: the ranges, 1973 to 2099 each, do not touch. */
const UNITS = [
  { name: 'seconds', perMillisecond: 0.001 },
  { name: 'milliseconds', perMillisecond: 1 },
  { name: 'microseconds', perMillisecond: 1_000 },
] as const
const EARLIEST_MS = Date.UTC(1973, 4)
const LATEST_MS = Date.UTC(2100, 0)

export type TimestampUnit = (typeof UNITS)[number]

export interface Timestamp {
  readonly timeMs: number
  readonly unit: TimestampUnit
}

/** Reads a Unix timestamp; exports use seconds, milliseconds and microseconds. */
export function parseTimestamp(text: string): Result<Timestamp, string> {
  const parsed = parseDecimal(text, 0)
  if (!parsed.ok) return failure(`${excerpt(text)} is not a Unix timestamp in milliseconds.`)
  for (const unit of UNITS) {
    const timeMs = Number(parsed.value) / unit.perMillisecond
    if (timeMs >= EARLIEST_MS && timeMs < LATEST_MS) return success({ timeMs, unit })
  }
  return failure(`${excerpt(text)} is no time between 1973 and 2099.`)
}
