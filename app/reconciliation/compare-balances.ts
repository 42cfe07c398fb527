import { add, type Money, subtract, ZERO_MONEY } from '../domain/amount.ts'
import type { Balance } from '../domain/balance.ts'
import { type Drift, isAccounted, type Move } from '../domain/drift.ts'

/** How much more of a currency the exchange holds than the ledger and the drifts that are accounted for explain. */
export function unexplained(
  balances: readonly Balance[],
  ledger: ReadonlyMap<string, Money>,
  drifts: Iterable<Drift>,
): readonly Move[] {
  const left = new Map<string, Money>()
  const move = (currency: string, amount: Money) =>
    left.set(currency, add(left.get(currency) ?? ZERO_MONEY, amount))
  for (const { currency, total } of balances) move(currency, total)
  for (const [currency, amount] of ledger) move(currency, subtract(ZERO_MONEY, amount))
  for (const drift of drifts) {
    if (!isAccounted(drift)) continue
    for (const { currency, amount } of drift.moves) move(currency, subtract(ZERO_MONEY, amount))
  }
  return Array.from(left, ([currency, amount]) => ({ currency, amount })).filter(
    ({ amount }) => amount !== 0,
  )
}
