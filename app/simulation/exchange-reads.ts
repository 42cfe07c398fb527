import { type Money, subtract } from '../domain/amount.ts'
import type { Balance } from '../domain/balance.ts'
import type { Execution } from '../domain/fill.ts'
import type { Transfer } from '../domain/transfer.ts'
import type { OrderLookup, OrderReference, OrderReport } from '../ports/exchange-client.ts'
import type { ExchangeProfile } from './exchange-profile.ts'
import type { FaultPlan } from './fault-plan.ts'
import type { SimulatedExchange } from './simulated-exchange.ts'
import type { SimulatedTime } from './simulated-time.ts'

export interface ReadParts {
  readonly exchange: SimulatedExchange
  readonly profile: ExchangeProfile
  readonly faults: FaultPlan
  readonly time: SimulatedTime
}

/** What the exchange answers to questions: each may be answered by a computer that is behind, each by another one. */
export class ExchangeReads {
  readonly #parts: ReadParts

  constructor(parts: ReadParts) {
    this.#parts = parts
  }

  order(reference: OrderReference): OrderLookup {
    const order = this.#parts.exchange.find(reference)
    const report = order?.reportAt(this.#asOf())
    return report ? { kind: 'found', report } : { kind: 'absent' }
  }

  openOrders(): readonly OrderReport[] {
    const at = this.#asOf()
    return this.#parts.exchange.orders.flatMap((order) => {
      const report = order.reportAt(at)
      return report?.state === 'open' ? [report] : []
    })
  }

  executions(symbol: string, since: number): readonly Execution[] {
    const at = this.#asOf() + this.#parts.profile.clockOffsetMs
    const { exchange, profile } = this.#parts
    const seen = exchange.executions.filter(
      (one) => one.symbol === symbol && one.time >= since && one.time <= at,
    )
    if (profile.namesClientIdInTrades) return seen
    return seen.map((one) => ({ ...one, clientOrderId: null }))
  }

  balances(): readonly Balance[] {
    const { exchange } = this.#parts
    return Array.from(exchange.balances.totals(this.#asOf()), ([currency, total]) =>
      balanceOf(currency, total, exchange.used(currency)),
    )
  }

  transfers(since: number): readonly Transfer[] {
    if (!this.#parts.profile.tellsTransfers) return []
    const at = this.#asOf() + this.#parts.profile.clockOffsetMs
    return this.#parts.exchange.transfers.filter(({ time }) => time >= since && time <= at)
  }

  #asOf(): number {
    const { faults, profile, time } = this.#parts
    if (!faults.happens('stale-read')) return time.now()
    return time.now() - faults.random('stale-read').between(0, profile.traits.visibilityLagMs)
  }
}

function balanceOf(currency: string, total: Money, used: Money): Balance {
  return { currency, total, used, free: subtract(total, used) }
}
