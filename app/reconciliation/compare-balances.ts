import { add, type Money, subtract, ZERO_MONEY } from '../domain/amount.ts'
import type { Balance } from '../domain/balance.ts'
import { type Drift, isAccounted, type Move } from '../domain/drift.ts'
import type { Transfer } from '../domain/transfer.ts'

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

/** More under way at once than this, in one currency, count only one by one or all together: the sums double with each. */
const LEAVING_MAX = 10

/**
 * Whether a difference is just what some of the withdrawals under way take: exchanges lower the balance when one is asked
 * for, or when it is complete.
 */
export function isLeaving({ currency, amount }: Move, leaving: readonly Transfer[]): boolean {
  const amounts = leaving
    .filter((transfer) => transfer.currency === currency)
    .map((transfer) => transfer.amount)
  if (amounts.length === 0) return false
  if (amounts.length > LEAVING_MAX) {
    return amounts.includes(amount) || amounts.reduce(add, ZERO_MONEY) === amount
  }
  let sums: ReadonlySet<Money> = new Set([ZERO_MONEY])
  for (const one of amounts) sums = new Set([...sums].flatMap((sum) => [sum, add(sum, one)]))
  return sums.has(amount)
}
