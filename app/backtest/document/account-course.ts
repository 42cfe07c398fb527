import type { BacktestDocument, CurvePoint } from '../../contract/backtest-document.ts'
import type { Fill } from '../../domain/fill.ts'
import type { Market } from '../../domain/market.ts'
import type { CandleColumns } from '../candle-columns.ts'
import type { OtherMarket } from '../other-markets.ts'
import { CurveThinner } from './curve-thinner.ts'
import { HeldMarket } from './held-market.ts'
import { MonthTable } from './month-table.ts'

export interface RunCourse {
  readonly market: Market
  readonly candles: CandleColumns
  readonly others: readonly OtherMarket[]
  readonly candleMs: number
  readonly warmUp: number
  readonly startEquity: number
  /** After each candle behind the warm-up. */
  readonly equity: Float64Array
  readonly fills: readonly Fill[]
}

export type AccountCourse = Pick<BacktestDocument, 'exposure' | 'buyAndHold' | 'months' | 'curve'>

/** How the account went from candle to candle, beside what holding would have come to. Walks once over the run. */
export function accountCourse(run: RunCourse): AccountCourse {
  const curve = new CurveThinner(run.equity.length)
  const months = new MonthTable(run.startEquity)
  const exposure = { sum: 0, max: 0 }
  let holdMaxDrawdown = 0
  let holdPeak = run.startEquity
  let last = run.startEquity
  for (const point of coursePoints(run)) {
    curve.add(point)
    months.add(point.openTime, point.equity, point.hold)
    exposure.sum += point.exposure
    exposure.max = Math.max(exposure.max, point.exposure)
    holdPeak = Math.max(holdPeak, point.hold)
    holdMaxDrawdown = Math.max(holdMaxDrawdown, fallOf(point.hold, holdPeak))
    last = point.hold
  }
  const average = run.equity.length === 0 ? 0 : exposure.sum / run.equity.length
  return {
    exposure: { average, max: exposure.max },
    buyAndHold: { totalReturn: last / run.startEquity - 1, maxDrawdown: holdMaxDrawdown },
    months: months.rows(),
    curve: curve.points(),
  }
}

/** One after the other and never all at once: a run may have ten million. */
function* coursePoints(run: RunCourse): Generator<CurvePoint & { readonly openTime: number }> {
  const { candles, candleMs, warmUp, equity } = run
  const first = candles.openTime.at(warmUp) ?? 0
  const markets = [{ market: run.market, candles }, ...run.others].map(
    (one) => new HeldMarket(one, run.fills, first),
  )
  let peak = run.startEquity
  for (let index = 0; index < equity.length; index += 1) {
    const openTime = candles.openTime.at(warmUp + index) ?? 0
    const time = openTime + candleMs
    const now = equity[index] ?? 0
    peak = Math.max(peak, now)
    let worth = 0
    let growth = 0
    for (const market of markets) {
      market.goTo(openTime)
      worth += market.worth(time)
      growth += market.growth / markets.length
    }
    const exposure = now > 0 ? worth / now : 0
    const hold = run.startEquity * growth
    yield { openTime, time, equity: now, drawdown: fallOf(now, peak), exposure, hold }
  }
}

function fallOf(now: number, peak: number): number {
  return peak > 0 ? (peak - now) / peak : 0
}
