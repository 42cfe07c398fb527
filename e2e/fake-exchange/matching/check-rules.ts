import { type Amount, multiply } from './amount.ts'
import type { MarketRules } from './market.ts'
import { isConditional, takesAnyPrice } from './order.ts'
import type { OrderRequest } from './order-request.ts'
import type { BrokenRule } from './rejection.ts'

interface Circumstances {
  readonly lastPrice: Amount
  readonly openOrders: number
  readonly openConditionalOrders: number
}

/** The first rule of the market that an order breaks, in the order in which exchanges look. */
export function findBrokenRule(
  request: OrderRequest,
  rules: MarketRules,
  circumstances: Circumstances,
): BrokenRule | undefined {
  return (
    brokenPriceRule(request, rules, circumstances.lastPrice) ??
    brokenQuantityRule(request, rules) ??
    brokenNotionalRule(request, rules, circumstances.lastPrice) ??
    brokenCountRule(request, rules, circumstances)
  )
}

function brokenPriceRule(
  request: OrderRequest,
  rules: MarketRules,
  lastPrice: Amount,
): BrokenRule | undefined {
  for (const price of [request.price, request.triggerPrice]) {
    if (price === undefined) continue
    if (price < rules.priceMin || price > rules.priceMax) return 'price-range'
    if (price % rules.tickSize !== 0n) return 'tick-size'
  }
  const { price } = request
  if (price === undefined) return undefined
  const tooFar =
    price > lastPrice * rules.priceFactorMax || price * rules.priceFactorMax < lastPrice
  return tooFar ? 'percent-price' : undefined
}

function brokenQuantityRule(request: OrderRequest, rules: MarketRules): BrokenRule | undefined {
  const { quantity } = request
  if (quantity === undefined) return undefined
  if (quantity < rules.quantityMin || quantity > rules.quantityMax) return 'quantity-range'
  if (quantity % rules.stepSize !== 0n) return 'step-size'
  const tooMuch = takesAnyPrice(request.type) && quantity > rules.marketQuantityMax
  return tooMuch ? 'market-quantity-range' : undefined
}

function brokenNotionalRule(
  request: OrderRequest,
  rules: MarketRules,
  lastPrice: Amount,
): BrokenRule | undefined {
  const price = request.price ?? request.triggerPrice ?? lastPrice
  const notional = request.quoteQuantity ?? multiply(price, request.quantity ?? 0n)
  return notional < rules.notionalMin || notional > rules.notionalMax ? 'notional' : undefined
}

function brokenCountRule(
  request: OrderRequest,
  rules: MarketRules,
  { openOrders, openConditionalOrders }: Circumstances,
): BrokenRule | undefined {
  if (openOrders >= rules.openOrdersMax) return 'open-orders-max'
  const tooMany = isConditional(request.type) && openConditionalOrders >= rules.conditionalOrdersMax
  return tooMany ? 'conditional-orders-max' : undefined
}
