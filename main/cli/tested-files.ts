import { basename } from 'node:path'
import { CandleColumns } from '../../app/backtest/candle-columns.ts'
import { candlesWithin } from '../../app/backtest/candle-range.ts'
import type { OtherMarket } from '../../app/backtest/other-markets.ts'
import type { BacktestRequest } from '../../app/backtest/run-backtest.ts'
import { assert } from '../../app/domain/assert.ts'
import type { Candle } from '../../app/domain/candle.ts'
import type { Market } from '../../app/domain/market.ts'
import { mapResult, type Problem, type Result, success } from '../../app/domain/result.ts'
import { readCandleFile } from '../../app/exchanges/replay/candle-file.ts'
import type { ParsedCandles } from '../../app/exchanges/replay/candle-table.ts'
import type { BacktestWish, MarketFile } from './backtest-options.ts'
import { type FinerFile, readFinerFile } from './finer-file.ts'
import { Misuse } from './usage.ts'

/** What is to be run, with the candles of all its files. */
export interface Tested {
  readonly request: BacktestRequest
  /** Of the file that sets the pace: what was put right in it. */
  readonly repair: ParsedCandles['repair']
  readonly finerFile: FinerFile | null
  /** Of each file, in the order in which they are named. */
  readonly digests: readonly string[]
}

/** Reads the candles of every market, and the finer ones. Throws a `Misuse` where they do not go together. */
export async function readTested(wish: BacktestWish): Promise<Result<Tested, Problem>> {
  const read: ReadMarket[] = []
  for (const file of [wish, ...wish.also]) {
    const market = await marketIn(file, wish)
    if (!market.ok) return market
    read.push(market.value)
  }
  const [main, ...others] = read
  assert(main !== undefined, 'a backtest has a market')
  const inside = await insideOf(wish, main.market)
  if (inside !== null && !inside.ok) return inside
  const finerFile = inside === null ? null : inside.value
  const { repair, sha256: _sha256, ...own } = main
  return success({
    request: {
      ...{ ...wish, ...own, others, warmUp: 0 },
      ...(finerFile === null ? {} : { finer: finerFile.finer }),
    },
    repair,
    finerFile,
    digests: [
      ...read.map(({ sha256 }) => sha256),
      ...(finerFile === null ? [] : [finerFile.sha256]),
    ],
  })
}

async function insideOf(
  { finerPath, also, timeframe }: BacktestWish,
  { priceDecimals }: Market,
): Promise<Result<FinerFile, Problem> | null> {
  if (finerPath === null) return null
  if (also.length > 0) throw new Misuse('--finer goes with one market alone.')
  return readFinerFile(finerPath, { timeframe, priceDecimals })
}

interface ReadMarket extends OtherMarket {
  readonly repair: ParsedCandles['repair']
  readonly sha256: string
}

async function marketIn(
  file: MarketFile,
  wish: BacktestWish,
): Promise<Result<ReadMarket, Problem>> {
  const { repairs } = wish
  const read = await readCandleFile(file.path, { fileName: basename(file.path), repairs })
  return mapResult(read, ({ parsed, sha256 }) => ({
    ...{ repair: parsed.repair, sha256 },
    market: marketOf(file, parsed.priceDecimals),
    candles: CandleColumns.of(candlesOf(file, wish, parsed)),
  }))
}

function candlesOf(
  { path }: Pick<MarketFile, 'path'>,
  wish: Pick<BacktestWish, 'timeframe' | 'from' | 'until'>,
  parsed: ParsedCandles,
): readonly Candle[] {
  if (parsed.timeframe !== wish.timeframe) {
    throw new Misuse(
      `${path} holds ${parsed.timeframe} candles: --timeframe must be ${parsed.timeframe}.`,
    )
  }
  const candles = candlesWithin(parsed.candles, wish.from, wish.until)
  if (candles.length > 0) return candles
  const [first, last] = [parsed.from, parsed.to].map((time) => new Date(time).toISOString())
  throw new Misuse(
    `There are no candles in that range: ${path} has those from ${first} to ${last}.`,
  )
}

/** As fine as it can be: an exchange's steps are not known to a file of candles. */
function marketOf({ symbol, base, quote }: MarketFile, priceDecimals: number): Market {
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
