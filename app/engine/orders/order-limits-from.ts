import type { PlaceRequest } from '../../contract/control.ts'
import type { Rate } from '../../domain/amount.ts'
import { parseDecimal } from '../../domain/decimal-text.ts'
import { failure, type Problem, type Result, success } from '../../domain/result.ts'
import type { OrderLimits } from '../../domain/risk-limits.ts'
import { badOrder } from './bad-order.ts'

/** A rate counts hundredths of a millionth. */
const PERCENT_DECIMALS = 6
const PERCENT_MAX = 100_000_000

/** What one order is limited to by whoever typed it, null where by nothing; or what is wrong with that. */
export function orderLimitsFrom(request: PlaceRequest): Result<OrderLimits | null, Problem> {
  const { collarPercent, slippagePercentMax } = request
  if (collarPercent === undefined && slippagePercentMax === undefined) return success(null)
  const fault = shapeFault(request)
  if (fault !== undefined) return failure(badOrder(fault))
  const collarMax = rateFrom(collarPercent, 'price collar')
  if (!collarMax.ok) return collarMax
  const slippageMax = rateFrom(slippagePercentMax, 'slippage limit')
  if (!slippageMax.ok) return slippageMax
  return success({ collarMax: collarMax.value, slippageMax: slippageMax.value })
}

/** A limit that would hold nothing back is not taken: whoever set it would rely on it. */
function shapeFault(request: PlaceRequest): string | undefined {
  const { side, price, collarPercent, slippagePercentMax } = request
  const isSale = side === 'sell'
  if (collarPercent !== undefined && isSale && price === null) {
    return 'nothing holds a sale without a price back: give it a price instead of a collar'
  }
  if (slippagePercentMax === undefined) return undefined
  if (isSale) return 'a slippage limit is for purchases: give the sale a price instead'
  return price === null ? undefined : 'an order with a price needs no slippage limit'
}

function rateFrom(text: string | undefined, what: string): Result<Rate | null, Problem> {
  if (text === undefined) return success(null)
  const rate = parseDecimal(text, PERCENT_DECIMALS)
  if (!rate.ok) return failure(badOrder(`the ${what} ${rate.error}`))
  if (rate.value > 0 && rate.value <= PERCENT_MAX) return success(Number(rate.value) as Rate)
  return failure(badOrder(`the ${what} must be above 0 and at most 100 percent`))
}
