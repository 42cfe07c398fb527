import type { Candle } from '../domain/candle.ts'
import { type Timeframe, timeframeMs } from '../domain/timeframe.ts'
import type { TradingState, TradingStatus } from '../domain/trading-state.ts'
import type { Clock } from '../ports/clock.ts'
import type { LedgerStore } from '../ports/ledger-store.ts'
import type { FeedStatus } from '../ports/market-feed.ts'
import type { BreakerContext, CircuitBreaker } from '../risk/circuit-breaker.ts'

export interface GateParts {
  readonly timeframe: Timeframe
  readonly clock: Clock
  readonly ledger: Pick<LedgerStore, 'saveTradingStatus'>
  readonly breakers: readonly CircuitBreaker[]
  readonly status: TradingStatus
}

/** Whether anything may be sent now, and why not: the trading state, the market's, the breakers. */
export class TradingGate {
  readonly #parts: GateParts
  readonly #context: BreakerContext
  #status: TradingStatus
  #feed: FeedStatus = { state: 'connecting', message: '' }
  /** Why our record cannot be relied on now; nothing once it was held against the exchange's. */
  #unreconciled: string | undefined = 'the account is not reconciled yet'
  #trip: string | undefined

  constructor(parts: GateParts) {
    this.#parts = parts
    this.#status = parts.status
    this.#context = {
      now: 0,
      candleCloseTime: 0,
      timeframeMs: timeframeMs(parts.timeframe),
      marketIsCurrent: false,
    }
  }

  get status(): TradingStatus {
    return this.#status
  }

  get feed(): FeedStatus {
    return this.#feed
  }

  feedChanged(status: FeedStatus): void {
    this.#feed = status
  }

  /** Our record was held against the exchange's, and all of its questions were answered. */
  reconciled(): void {
    this.#unreconciled = undefined
  }

  /** Nothing is sent until our record was held against the exchange's again. */
  unreconciled(reason: string): void {
    this.#unreconciled = reason
  }

  get isReconciled(): boolean {
    return this.#unreconciled === undefined
  }

  /** Lets the breakers look at a candle that has just closed. */
  check(candle: Candle): void {
    const context = this.#context
    context.now = this.#parts.clock.now()
    context.candleCloseTime = candle.openTime + context.timeframeMs
    context.marketIsCurrent = this.#feed.state === 'running' || this.#feed.state === 'finished'
    this.#trip = undefined
    for (const breaker of this.#parts.breakers) {
      this.#trip = breaker.check(context)
      if (this.#trip !== undefined) return
    }
  }

  /** Why nothing may be sent on the newest candle, or nothing. */
  blocked(kind: 'enter' | 'exit'): string | undefined {
    return this.closed(kind) ?? (kind === 'enter' ? this.#trip : undefined)
  }

  /** Why nothing may be sent at all now, or nothing: a person need not wait for a candle that the breakers like. */
  closed(kind: 'enter' | 'exit'): string | undefined {
    if (this.#unreconciled !== undefined) return this.#unreconciled
    if (this.#status.state === 'halted') return `trading is halted: ${this.#status.reason}`
    if (kind === 'exit') return undefined
    return this.#status.state === 'reducing' ? `only reducing: ${this.#status.reason}` : undefined
  }

  /** In force at once, then stored: a halt does not wait for a disk. Throws when the store fails. */
  setState(state: TradingState, reason: string): void {
    const status = { state, reason, since: this.#parts.clock.now() }
    if (state !== 'active') this.#status = status
    this.#parts.ledger.saveTradingStatus(status)
    this.#status = status
  }

  /** Halts because something is broken; stored if that is still possible, so that it survives a restart too. */
  fail(reason: string): void {
    this.#feed = { state: 'failed', message: reason }
    try {
      this.setState('halted', reason)
    } catch {
      const warning = 'The halt itself could not be stored either: it ends when Cryptobot does.'
      this.#status = { ...this.#status, reason: `${reason} ${warning}` }
    }
  }
}
