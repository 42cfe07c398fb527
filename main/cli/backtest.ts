import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { CandleColumns } from '../../app/backtest/candle-columns.ts'
import { candlesWithin, gapsOf } from '../../app/backtest/candle-range.ts'
import { type BacktestResult, runBacktest } from '../../app/backtest/run-backtest.ts'
import type { BacktestDocument } from '../../app/contract/backtest-document.ts'
import { amountToFloat, formatAmount } from '../../app/domain/amount.ts'
import type { Candle } from '../../app/domain/candle.ts'
import type { Market } from '../../app/domain/market.ts'
import { formatPrice } from '../../app/domain/price.ts'
import { timeframeMs } from '../../app/domain/timeframe.ts'
import { readCandleFile } from '../../app/exchanges/replay/candle-file.ts'
import type { ParsedCandles } from '../../app/exchanges/replay/candle-table.ts'
import { BACKTEST_OPTIONS, type BacktestWish, backtestWish } from './backtest-options.ts'
import { backtestReport } from './backtest-report.ts'
import { print, printProblem } from './print.ts'
import { EXIT, Misuse } from './usage.ts'

/** `cryptobot backtest`: one run over a file of candles. */
export async function backtest(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: BACKTEST_OPTIONS })
  const wish = backtestWish(values)
  const file = await readCandleFile(wish.path, { fileName: basename(wish.path) })
  if (!file.ok) {
    printProblem(file.error)
    return EXIT.failed
  }
  const { parsed } = file.value
  const candles = candlesOf(wish, parsed)
  const market = marketOf(wish, parsed.priceDecimals)
  const startedAt = performance.now()
  const result = runBacktest({ ...wish, warmUp: 0, market, candles: new CandleColumns(candles) })
  const elapsedMs = performance.now() - startedAt
  const document = documentOf({ wish, market, candles, result, elapsedMs })
  if (wish.format === 'json') print(document)
  else process.stdout.write(backtestReport(document, wish))
  return EXIT.done
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

interface Run {
  readonly wish: BacktestWish
  readonly market: Market
  readonly candles: readonly Candle[]
  readonly result: BacktestResult
  readonly elapsedMs: number
}

function documentOf({ wish, market, candles, result, elapsedMs }: Run): BacktestDocument {
  const { fills, reasonOf, metrics, endEquity } = result
  return {
    candles: candles.length,
    elapsedMs: Math.round(elapsedMs * 10) / 10,
    range: {
      from: candles[0]?.openTime ?? 0,
      to: candles.at(-1)?.openTime ?? 0,
      gaps: [...gapsOf(candles, timeframeMs(wish.timeframe))],
    },
    trades: fills.map((fill) => ({
      time: fill.time,
      side: fill.side,
      price: formatPrice(market, fill.price),
      quantity: formatAmount(fill.quantity),
      fee: formatAmount(fill.fee),
      reason: reasonOf(fill),
    })),
    equity: { start: amountToFloat(wish.cash), end: amountToFloat(endEquity) },
    metrics,
  }
}
