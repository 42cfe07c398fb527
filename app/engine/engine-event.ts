import type { AuditActor } from '../domain/audit-entry.ts'
import type { Balance } from '../domain/balance.ts'
import type { BreakerName, BreakerSetting } from '../domain/breaker.ts'
import type { Candle } from '../domain/candle.ts'
import type { Execution } from '../domain/fill.ts'
import type { Market } from '../domain/market.ts'
import type { OrderReply } from '../domain/order.ts'
import type { Price } from '../domain/price.ts'
import type { Problem, Result } from '../domain/result.ts'
import type { LimitScope, RiskLimits } from '../domain/risk-limits.ts'
import type { CallBreaker } from '../ports/exchange-health.ts'
import type { FeedStatus, Revision } from '../ports/market-feed.ts'
import type { Round } from '../reconciliation/reconcile-rounds.ts'
import type { StrategyAnswer } from '../strategy/strategy-run.ts'
import type { BreakerReset } from './guard/breaker-desk.ts'
import type { StateWish } from './guard/trading-gate.ts'
import type { KillSwitchUse } from './guard/trading-guard.ts'
import type { DriftDecision } from './orders/decide-drift.ts'
import type { OrderTicket, TicketAnswer } from './orders/place-ticket.ts'

/** Told whoever asked: done, or why not. */
type Answer = (answer: Result<null, Problem>) => void

/** What somebody wants of a bot, or about a drift; the engine where nobody is named. */
export interface BotWish {
  readonly botId: string
  readonly actor?: AuditActor
}
export interface DriftWish {
  readonly driftId: string
  readonly decision: DriftDecision
  readonly actor?: AuditActor
}

/** Everything that happens to the engine; each runs to completion before the next. */
export type EngineEvent =
  /** Closed; of the account's own market where none is named. */
  | { readonly kind: 'candle'; readonly candle: Candle; readonly market?: Market }
  /** Of the account's own market: candles that had closed are others now. */
  | { readonly kind: 'revised'; readonly revisions: readonly Revision[] }
  /** Within a candle that is still forming. */
  | { readonly kind: 'price'; readonly price: Price }
  /** In a market without candles. */
  | { readonly kind: 'mark'; readonly symbol: string; readonly price: Price }
  /** One that is needed to tell what a fee was worth. */
  | { readonly kind: 'market'; readonly market: Market }
  /** As the exchange tells them by itself. */
  | { readonly kind: 'balances'; readonly balances: readonly Balance[] }
  /** From a strategy that runs in a process of its own. */
  | { readonly kind: 'strategy-answer'; readonly botId: string; readonly answer: StrategyAnswer }
  /** A file of the user's own was saved; with what is wrong with it, where it cannot be used. */
  | {
      readonly kind: 'strategy-changed'
      readonly strategyId: string
      readonly fault: string | undefined
    }
  | { readonly kind: 'reply'; readonly reply: OrderReply }
  | { readonly kind: 'execution'; readonly execution: Execution }
  | { readonly kind: 'cancel-failed'; readonly clientOrderId: string; readonly reason: string }
  | { readonly kind: 'connection'; readonly state: 'lost' | 'restored'; readonly reason: string }
  | { readonly kind: 'book-dropped'; readonly symbol: string }
  | { readonly kind: 'call-breaker'; readonly breaker: CallBreaker }
  | { readonly kind: 'round'; readonly round: Round }
  | { readonly kind: 'feed'; readonly status: FeedStatus }
  /** By whom; by the engine where nobody is named. */
  | { readonly kind: 'halt'; readonly reason: string; readonly actor?: AuditActor }
  | { readonly kind: 'resume'; readonly reason?: string; readonly actor?: AuditActor }
  | { readonly kind: 'set-state'; readonly wish: StateWish; readonly answer: Answer }
  | { readonly kind: 'kill-switch'; readonly use: KillSwitchUse }
  | { readonly kind: 'reset-breaker'; readonly reset: BreakerReset; readonly answer: Answer }
  | {
      readonly kind: 'set-breaker'
      readonly name: BreakerName
      readonly setting: BreakerSetting
      readonly actor: AuditActor
      readonly answer: Answer
    }
  /** A second has passed. */
  | { readonly kind: 'tick' }
  | ({ readonly kind: 'start-bot' | 'stop-bot' } & BotWish)
  | {
      readonly kind: 'place'
      readonly ticket: OrderTicket
      readonly actor: AuditActor
      readonly answer: (answer: TicketAnswer) => void
    }
  | {
      readonly kind: 'limits'
      readonly scope: LimitScope
      readonly limits: RiskLimits
      /** Writes them down, with an audit entry, in one commit. */
      readonly store: () => void
      /** Once they are in force, or with why they are not. */
      readonly answer: (failure?: unknown) => void
    }
  | { readonly kind: 'cancel'; readonly clientOrderId: string; readonly actor: AuditActor }
  | { readonly kind: 'cancel-all'; readonly actor: AuditActor }
  | { readonly kind: 'flatten'; readonly answer?: (refusal: string | undefined) => void }
  | ({ readonly kind: 'decide-drift' } & DriftWish)

/** What the exchange told and would not tell again by itself: it is kept when it cannot be stored yet. */
export function isNews({ kind }: EngineEvent): boolean {
  return kind === 'reply' || kind === 'execution'
}

/** Somebody wants orders taken back: that is done at once, and again when it can be stored. */
export function isCancel({ kind }: EngineEvent): boolean {
  return kind === 'cancel' || kind === 'cancel-all'
}

/** Somebody waits for the answer, or it must not wait: it is done, or refused, at once even while the store fails. */
export function isUrgent({ kind }: EngineEvent): boolean {
  return (
    kind === 'halt' ||
    kind === 'kill-switch' ||
    kind === 'place' ||
    kind === 'limits' ||
    kind === 'flatten' ||
    kind === 'set-state' ||
    kind === 'reset-breaker' ||
    kind === 'set-breaker'
  )
}
