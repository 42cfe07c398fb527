import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { CandleColumns } from '../../app/backtest/candle-columns.ts'
import { candlesWithin } from '../../app/backtest/candle-range.ts'
import { backtestDocumentOf } from '../../app/backtest/document/backtest-document-of.ts'
import type { OtherMarket } from '../../app/backtest/other-markets.ts'
import { type BacktestRequest, runBacktest } from '../../app/backtest/run-backtest.ts'
import { SavedBacktests } from '../../app/backtest/saved/saved-backtests.ts'
import { examineRun } from '../../app/backtest/trust/examine-run.ts'
import type { BacktestDocument } from '../../app/contract/backtest-document.ts'
import { assert } from '../../app/domain/assert.ts'
import type { Candle } from '../../app/domain/candle.ts'
import type { Market } from '../../app/domain/market.ts'
import { mapResult, type Problem, type Result } from '../../app/domain/result.ts'
import { readCandleFile } from '../../app/exchanges/replay/candle-file.ts'
import type { ParsedCandles } from '../../app/exchanges/replay/candle-table.ts'
import { loadOwnStrategies } from '../sandbox/load-own-strategies.ts'
import { profileOf } from './account-options.ts'
import { BACKTEST_FORMATS } from './backtest-formats.ts'
import {
  BACKTEST_OPTIONS,
  type BacktestWish,
  backtestWish,
  type MarketFile,
} from './backtest-options.ts'
import { openResearch } from './backtests.ts'
import { type FinerFile, readFinerFile } from './finer-file.ts'
import { printProblem } from './print.ts'
import { EXIT, Misuse } from './usage.ts'

/** `cryptobot backtest`: one run over a file of candles. */
export async function backtest(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: BACKTEST_OPTIONS })
  await loadOwnStrategies(profileOf(values))
  const wish = backtestWish(values)
  const read: ReadMarket[] = []
  for (const file of [wish, ...wish.also]) {
    const market = await marketIn(file, wish)
    if (!market.ok) {
      printProblem(market.error)
      return EXIT.failed
    }
    read.push(market.value)
  }
  const [main, ...others] = read
  assert(main !== undefined, 'a backtest has a market')
  const { repair, ...own } = main
  const inside = await insideOf(wish, own.market)
  if (inside !== null && !inside.ok) {
    printProblem(inside.error)
    return EXIT.failed
  }
  const request: BacktestRequest = {
    ...{ ...wish, ...own, others, warmUp: 0 },
    ...(inside === null ? {} : { finer: inside.value.finer }),
  }
  const startedAt = performance.now()
  const result = runBacktest(request)
  const elapsedMs = performance.now() - startedAt
  const finer = inside && {
    fileName: inside.value.fileName,
    timeframe: inside.value.finer.timeframe,
  }
  const origin = { candles: { fileName: basename(wish.path), repair }, finer }
  const trust = examineRun(request, result)
  const document = backtestDocumentOf({ request, result, elapsedMs, origin, trust })
  process.stdout.write(BACKTEST_FORMATS[wish.format](document))
  return keep(document, wish.save)
}

async function insideOf(
  { finerPath, also, timeframe }: BacktestWish,
  { priceDecimals }: Market,
): Promise<Result<FinerFile, Problem> | null> {
  if (finerPath === null) return null
  if (also.length > 0) throw new Misuse('--finer goes with one market alone.')
  return readFinerFile(finerPath, { timeframe, priceDecimals })
}

/** What was printed is the result; where it was kept is said beside it. */
function keep(document: BacktestDocument, save: BacktestWish['save']): number {
  if (save === null) return EXIT.done
  const database = openResearch(save.directory)
  try {
    const { name } = save
    const saved = new SavedBacktests(database.backtests).save(
      { name, savedAt: Date.now() },
      document,
    )
    if (saved.ok) process.stderr.write(`Saved as ${saved.value}.\n`)
    else printProblem(saved.error)
    return saved.ok ? EXIT.done : EXIT.failed
  } finally {
    database.close()
  }
}

interface ReadMarket extends OtherMarket {
  readonly repair: ParsedCandles['repair']
}

async function marketIn(
  file: MarketFile,
  wish: BacktestWish,
): Promise<Result<ReadMarket, Problem>> {
  const { repairs } = wish
  const read = await readCandleFile(file.path, { fileName: basename(file.path), repairs })
  return mapResult(read, ({ parsed }) => ({
    repair: parsed.repair,
    market: marketOf(file, parsed.priceDecimals),
    candles: CandleColumns.of(candlesOf(file, wish, parsed)),
  }))
}

export function candlesOf(
  { path }: MarketFile,
  wish: BacktestWish,
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
export function marketOf({ symbol, base, quote }: MarketFile, priceDecimals: number): Market {
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
