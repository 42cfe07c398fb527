import {
  floorToStep,
  formatAmount,
  larger,
  type Money,
  type Quantity,
  smaller,
  ZERO_QUANTITY,
} from '../../domain/amount.ts'
import { assertNever } from '../../domain/assert.ts'
import { mapResult, type Result } from '../../domain/result.ts'
import type { Sizing } from '../../domain/sizing.ts'
import { type Ceiling, cashCeiling, lowest } from './ceilings.ts'
import { fixedAmount } from './fixed-amount.ts'
import { fixedQuote } from './fixed-quote.ts'
import { kelly } from './kelly.ts'
import { percentOfEquity } from './percent-of-equity.ts'
import type { SizeRequest, WishedSize } from './position-sizer.ts'
import { riskPercent } from './risk-percent.ts'
import { type BudgetPart, partOf } from './size-part.ts'
import { volatilityTarget } from './volatility-target.ts'

export interface EntrySize {
  /** A multiple of the exchange's step; zero where nothing can be bought. */
  readonly quantity: Quantity
  /** All the free cash, costs included, where the sizing stakes no less and no limit stands before it; else null. */
  readonly funds: Money | null
  /** Where it comes from, as the decision log shows it. */
  readonly arithmetic: () => string
}

/** As much as the sizing wishes, or a part of it, cut to free cash and to the limits, rounded down; or why it cannot tell. */
export function sizeEntry(
  sizing: Sizing,
  request: SizeRequest,
  part?: BudgetPart,
): Result<EntrySize, string> {
  return mapResult(wishedSize(sizing, request), (wish) =>
    cutToLimits(part === undefined ? wish : partOf(sizing, wish, part, request), request),
  )
}

/** What the sizing asks for, before it is cut and rounded. */
export function wishedSize(sizing: Sizing, request: SizeRequest): Result<WishedSize, string> {
  switch (sizing.kind) {
    case 'fixed-amount':
      return fixedAmount(sizing, request)
    case 'fixed-quote':
      return fixedQuote(sizing, request)
    case 'percent-of-equity':
      return percentOfEquity(sizing, request)
    case 'risk-percent':
      return riskPercent(sizing, request)
    case 'volatility-target':
      return volatilityTarget(sizing, request)
    case 'kelly':
      return kelly(sizing, request)
    default:
      return assertNever(sizing)
  }
}

/** As much of a wish as free cash and the limits leave room for, rounded down. */
export function cutToLimits(wish: WishedSize, request: SizeRequest): EntrySize {
  const { market, freeCash, costRate, ceilings } = request
  const cash = cashCeiling(request, freeCash, costRate)
  const ceiling = lowest(cash, ceilings)
  const wished = larger(ZERO_QUANTITY, wish.quantity)
  const room = larger(ZERO_QUANTITY, ceiling.quantityMax)
  const quantity = floorToStep(smaller(wished, room), market.quantityStep)
  const arithmetic = () => {
    const whole = floorToStep(wished, market.quantityStep)
    const text = `${wish.arithmetic()} = ${formatAmount(whole)} ${market.base}`
    return quantity < whole ? `${text}, ${cutWords(quantity, ceiling, market.base)}` : text
  }
  const isForAll = wish.stake !== undefined && wish.stake >= freeCash && ceiling === cash
  return { quantity, funds: isForAll ? freeCash : null, arithmetic }
}

function cutWords(quantity: Quantity, { words }: Ceiling, base: string): string {
  return `cut to ${formatAmount(quantity)} ${base} by ${words()}`
}
