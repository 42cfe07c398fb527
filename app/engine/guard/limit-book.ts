import {
  type LimitScope,
  NO_LIMITS,
  type OrderLimits,
  type RiskLimits,
} from '../../domain/risk-limits.ts'
import { type EffectiveLimits, effectiveLimits } from '../../risk/effective-limits.ts'
import { type FirstDays, firstDays } from '../../risk/first-days.ts'
import { DEFAULT_RISK_LIMITS } from './default-limits.ts'

type Scoped = readonly [LimitScope, RiskLimits]

/** The limits of all levels as they are now, and what follows from them for whom. */
export class LimitBook {
  readonly #set = new Map<LimitScope, RiskLimits>()
  readonly #effective = new Map<string, EffectiveLimits>()

  /** What the account has until somebody sets something else. */
  readonly #accountDefault: RiskLimits
  readonly #ageMs: () => number
  #firstDays: FirstDays | null = null

  /** @param ageMs of the account, which limits its first days */
  constructor(
    limits: Iterable<Scoped> = [],
    accountDefault = DEFAULT_RISK_LIMITS,
    ageMs = () => Number.POSITIVE_INFINITY,
  ) {
    this.#accountDefault = accountDefault
    this.#ageMs = ageMs
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
    this.#passTime()
    if (order !== null) return effectiveLimits({ ...this.#levels(botId), order })
    const known = this.#effective.get(botId)
    if (known !== undefined) return known
    const merged = effectiveLimits(this.#levels(botId))
    this.#effective.set(botId, merged)
    return merged
  }

  #passTime(): void {
    const now = firstDays(this.#ageMs())
    if (now === this.#firstDays) return
    this.#firstDays = now
    this.#effective.clear()
  }

  #levels(botId: string) {
    const levels = {
      bot: this.get(`bot:${botId}`),
      account: this.get('account'),
      global: this.get('global'),
    }
    const startsSmall = Object.values(levels).some((limits) => limits.startsSmall)
    return startsSmall && this.#firstDays !== null
      ? { ...levels, 'first-days': this.#firstDays }
      : levels
  }
}
