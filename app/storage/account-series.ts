import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Candle } from '../domain/candle.ts'
import type { Market } from '../domain/market.ts'
import type { Timeframe } from '../domain/timeframe.ts'
import { StoreError } from '../ports/store-error.ts'
import { openAccountReader } from './account-reader.ts'
import { CandleArchive } from './candle-archive.ts'
import type { ProfilePaths } from './profile-paths.ts'
import { stored } from './store-failure.ts'

/** Candles of one market that an account has stored. */
export interface AccountSeries {
  readonly accountId: string
  /** What the account is called. */
  readonly title: string
  readonly market: Market
  readonly timeframe: Timeframe
  readonly candles: number
  readonly from: number
  readonly to: number
  readonly path: string
}

/** Those of the demo market and of imported files can be had whole from where they come from; the rest was put aside. */
const OTHERWISE_THERE = /^(demo|replay)-|-archived-\d+$|-new$/
const SERIES_FILE = /^market(-.+)?\.db$/

/**
 * What the accounts of a profile have stored of their markets, for whoever wants to look at the past. An account that
 * cannot be read is left out: opening it says what is wrong with it.
 */
export function listAccountSeries(paths: ProfilePaths): readonly AccountSeries[] {
  const folder = paths.account('')
  if (!existsSync(folder)) return []
  const accountIds = stored(folder, () => readdirSync(folder))
  return accountIds
    .filter((accountId) => !OTHERWISE_THERE.test(accountId))
    .sort()
    .flatMap((accountId) => readableSeries(paths.account(accountId), accountId))
}

function readableSeries(directory: string, accountId: string): readonly AccountSeries[] {
  try {
    return seriesOf(directory, accountId)
  } catch (error) {
    if (error instanceof StoreError) return []
    throw error
  }
}

export function readAccountSeries(
  { path, market }: AccountSeries,
  from: number,
  until: number,
): readonly Candle[] {
  const archive = new CandleArchive(path)
  try {
    return archive.read(market, from, until)
  } finally {
    archive.close()
  }
}

function seriesOf(directory: string, accountId: string): readonly AccountSeries[] {
  const account = openAccountReader(directory)
  try {
    const { title, market } = account.record
    const markets = [...account.markets.all()]
    const files = stored(directory, () => readdirSync(directory)).filter((name) =>
      SERIES_FILE.test(name),
    )
    return files.flatMap((name) => {
      const own = name === 'market.db' ? market : markets.find((one) => isOf(name, one))
      const extent = own && extentOf(join(directory, name))
      if (own === undefined || extent === undefined) return []
      return [{ accountId, title, market: own, ...extent, path: join(directory, name) }]
    })
  } finally {
    account.close()
  }
}

/** As `AccountStores` names the file of a series. */
function isOf(name: string, { symbol }: Market): boolean {
  return name.startsWith(`market-${symbol.replace('/', '-').toLowerCase()}-`)
}

function extentOf(path: string) {
  const archive = new CandleArchive(path)
  try {
    return archive.extent()
  } finally {
    archive.close()
  }
}
