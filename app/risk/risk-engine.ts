import type { Refusal } from '../domain/decision.ts'
import type { ApprovedOrder, OrderIntent } from '../domain/order.ts'
import type { RiskContext, RiskRule } from './risk-rule.ts'
import { maximumNotional } from './rules/maximum-notional.ts'
import { maximumOpenOrders } from './rules/maximum-open-orders.ts'
import { maximumPositionShare } from './rules/maximum-position-share.ts'
import { minimumNotional } from './rules/minimum-notional.ts'

export type Review =
  | { readonly kind: 'approved'; readonly order: ApprovedOrder }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }

export const RISK_RULES: readonly RiskRule[] = [
  minimumNotional,
  maximumNotional,
  maximumOpenOrders,
  maximumPositionShare,
]

/** The only maker of approved orders. Every rule is asked, so that the user sees every reason. */
export class RiskEngine {
  readonly #rules: readonly RiskRule[]

  constructor(rules: readonly RiskRule[] = RISK_RULES) {
    this.#rules = rules
  }

  review(intent: OrderIntent, context: RiskContext): Review {
    let refusals: Refusal[] | undefined
    for (const rule of this.#rules) {
      const message = rule.refuse(intent, context)
      if (message === undefined) continue
      refusals ??= []
      refusals.push({ rule: rule.name, message })
    }
    if (refusals) return { kind: 'refused', refusals }
    return { kind: 'approved', order: intent as ApprovedOrder }
  }
}
