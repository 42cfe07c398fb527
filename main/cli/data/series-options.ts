import { symbol } from '../../../app/contract/values.ts'
import type { SeriesKey } from '../../../app/storage/candles/series-directory.ts'
import { Misuse } from '../usage.ts'

/** The options by which candles are named. */
export const SERIES_OPTIONS = {
  profile: { type: 'string' },
  exchange: { type: 'string' },
  symbol: { type: 'string' },
  timeframe: { type: 'string' },
} as const

interface TypedSeries {
  readonly exchange?: string | undefined
  readonly symbol?: string | undefined
  readonly timeframe?: string | undefined
}

const UNITS_MS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 } as const

/** One series, completely named. */
export function seriesIn({ exchange, symbol: market, timeframe }: TypedSeries): SeriesKey {
  return {
    exchange: exchangeIn(exchange),
    symbol: symbolIn(market),
    timeframeMs: lengthIn(timeframe),
  }
}

export function exchangeIn(text: string | undefined): string {
  if (text === undefined) throw new Misuse('--exchange is missing.')
  if (/^[a-z0-9_-]{1,40}$/.test(text)) return text
  throw new Misuse('--exchange must be a short name, such as binance.')
}

export function symbolIn(text: string | undefined): string {
  if (text === undefined) throw new Misuse('--symbol is missing.')
  const read = symbol.safeParse(text)
  if (read.success) return read.data
  throw new Misuse(`--symbol must be a market such as BTC/USDT, not "${text}".`)
}

/** A number and a unit: 1m, 90m, 4h, 1d, 1w. */
export function lengthIn(text: string | undefined, name = 'timeframe'): number {
  if (text === undefined) throw new Misuse(`--${name} is missing.`)
  const [, count, unit] = /^([1-9]\d{0,3})([mhdw])$/.exec(text) ?? []
  if (count === undefined || !isUnit(unit)) {
    throw new Misuse(`--${name} must be a number and m, h, d or w, such as 1h, not "${text}".`)
  }
  return Number(count) * UNITS_MS[unit]
}

/** As `lengthIn` reads it, in the largest unit that it is a multiple of. */
export function lengthText(ms: number): string {
  const units = Object.entries(UNITS_MS).reverse()
  const [name, length] = units.find(([, unitMs]) => ms % unitMs === 0) ?? ['m', UNITS_MS.m]
  return `${ms / length}${name}`
}

/** A day, a time, or Unix ms. */
export function timeIn(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined
  const time = /^\d{10,}$/.test(text) ? Number(text) : Date.parse(text)
  if (Number.isSafeInteger(time)) return time
  throw new Misuse(`--${name} must be a day like 2024-01-31, a time, or Unix ms.`)
}

export function timeText(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z')
}

function isUnit(text: string | undefined): text is keyof typeof UNITS_MS {
  return text !== undefined && Object.hasOwn(UNITS_MS, text)
}
