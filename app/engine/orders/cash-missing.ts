import { formatAmount, subtract } from '../../domain/amount.ts'
import type { OrderIntent } from '../../domain/order.ts'
import { notional } from '../../domain/price.ts'
import type { RiskContext } from '../../risk/risk-rule.ts'

/** Before fees, which the exchange may take in another currency: what is beyond that, it says itself. */
export function cashMissing(
  { quantity }: OrderIntent,
  { market, price, traded, freeCash }: RiskContext,
): string | undefined {
  const cost = notional(market, price, subtract(quantity, traded), 'up')
  if (cost <= freeCash) return undefined
  return `${formatAmount(freeCash)} ${market.quote} are free, ${formatAmount(cost)} would be needed`
}
