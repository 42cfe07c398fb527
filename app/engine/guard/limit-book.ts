import {
  type LimitScope,
  NO_LIMITS,
  type OrderLimits,
  type RiskLimits,
} from '../../domain/risk-limits.ts'
import { type EffectiveLimits, effectiveLimits } from '../../risk/effective-limits.ts'
import { DEFAULT_RISK_LIMITS } from './default-limits.ts'

type Scoped = readonly [LimitScope, RiskLimits]

/** The limits of all levels as they are now, and what follows from them for whom. */
export class LimitBook {
  readonly #set = new Map<LimitScope, RiskLimits>()
  readonly #effective = new Map<string, EffectiveLimits>()

  /** What the account has until somebody sets something else. */
  readonly #accountDefault: RiskLimits

  constructor(limits: Iterable<Scoped> = [], accountDefault = DEFAULT_RISK_LIMITS) {
    this.#accountDefault = accountDefault
    for (const [scope, set] of limits) this.set(scope, set)
  }

  get(scope: LimitScope): RiskLimits {
    return this.#set.get(scope) ?? (scope === 'account' ? this.#accountDefault : NO_LIMITS)
  }

  /** In force for the next order. */
  set(scope: LimitScope, limits: RiskLimits): void {
    this.#set.set(scope, limits)
    this.#effective.clear()
  }

  /** What counts for an order of a bot, or of the hand, which has no limits of its own but what one order has. */
  effective(botId: string, order: OrderLimits | null = null): EffectiveLimits {
    if (order !== null) return effectiveLimits({ ...this.#levels(botId), order })
    const known = this.#effective.get(botId)
    if (known !== undefined) return known
    const merged = effectiveLimits(this.#levels(botId))
    this.#effective.set(botId, merged)
    return merged
  }

  #levels(botId: string) {
    return {
      bot: this.get(`bot:${botId}`),
      account: this.get('account'),
      global: this.get('global'),
    }
  }
}
