import { add, floorToStep, formatAmount, shareOf } from '../../domain/amount.ts'
import type { Market } from '../../domain/market.ts'
import type { OrderIntent } from '../../domain/order.ts'
import { notional, roundToTick } from '../../domain/price.ts'
import type { PaperAccount } from './paper-account.ts'
import type { PaperRules } from './paper-rules.ts'

/** Why an exchange would not take this order, as real ones check it at the door; nothing when it would. */
export function rejectionOf(
  intent: OrderIntent,
  market: Market,
  rules: PaperRules,
  account: PaperAccount,
): string | undefined {
  const { quantity, limitPrice, side } = intent
  if (quantity < market.quantityMin)
    return `the quantity is below ${formatAmount(market.quantityMin)}`
  if (floorToStep(quantity, market.quantityStep) !== quantity) {
    return `the quantity is no multiple of ${formatAmount(market.quantityStep)}`
  }
  if (limitPrice !== null && roundToTick(market, limitPrice, 'down') !== limitPrice) {
    return 'the price is no multiple of the tick'
  }
  if (limitPrice !== null && notional(market, limitPrice, quantity, 'down') < market.notionalMin) {
    return `the order is worth less than ${formatAmount(market.notionalMin)} ${market.quote}`
  }
  if (side === 'sell') return account.base < quantity ? `not enough ${market.base}` : undefined
  if (limitPrice === null) return account.quote <= 0 ? `not enough ${market.quote}` : undefined
  const cost = notional(market, limitPrice, quantity, 'up')
  const paid = add(cost, shareOf(cost, rules.makerFee, 'up'))
  return paid > account.quote ? `not enough ${market.quote}` : undefined
}
