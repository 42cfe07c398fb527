import { add, type Money } from '../domain/amount.ts'
import type { OrderIntent } from '../domain/order.ts'
import { notional } from '../domain/price.ts'
import { failure, type Result, success } from '../domain/result.ts'
import type { RiskContext, Standing } from './risk-rule.ts'

/** What is held by base asset; undefined where no price says what that is worth. */
export type Exposure = ReadonlyMap<string, Money | undefined>

/** What is held of these assets, or of all, with the order that would add to it; or whose worth is not known. */
export function exposureOf(
  intent: OrderIntent,
  { market, price, worth, currency }: RiskContext,
  { exposure }: Standing,
  assets: Iterable<string> = exposure.keys(),
): Result<Money, string> {
  const added = worth(notional(market, price, intent.quantity, 'down'))
  if (added === undefined) return failure(noWayTo(currency, market.quote))
  let total = added
  for (const asset of assets) {
    if (!exposure.has(asset)) continue
    const held = exposure.get(asset)
    if (held === undefined) return failure(noWayTo(currency, asset))
    total = add(total, held)
  }
  return success(total)
}

/** Why a share of the equity cannot be told. */
export function noWayTo(currency: string, from: string): string {
  return `no price leads from ${from} to ${currency}`
}
