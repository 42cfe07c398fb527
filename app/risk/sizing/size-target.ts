import {
  floorToStep,
  formatAmount,
  formatPercent,
  larger,
  type Quantity,
  type Rate,
  shareOf,
  subtract,
  ZERO_QUANTITY,
} from '../../domain/amount.ts'
import { mapResult, type Result } from '../../domain/result.ts'
import type { Sizing } from '../../domain/sizing.ts'
import type { SizeRequest } from './position-sizer.ts'
import { cutToLimits, type EntrySize, wishedSize } from './size-entry.ts'

/** How much of its budget a bot is to hold, and what it holds, orders under way included. */
export interface WantedShare {
  readonly weight: Rate
  /** As long as no more than this share of the budget is missing or too much, nothing is traded. */
  readonly tolerance: Rate
  readonly held: Quantity
}

/** What has to be traded for it; a purchase is cut to free cash and to the limits. */
export interface TargetSize extends Omit<EntrySize, 'funds'> {
  readonly side: 'buy' | 'sell'
}

/** What is missing or too much, rounded down; a quantity of zero where it is within the tolerance. Or why nobody can tell. */
export function sizeTarget(
  sizing: Sizing,
  request: SizeRequest,
  { weight, tolerance, held }: WantedShare,
): Result<TargetSize, string> {
  return mapResult(wishedSize(sizing, request), (wish) => {
    const budget = larger(ZERO_QUANTITY, wish.quantity)
    const wanted = shareOf(budget, weight, 'down')
    const [missing, surplus] = [subtract(wanted, held), subtract(held, wanted)]
    const side = missing > 0 ? 'buy' : 'sell'
    const { market } = request
    const arithmetic = () =>
      `${formatPercent(weight)} % of the budget (${wish.arithmetic()}), of which ${formatAmount(held)} ${market.base} is held`
    if (larger(missing, surplus) <= shareOf(budget, tolerance, 'down')) {
      return { side, quantity: ZERO_QUANTITY, arithmetic }
    }
    if (side === 'buy') return { side, ...cutToLimits({ quantity: missing, arithmetic }, request) }
    return { side, quantity: floorToStep(surplus, market.quantityStep), arithmetic }
  })
}
