import { type Money, moneyOf, subtract, ZERO_MONEY } from '../domain/amount.ts'
import type { Move } from '../domain/drift.ts'
import type { Execution } from '../domain/fill.ts'
import type { Market } from '../domain/market.ts'

/** What an execution moves: its two sides and its fee. */
export function movesOf(
  { side, quantity, cost, fee, feeCurrency }: Execution,
  { base, quote }: Market,
): readonly Move[] {
  const bought = moneyOf(quantity)
  const moves = [
    { currency: base, amount: side === 'buy' ? bought : negated(bought) },
    { currency: quote, amount: side === 'buy' ? negated(cost) : cost },
    { currency: feeCurrency, amount: negated(fee) },
  ]
  return moves.filter(({ amount }) => amount !== 0)
}

function negated(amount: Money): Money {
  return subtract(ZERO_MONEY, amount)
}
