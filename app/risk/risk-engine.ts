import { subtract } from '../domain/amount.ts'
import type { Refusal } from '../domain/decision.ts'
import type { ApprovedOrder, OrderIntent } from '../domain/order.ts'
import type { RiskContext, RiskRule } from './risk-rule.ts'
import { allowedSymbols } from './rules/allowed-symbols.ts'
import { balanceReserve } from './rules/balance-reserve.ts'
import { bookAge } from './rules/book-age.ts'
import { duplicateSignal } from './rules/duplicate-signal.ts'
import { mandatoryStop } from './rules/mandatory-stop.ts'
import { maximumAssetShare } from './rules/maximum-asset-share.ts'
import { maximumExposureShare } from './rules/maximum-exposure-share.ts'
import { maximumGroupShare } from './rules/maximum-group-share.ts'
import { maximumNotional } from './rules/maximum-notional.ts'
import { maximumOpenOrders } from './rules/maximum-open-orders.ts'
import { maximumPositionShare } from './rules/maximum-position-share.ts'
import { maximumSlippage } from './rules/maximum-slippage.ts'
import { maximumSpread } from './rules/maximum-spread.ts'
import { minimumNotional } from './rules/minimum-notional.ts'
import { orderRate } from './rules/order-rate.ts'
import { priceCollar } from './rules/price-collar.ts'
import { stopCoolDown } from './rules/stop-cool-down.ts'
import { tradingHours } from './rules/trading-hours.ts'

export type Review =
  | { readonly kind: 'approved'; readonly order: ApprovedOrder }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }

export const RISK_RULES: readonly RiskRule[] = [
  minimumNotional,
  maximumNotional,
  maximumPositionShare,
  maximumExposureShare,
  maximumAssetShare,
  maximumGroupShare,
  maximumOpenOrders,
  orderRate,
  priceCollar,
  maximumSpread,
  bookAge,
  maximumSlippage,
  stopCoolDown,
  allowedSymbols,
  tradingHours,
  mandatoryStop,
  balanceReserve,
  duplicateSignal,
]

/** The only maker of approved orders. Every rule is asked, so that the user sees every reason. */
export class RiskEngine {
  readonly #rules: readonly RiskRule[]

  constructor(rules: readonly RiskRule[] = RISK_RULES) {
    this.#rules = rules
  }

  review(intent: OrderIntent, context: RiskContext): Review {
    let refusals: Refusal[] | undefined
    const rest = restOf(intent, context)
    for (const rule of this.#rules) {
      if (intent.purpose === 'exit' && rule.guards === 'entries') continue
      const message = rule.refuse(rest, context)
      if (message === undefined) continue
      refusals ??= []
      refusals.push({ rule: rule.name, message })
    }
    if (refusals) return { kind: 'refused', refusals }
    return { kind: 'approved', order: intent as ApprovedOrder }
  }
}

/** What it would still trade. */
function restOf(intent: OrderIntent, { traded }: RiskContext): OrderIntent {
  return traded === 0 ? intent : { ...intent, quantity: subtract(intent.quantity, traded) }
}
