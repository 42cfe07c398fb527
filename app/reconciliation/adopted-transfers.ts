import { add, type Money, subtract, ZERO_MONEY } from '../domain/amount.ts'
import type { Drift } from '../domain/drift.ts'
import type { Transfer } from '../domain/transfer.ts'

/**
 * The entries that adopting a drift makes; the same drift makes the same ones, so that it books once. One for each
 * currency: the fee of a trade may be in one that it moved already.
 */
export function adoptedTransfers(drift: Drift, time: number): readonly Transfer[] {
  return Array.from(amountsOf(drift), ([currency, amount]) => ({
    reference: `${drift.driftId}-${currency}`,
    kind: 'adopted',
    currency,
    amount,
    time,
  }))
}

/** What takes them back, once: the trade that was adopted as amounts is booked as a fill of ours after all. */
export function undoneTransfers(drift: Drift, time: number): readonly Transfer[] {
  return adoptedTransfers(drift, time).map((transfer) => ({
    ...transfer,
    reference: `${transfer.reference}-undone`,
    amount: subtract(ZERO_MONEY, transfer.amount),
  }))
}

function amountsOf({ moves }: Drift): ReadonlyMap<string, Money> {
  const amounts = new Map<string, Money>()
  for (const { currency, amount } of moves) {
    amounts.set(currency, add(amounts.get(currency) ?? ZERO_MONEY, amount))
  }
  return amounts
}
