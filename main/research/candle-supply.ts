import { candlesWithin } from '../../app/backtest/candle-range.ts'
import { guessSymbol } from '../../app/contract/guess-symbol.ts'
import type { CandleChoice, CandleSeries } from '../../app/contract/research.ts'
import type { Candle } from '../../app/domain/candle.ts'
import type { Market } from '../../app/domain/market.ts'
import { failure, type Problem, type Result, success } from '../../app/domain/result.ts'
import type { Timeframe } from '../../app/domain/timeframe.ts'
import {
  DEMO_CANDLE_MS,
  DEMO_MARKET,
  DEMO_START_TIME,
  demoCandles,
} from '../../app/exchanges/demo/demo-candles.ts'
import { listImports, loadImport } from '../../app/exchanges/replay/candle-import.ts'
import type { CandleRepair } from '../../app/exchanges/replay/candle-repair.ts'
import { listAccountSeries, readAccountSeries } from '../../app/storage/account-series.ts'
import type { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { marketOfCandles } from './market-of-candles.ts'
import { listStored, storedCandles } from './stored-supply.ts'

/** Ninety days of minutes: the demo market goes on for ever, and a list has to end somewhere. */
const DEMO_CANDLES = 90 * 1_440
const DEMO_END_TIME = DEMO_START_TIME + (DEMO_CANDLES - 1) * DEMO_CANDLE_MS
/** The same market that the wizard offers. */
const DEMO_SEED = 7

/** The candles of a run, and the market that they are of. */
export interface CandleSupply {
  readonly title: string
  readonly market: Market
  readonly timeframe: Timeframe
  readonly candles: readonly Candle[]
  /** What was put right in its file because that was asked for; null where nothing was. */
  readonly repair: CandleRepair | null
  /** Where all that there are begin and end, within the range or not. */
  readonly there: { readonly from: number; readonly to: number }
}

export interface CandleRange {
  readonly from: number
  readonly until: number
}

/** Everything in a profile that a run can be over. */
export async function listCandleSeries(paths: ProfilePaths): Promise<CandleSeries[]> {
  const imports = await listImports(paths.imports)
  return [
    ...imports.map(({ importId, fileName, timeframe, candles, from, to, repairedRows }) => ({
      choice: { kind: 'import' as const, importId, symbol: guessSymbol(fileName) },
      title: repairedRows === null ? fileName : `${fileName}, repaired`,
      ...{ timeframe, candles, from, to },
    })),
    {
      choice: { kind: 'demo', seed: DEMO_SEED },
      title: 'Demo market',
      timeframe: '1m',
      candles: DEMO_CANDLES,
      from: DEMO_START_TIME,
      to: DEMO_END_TIME,
    },
    ...listAccountSeries(paths).map(({ accountId, market, title, timeframe, ...extent }) => ({
      choice: { kind: 'account' as const, accountId, symbol: market.symbol, timeframe },
      ...{ title: `${title}, ${market.symbol}`, timeframe },
      ...{ candles: extent.candles, from: extent.from, to: extent.to },
    })),
    ...listStored(paths.candles),
  ]
}

/** Those of a choice within a range, or why there are none. */
export async function loadCandles(
  paths: ProfilePaths,
  choice: CandleChoice,
  range: CandleRange,
): Promise<Result<CandleSupply, Problem>> {
  switch (choice.kind) {
    case 'import':
      return importedCandles(paths, choice, range)
    case 'demo':
      return success(demoSupply(choice.seed, range))
    case 'account':
      return accountCandles(paths, choice, range)
    case 'stored':
      return storedCandles(paths.candles, choice, range)
  }
}

async function importedCandles(
  paths: ProfilePaths,
  { importId, symbol }: Extract<CandleChoice, { kind: 'import' }>,
  range: CandleRange,
): Promise<Result<CandleSupply, Problem>> {
  const loaded = await loadImport(paths.imports, importId)
  if (!loaded.ok) return loaded
  const { candles, timeframe, priceDecimals, repair, from, to } = loaded.value
  const imports = await listImports(paths.imports)
  const title = imports.find((one) => one.importId === importId)?.fileName ?? importId
  return success({
    ...{ title, timeframe, repair },
    market: marketOfCandles(symbol, priceDecimals),
    candles: candlesWithin(candles, range.from, range.until),
    there: { from, to },
  })
}

function demoSupply(seed: number, { from, until }: CandleRange): CandleSupply {
  const indexAt = (time: number) =>
    Math.min(Math.max(Math.ceil((time - DEMO_START_TIME) / DEMO_CANDLE_MS), 0), DEMO_CANDLES)
  const [first, end] = [indexAt(from), indexAt(until)]
  return {
    title: `Demo market, seed ${seed}`,
    market: DEMO_MARKET,
    timeframe: '1m',
    repair: null,
    candles: demoCandles(seed, first, Math.max(end - first, 0)),
    there: { from: DEMO_START_TIME, to: DEMO_END_TIME },
  }
}

function accountCandles(
  paths: ProfilePaths,
  choice: Extract<CandleChoice, { kind: 'account' }>,
  { from, until }: CandleRange,
): Result<CandleSupply, Problem> {
  const series = listAccountSeries(paths).find(
    ({ accountId, market, timeframe }) =>
      accountId === choice.accountId &&
      market.symbol === choice.symbol &&
      timeframe === choice.timeframe,
  )
  if (series === undefined) return failure(GONE)
  const { title, market, timeframe } = series
  return success({
    ...{ title: `${title}, ${market.symbol}`, market, timeframe, repair: null },
    candles: readAccountSeries(series, finite(from), finite(until)),
    there: series,
  })
}

/** SQLite compares whole numbers. */
function finite(time: number): number {
  return Math.min(Math.max(time, 0), Number.MAX_SAFE_INTEGER)
}

const GONE: Problem = {
  code: 'series-gone',
  message: 'The account no longer has candles of that market.',
  action: 'Choose other candles.',
}
