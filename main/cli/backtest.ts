import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { CandleColumns } from '../../app/backtest/candle-columns.ts'
import { candlesWithin } from '../../app/backtest/candle-range.ts'
import { backtestDocumentOf } from '../../app/backtest/document/backtest-document-of.ts'
import { runBacktest } from '../../app/backtest/run-backtest.ts'
import { SavedBacktests } from '../../app/backtest/saved/saved-backtests.ts'
import { examineRun } from '../../app/backtest/trust/examine-run.ts'
import type { BacktestDocument } from '../../app/contract/backtest-document.ts'
import type { Candle } from '../../app/domain/candle.ts'
import type { Market } from '../../app/domain/market.ts'
import { readCandleFile } from '../../app/exchanges/replay/candle-file.ts'
import type { ParsedCandles } from '../../app/exchanges/replay/candle-table.ts'
import { BACKTEST_FORMATS } from './backtest-formats.ts'
import { loadOwnStrategies } from '../sandbox/load-own-strategies.ts'
import { profileOf } from './account-options.ts'
import { BACKTEST_OPTIONS, type BacktestWish, backtestWish } from './backtest-options.ts'
import { openResearch } from './backtests.ts'
import { printProblem } from './print.ts'
import { EXIT, Misuse } from './usage.ts'

/** `cryptobot backtest`: one run over a file of candles. */
export async function backtest(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: BACKTEST_OPTIONS })
  await loadOwnStrategies(profileOf(values))
  const wish = backtestWish(values)
  const { path, repairs } = wish
  const fileName = basename(path)
  const file = await readCandleFile(path, { fileName, repairs })
  if (!file.ok) {
    printProblem(file.error)
    return EXIT.failed
  }
  const { parsed } = file.value
  const candles = candlesOf(wish, parsed)
  const market = marketOf(wish, parsed.priceDecimals)
  const request = { ...wish, warmUp: 0, market, candles: CandleColumns.of(candles) }
  const startedAt = performance.now()
  const result = runBacktest(request)
  const elapsedMs = performance.now() - startedAt
  const origin = { candles: { fileName, repair: parsed.repair }, finer: null }
  const trust = examineRun(request, result)
  const document = backtestDocumentOf({ request, result, elapsedMs, origin, trust })
  process.stdout.write(BACKTEST_FORMATS[wish.format](document))
  return keep(document, wish.save)
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

function candlesOf(wish: BacktestWish, parsed: ParsedCandles): readonly Candle[] {
  if (parsed.timeframe !== wish.timeframe) {
    throw new Misuse(
      `${wish.path} holds ${parsed.timeframe} candles: --timeframe must be ${parsed.timeframe}.`,
    )
  }
  const candles = candlesWithin(parsed.candles, wish.from, wish.until)
  if (candles.length > 0) return candles
  const [first, last] = [parsed.from, parsed.to].map((time) => new Date(time).toISOString())
  throw new Misuse(
    `There are no candles in that range: ${wish.path} has those from ${first} to ${last}.`,
  )
}

/** As fine as it can be: an exchange's steps are not known to a file of candles. */
function marketOf({ symbol, base, quote }: BacktestWish, priceDecimals: number): Market {
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
