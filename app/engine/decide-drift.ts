import { add, type Money, ZERO_MONEY } from '../domain/amount.ts'
import type { Drift } from '../domain/drift.ts'
import type { Transfer } from '../domain/transfer.ts'

/**
 * adopt: take it into our books. ignore: leave it, and stop asking. fix: make the exchange agree with us again, by
 * cancelling an external order or giving up one that the exchange does not know.
 */
export type DriftDecision = 'adopt' | 'ignore' | 'fix'

/** What can be decided about a drift. */
export function decisionsOn({ kind }: Drift): readonly DriftDecision[] {
  switch (kind) {
    case 'balance':
    case 'external-fill':
      return ['adopt', 'ignore']
    case 'external-order':
      return ['ignore', 'fix']
    case 'missing-order':
      return ['ignore', 'fix']
    case 'missing-fills':
    case 'missing-stop':
      return ['ignore']
  }
}

/**
 * The entries that adopting a drift makes; the same drift makes the same ones, so that it books once. One for each
 * currency: the fee of a trade may be in one that it moved already.
 */
export function adoptedTransfers({ driftId, moves }: Drift, time: number): readonly Transfer[] {
  const amounts = new Map<string, Money>()
  for (const { currency, amount } of moves) {
    amounts.set(currency, add(amounts.get(currency) ?? ZERO_MONEY, amount))
  }
  return Array.from(amounts, ([currency, amount]) => ({
    reference: `${driftId}-${currency}`,
    kind: 'adopted',
    currency,
    amount,
    time,
  }))
}
