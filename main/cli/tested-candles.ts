import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { CandleColumns } from '../../app/backtest/candle-columns.ts'
import type { FinerCandles } from '../../app/backtest/candle-inside.ts'
import { candlesWithin } from '../../app/backtest/candle-range.ts'
import { finerCandles, type PricedCandles } from '../../app/backtest/finer-candles.ts'
import type { OtherMarket } from '../../app/backtest/other-markets.ts'
import type { BacktestRequest } from '../../app/backtest/run-backtest.ts'
import { assert } from '../../app/domain/assert.ts'
import type { CandleArrays } from '../../app/domain/candle-arrays.ts'
import type { Market } from '../../app/domain/market.ts'
import { failure, type Problem, type Result, success } from '../../app/domain/result.ts'
import { type Timeframe, timeframeMs } from '../../app/domain/timeframe.ts'
import { readCandleFile } from '../../app/exchanges/replay/candle-file.ts'
import type { ParsedCandles } from '../../app/exchanges/replay/candle-table.ts'
import type { BacktestWish, CandleSource, TestedMarket } from './backtest-options.ts'
import { withLibrary } from './data/open-library.ts'
import { noCandles, storedCandles } from './data/stored-candles.ts'
import { Misuse } from './usage.ts'

/** What is to be run, with the candles of all its markets. */
export interface Tested {
  readonly request: BacktestRequest
  /** Of the market that sets the pace: what its candles are called, and what was put right in them. */
  readonly name: string
  readonly repair: ParsedCandles['repair']
  readonly finer: { readonly name: string; readonly timeframe: Timeframe } | null
  /** Of the candles of each market, in the order in which they are named; reckoned when it is asked for. */
  readonly digests: () => readonly string[]
}

/** Candles of one length, and where they come from. */
interface Series extends PricedCandles {
  readonly name: string
  readonly repair: ParsedCandles['repair']
  readonly digest: () => string
}

/** Which series is meant, where the candles are stored. */
interface SeriesWish extends Pick<BacktestWish, 'timeframe' | 'from' | 'until' | 'repairs'> {
  readonly symbol: string
}

/**
 * Reads the candles of every market, and the finer ones. Throws a `Misuse` where they do not go together, and a `StoreError`
 * where the profile has none like that.
 */
export async function readTested(wish: BacktestWish): Promise<Result<Tested, Problem>> {
  const read: Series[] = []
  const markets = [wish, ...wish.also]
  for (const { source, symbol } of markets) {
    const series = await readSeries(source, { ...wish, symbol })
    if (!series.ok) return series
    read.push(checkedLength(series.value, wish))
  }
  const [main, ...others] = markets.map((market, index) => otherMarket(market, read[index]))
  const [paced] = read
  assert(main !== undefined && paced !== undefined, 'a backtest has a market')
  const inside = await readFiner(wish, main.market)
  if (!inside.ok) return inside
  const finer = inside.value
  const { finer: _finer, ...asked } = wish
  return success({
    request: {
      ...{ ...asked, ...main, others, warmUp: 0 },
      ...(finer === null ? {} : { finer: finer.candles }),
    },
    ...{ name: paced.name, repair: paced.repair },
    finer: finer && { name: finer.series.name, timeframe: finer.series.timeframe },
    digests: () => [...read, ...(finer ? [finer.series] : [])].map(({ digest }) => digest()),
  })
}

function readSeries(source: CandleSource, wish: SeriesWish): Promise<Result<Series, Problem>> {
  return source.kind === 'file' ? fromFile(source.path, wish) : fromProfile(source, wish)
}

async function fromFile(path: string, wish: SeriesWish): Promise<Result<Series, Problem>> {
  const name = basename(path)
  const read = await readCandleFile(path, { fileName: name, repairs: wish.repairs })
  if (!read.ok) return failure(read.error)
  const { parsed, sha256 } = read.value
  const candles = candlesWithin(parsed.candles, wish.from, wish.until)
  if (candles.length === 0) throw emptyRange(path, parsed.from, parsed.to)
  const digest = () => sha256
  return success({ ...parsed, candles: CandleColumns.of(candles), name, digest })
}

async function fromProfile(
  { exchange, directory }: Extract<CandleSource, { kind: 'stored' }>,
  { symbol, timeframe, from, until }: SeriesWish,
): Promise<Result<Series, Problem>> {
  const key = { exchange, symbol, timeframeMs: timeframeMs(timeframe) }
  const name = `${exchange} ${symbol}`
  return withLibrary({ profile: directory }, (library) => {
    const [first, end] = [Math.max(from, 0), Math.min(until, Number.MAX_SAFE_INTEGER)]
    const arrays = storedCandles(library, key, first, end)
    if (arrays.openTime.length === 0) {
      const { openTime } = storedCandles(library, key, 0, Number.MAX_SAFE_INTEGER)
      const [oldest, newest] = [openTime[0], openTime.at(-1)]
      if (oldest === undefined || newest === undefined) throw noCandles(key)
      throw emptyRange(name, oldest, newest)
    }
    const { priceDecimals } = arrays
    const candles = CandleColumns.ofArrays(arrays)
    const digest = () => digestOf(arrays)
    return success({ name, timeframe, priceDecimals, candles, repair: null, digest })
  })
}

async function readFiner(
  wish: BacktestWish,
  { priceDecimals }: Market,
): Promise<Result<{ series: Series; candles: FinerCandles } | null, Problem>> {
  const { finer, also, source } = wish
  if (finer === null) return success(null)
  if (also.length > 0) throw new Misuse('--finer goes with one market alone.')
  const read =
    finer.kind === 'stored'
      ? await readSeries(source, { ...wish, timeframe: finer.timeframe })
      : await fromFile(finer.path, { ...wish, repairs: false })
  if (!read.ok) return read
  const candles = finerCandles(read.value, { timeframe: wish.timeframe, priceDecimals })
  if (!candles.ok) throw new Misuse(`--finer cannot be used: ${candles.error}.`)
  return success({ series: read.value, candles: candles.value })
}

function checkedLength(series: Series, { timeframe }: BacktestWish): Series {
  if (series.timeframe === timeframe) return series
  throw new Misuse(
    `${series.name} holds ${series.timeframe} candles: --timeframe must be ${series.timeframe}.`,
  )
}

function emptyRange(name: string, first: number, last: number): Misuse {
  const [from, to] = [first, last].map((time) => new Date(time).toISOString())
  return new Misuse(`There are no candles in that range: ${name} has those from ${from} to ${to}.`)
}

function otherMarket(market: TestedMarket, series: Series | undefined): OtherMarket {
  assert(series !== undefined, 'each market was read')
  return {
    market: marketOf(market, series.priceDecimals),
    candles: series.candles,
  }
}

/** As fine as it can be: an exchange's steps are not known to candles. */
function marketOf({ symbol, base, quote }: TestedMarket, priceDecimals: number): Market {
  return {
    symbol,
    base,
    quote,
    priceDecimals,
    priceTick: 1 as Market['priceTick'],
    quantityStep: 1 as Market['quantityStep'],
    quantityMin: 1 as Market['quantityMin'],
    notionalMin: 0 as Market['notionalMin'],
  }
}

/** The same for the same candles, wherever they were stored. */
function digestOf({ priceDecimals, largeVolumes, ...columns }: CandleArrays): string {
  const hash = createHash('sha256').update(String(priceDecimals))
  const { openTime, open, high, low, close, volume } = columns
  for (const column of [openTime, open, high, low, close, volume]) {
    hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
  }
  for (const [place, large] of largeVolumes) hash.update(`${place} ${large} `)
  return hash.digest('hex')
}
