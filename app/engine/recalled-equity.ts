import { amountToFloat, type Money } from '../domain/amount.ts'
import type { Transfer } from '../domain/transfer.ts'
import type { EquityPoint } from '../ports/candle-store.ts'
import type { BreakerMeasures } from './breaker-measures.ts'
import type { GuardBook } from './guard-book.ts'

export interface EquityHistory {
  /** Oldest first. */
  readonly points: readonly EquityPoint[]
  readonly transfers: readonly Transfer[]
  /** In which equity is counted. */
  readonly currency: string
  /** One unit of a currency at the last price; 0 where there is none. */
  readonly worthOf: (currency: string) => number
}

const LOOKING_BACK = ['equity-drop', 'daily-loss', 'drawdown'] as const

/** Shows the measures what they would know by now, had Cryptobot not been restarted. */
export function recalledEquity(
  measures: BreakerMeasures,
  book: GuardBook,
  { points, transfers, currency, worthOf }: EquityHistory,
): void {
  const { peak } = book.record
  const resets = LOOKING_BACK.map((name) => ({ name, at: book.resetAt(name, 'account') }))
  let before = peak?.time ?? Number.NEGATIVE_INFINITY
  if (peak !== null) measures.recall(peak.equity, [])
  for (const { time, equity } of points) {
    if (time <= before && before === peak?.time) continue
    for (const { name, at } of resets)
      if (at > before && at <= time) measures.restart(name, undefined)
    let moved = 0
    for (const transfer of transfers) {
      if (transfer.kind === 'opening' || transfer.time <= before || transfer.time > time) continue
      moved += worth(
        transfer.amount,
        transfer.currency === currency ? 1 : worthOf(transfer.currency),
      )
    }
    measures.recall(undefined, [{ time, equity: amountToFloat(equity), moved }])
    before = time
  }
}

function worth(amount: Money, price: number): number {
  return amountToFloat(amount) * price
}
