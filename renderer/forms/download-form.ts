import type { DownloadsWish } from '../../app/contract/stored-data.ts'

export const DOWNLOADED_AT_ONCE_MAX = 20
const SYMBOL = /^[A-Z0-9]+\/[A-Z0-9]+$/

export type DownloadFields = {
  readonly exchangeId: string
  /** As typed: several, with commas or spaces between. */
  readonly markets: string
  readonly timeframes: DownloadsWish['timeframes']
  /** Days in UTC, as "2024-01-31"; an empty last one is today. */
  readonly fromDay: string
  readonly toDay: string
}

export type DownloadFaults = Partial<Record<'markets' | 'timeframes' | 'fromDay' | 'toDay', string>>

type Checked =
  | { readonly wish: DownloadsWish; readonly faults: null }
  | { readonly wish: null; readonly faults: DownloadFaults }

const DAY_MS = 86_400_000

/** What is to be downloaded, or what is wrong with what was typed. */
export function checkedDownload(fields: DownloadFields, now: number): Checked {
  const { exchangeId, timeframes } = fields
  const symbols = marketsIn(fields.markets)
  const from = Date.parse(fields.fromDay)
  const until = fields.toDay === '' ? null : Date.parse(fields.toDay) + DAY_MS
  const faults: DownloadFaults = {
    ...marketFault(symbols),
    ...(timeframes.length === 0 && { timeframes: 'Choose at least one.' }),
    ...(!Number.isFinite(from) && { fromDay: 'Choose the first day.' }),
    ...(from >= now && { fromDay: 'This must be in the past.' }),
    ...(until !== null && !(until > from) && { toDay: 'This must not be before the first day.' }),
  }
  if (Object.keys(faults).length > 0) return { wish: null, faults }
  return { wish: { exchangeId, symbols, timeframes, from, until }, faults: null }
}

function marketsIn(text: string): string[] {
  const words = text.toUpperCase().split(/[\s,;]+/)
  return [...new Set(words.filter((word) => word !== ''))]
}

function marketFault(symbols: readonly string[]): DownloadFaults {
  const wrong = symbols.find((symbol) => !SYMBOL.test(symbol))
  if (symbols.length === 0) return { markets: 'Name at least one market, such as BTC/USDT.' }
  if (wrong !== undefined) return { markets: `${wrong} is no market: write it like BTC/USDT.` }
  if (symbols.length > DOWNLOADED_AT_ONCE_MAX) {
    return { markets: `Name at most ${DOWNLOADED_AT_ONCE_MAX} at a time.` }
  }
  return {}
}
