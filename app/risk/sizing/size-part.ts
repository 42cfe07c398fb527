import {
  formatAmount,
  formatPercent,
  larger,
  type Money,
  type Quantity,
  type Rate,
  shareOf,
  smaller,
  subtract,
  withoutShare,
  ZERO_QUANTITY,
} from '../../domain/amount.ts'
import { notional, quantityFor } from '../../domain/price.ts'
import type { Sizing } from '../../domain/sizing.ts'
import type { SizeRequest, WishedSize } from './position-sizer.ts'

/** Which part of its budget a bot's order is for. */
export interface BudgetPart {
  readonly share: Rate
  /** What the order's key holds already: the order is for the rest. */
  readonly held: Quantity
  /** What the budget has paid for and what open purchases may still take, in money and in what it buys. */
  readonly takenMoney: Money
  readonly takenQuantity: Quantity
}

/**
 * A share of what the sizing stakes in all, costs included, and never more than that leaves: what the parts cost together
 * stays within the budget, wherever prices go.
 */
export function partOf(
  sizing: Sizing,
  budget: WishedSize,
  part: BudgetPart,
  request: SizeRequest,
): WishedSize {
  const { costRate, market } = request
  const share = shareOf(withoutShare(budget.quantity, costRate), part.share, 'down')
  const left = leftOf(sizing, budget, part, request)
  const quantity = smaller(subtract(share, part.held), left)
  return {
    quantity: larger(quantity, ZERO_QUANTITY),
    arithmetic: () => {
      const held = part.held > 0 ? `, less ${formatAmount(part.held)} ${market.base} held` : ''
      const cut = left < share ? ', cut to what is left of the budget' : ''
      return `${formatPercent(part.share)} % of the budget (${budget.arithmetic()}), costs of ${formatPercent(costRate)} % included${held}${cut}`
    },
  }
}

/** A budget that is set in what it buys is counted in that. */
function leftOf(
  sizing: Sizing,
  budget: WishedSize,
  { takenMoney, takenQuantity }: BudgetPart,
  { market, price, costRate }: SizeRequest,
): Quantity {
  if (sizing.kind === 'fixed-amount') return subtract(budget.quantity, takenQuantity)
  const money = notional(market, price, budget.quantity, 'down')
  return quantityFor(market, withoutShare(subtract(money, takenMoney), costRate), price)
}
