import { add, type Money, ZERO_MONEY } from '../domain/amount.ts'
import type { OrderIntent } from '../domain/order.ts'
import { notional } from '../domain/price.ts'
import type { RiskContext, Standing } from './risk-rule.ts'

/** What is held of these assets, or of all, with the order that would add to it; undefined where its worth is not known. */
export function exposureOf(
  intent: OrderIntent,
  { market, price, worth }: RiskContext,
  { exposure }: Standing,
  assets: Iterable<string> = exposure.keys(),
): Money | undefined {
  let total = worth(notional(market, price, intent.quantity, 'down'))
  if (total === undefined) return undefined
  for (const asset of assets) total = add(total, exposure.get(asset) ?? ZERO_MONEY)
  return total
}
