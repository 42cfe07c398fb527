import type { BacktestDocument, BacktestSetup } from '../../contract/backtest-document.ts'
import type { BacktestTrust } from '../../contract/backtest-findings.ts'
import { amountToFloat, formatAmount } from '../../domain/amount.ts'
import { MarketBook } from '../../domain/market-book.ts'
import { formatPrice } from '../../domain/price.ts'
import { timeframeMs } from '../../domain/timeframe.ts'
import { gapsOf } from '../candle-range.ts'
import type { BacktestRequest, BacktestResult } from '../run-backtest.ts'
import { insideFinding } from '../trust/inside-finding.ts'
import { repairFinding } from '../trust/repair-finding.ts'
import { trustOf } from '../trust/trust-of.ts'
import { accountCourse } from './account-course.ts'
import { backtestSetupOf, type CandleOrigin } from './backtest-setup-of.ts'

export interface FinishedRun {
  readonly request: BacktestRequest
  readonly result: BacktestResult
  readonly elapsedMs: number
  readonly origin: CandleOrigin
  readonly trust: BacktestTrust
}

const REASON_LETTERS_MAX = 200

/** A run as it is printed, saved and shown. */
export function backtestDocumentOf(run: FinishedRun): BacktestDocument {
  const { request, result, elapsedMs } = run
  const { candles, warmUp, cash } = request
  const setup: BacktestSetup = backtestSetupOf(request, run.origin)
  return {
    candles: candles.size - warmUp,
    elapsedMs: Math.round(elapsedMs * 10) / 10,
    setup,
    range: rangeOf(request),
    trades: tradesOf(request, result),
    roundTrips: result.trips.map(({ symbol, openedAt, closedAt, cost, profit }) => ({
      symbol,
      openedAt,
      closedAt,
      cost: formatAmount(cost),
      profit: formatAmount(profit),
    })),
    equity: { start: amountToFloat(cash), end: amountToFloat(result.endEquity) },
    metrics: result.metrics,
    ...accountCourse({
      ...request,
      others: request.others ?? [],
      candleMs: timeframeMs(request.timeframe),
      startEquity: amountToFloat(cash),
      equity: result.equity,
      fills: result.fills,
    }),
    trust: trustIn(run),
  }
}

/** What was done to the candles is known to whoever read them, and how they were filled to the run alone. */
function trustIn({ trust, origin, result }: FinishedRun): BacktestTrust {
  const { repair } = origin.candles
  const { inside, equity } = result
  const found = [
    ...(repair === null ? [] : [repairFinding(repair)]),
    ...(inside === null ? [] : [insideFinding(inside, equity.length)]),
  ]
  return found.length === 0 ? trust : trustOf([...trust.findings, ...found], trust.costRuns)
}

function rangeOf({ candles, warmUp, timeframe }: BacktestRequest): BacktestDocument['range'] {
  const openTime = candles.openTime.from(warmUp)
  return {
    from: openTime.at(0) ?? 0,
    to: openTime.at(-1) ?? 0,
    gaps: [...gapsOf(openTime, timeframeMs(timeframe))],
  }
}

function tradesOf(
  { market, others = [] }: BacktestRequest,
  { fills, reasons }: BacktestResult,
): BacktestDocument['trades'] {
  const markets = new MarketBook([market, ...others.map((other) => other.market)])
  return fills.map((fill, index) => ({
    time: fill.time,
    symbol: fill.symbol,
    side: fill.side,
    price: formatPrice(markets.get(fill.symbol), fill.price),
    quantity: formatAmount(fill.quantity),
    fee: formatAmount(fill.fee),
    reason: (reasons[index] ?? '').slice(0, REASON_LETTERS_MAX),
  }))
}
