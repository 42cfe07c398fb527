import type { Money } from '../domain/amount.ts'
import type { BreakerChange } from '../domain/breaker.ts'
import type { Candle } from '../domain/candle.ts'
import type { DecisionRecord } from '../domain/decision.ts'
import type { Drift } from '../domain/drift.ts'
import type { Fill } from '../domain/fill.ts'
import type { Order } from '../domain/order.ts'
import type { KillSwitchProgress } from './guard/wind-downs.ts'

/** Who wants to know what happened: the window, the command line. Announced after the fact; nothing hangs on it. */
export interface EngineListener {
  candleClosed(candle: Candle, equity: Money): void
  /** One that had closed; the equity at its close stays what it was. */
  candleRevised(candle: Candle): void
  orderChanged(order: Order): void
  fillBooked(fill: Fill): void
  decisionLogged(record: DecisionRecord, id: number): void
  driftChanged(drift: Drift): void
  /** A breaker has tripped, or is closed again. */
  breakerChanged(change: BreakerChange): void
  /** Another step of a kill switch that is in use; null at its end. */
  killSwitchChanged(progress: KillSwitchProgress | null): void
  /** Trading state, feed, bots: small, and read from the engine. */
  statusChanged(): void
}

export const NO_LISTENER: EngineListener = {
  candleClosed: () => undefined,
  candleRevised: () => undefined,
  orderChanged: () => undefined,
  fillBooked: () => undefined,
  decisionLogged: () => undefined,
  driftChanged: () => undefined,
  breakerChanged: () => undefined,
  killSwitchChanged: () => undefined,
  statusChanged: () => undefined,
}
