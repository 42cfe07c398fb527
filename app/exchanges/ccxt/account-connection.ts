import type { Exchange } from 'ccxt'
import type { Market } from '../../domain/market.ts'
import type { MarketBook } from '../../domain/market-book.ts'
import type { Clock } from '../../ports/clock.ts'
import { type AccountQuestions, questionsOf } from './account-questions.ts'
import type { ClockOffset } from './clock-offset.ts'
import type { ExchangeFacts, RequestKind } from './exchange-facts.ts'
import { marketFromCcxt } from './market-rules.ts'
import type { FailureContext } from './order-failure.ts'
import type { RequestScheduler } from './request-scheduler.ts'
import { RequestTrace, type Traced } from './request-trace.ts'

export interface ConnectionParts {
  /** Signs, and hands numbers over exactly. */
  readonly exchange: Exchange
  /** For public data, whose numbers are to be reckoned with. */
  readonly publicExchange: Exchange
  readonly facts: ExchangeFacts
  readonly scheduler: RequestScheduler
  readonly clock: Clock
  /** The account's markets: prices count in their units. */
  readonly markets: MarketBook
  readonly secrets: readonly string[]
}

/** A signed connection to one exchange: every request takes its turn and leaves a trace of what was answered. */
export class AccountConnection {
  readonly questions: AccountQuestions
  readonly facts: ExchangeFacts
  readonly clock: Clock
  readonly exchange: Exchange
  readonly #parts: ConnectionParts
  readonly #trace: RequestTrace
  #offset: ClockOffset | null = null

  constructor(parts: ConnectionParts) {
    this.#parts = parts
    this.exchange = parts.exchange
    this.questions = questionsOf(parts.exchange)
    this.facts = parts.facts
    this.clock = parts.clock
    this.#trace = new RequestTrace(parts.exchange)
  }

  /** Signs by the exchange's time from now on. */
  useClock(offset: ClockOffset): void {
    this.#offset = offset
  }

  /** The exchange finds us out of time. */
  measureClock(): void {
    void this.#offset?.measure()
  }

  /** The time by the exchange's clock. */
  exchangeNow(): number {
    return this.#offset?.exchangeNow() ?? this.clock.now()
  }

  /** No request that waits will be sent any more. */
  stop(): void {
    this.#offset?.stop()
    this.#parts.scheduler.stop()
  }

  get secrets(): readonly string[] {
    return this.#parts.secrets
  }

  /** Of the account's markets. */
  symbols(): readonly string[] {
    return Array.from(this.#parts.markets.all(), ({ symbol }) => symbol)
  }

  get name(): string {
    return String(this.exchange.name)
  }

  /** Never rejects; starts at once when it is its turn. */
  async call(kind: RequestKind, run: () => Promise<unknown>): Promise<Traced<unknown>> {
    return this.#traced(kind, () => this.#ready(run))
  }

  async #traced(kind: RequestKind, run: () => Promise<unknown>): Promise<Traced<unknown>> {
    const { scheduler } = this.#parts
    try {
      const answer = await scheduler.run({ kind, send: () => this.#trace.run(run) })
      for (const { answer: told } of answer.requests) {
        if (told) scheduler.observe(told.status, told.headers)
      }
      return answer
    } catch (error) {
      return { ok: false, error, requests: [] }
    }
  }

  /** The signing exchange takes its list of markets from the public one, which has it as numbers. */
  #ready(run: () => Promise<unknown>): Promise<unknown> {
    return this.exchange.markets ? run() : this.loadMarkets().then(run)
  }

  /** Anew: ccxt remembers for ever when the list could not be had the first time. */
  async loadMarkets(): Promise<void> {
    const { publicExchange } = this.#parts
    await publicExchange.loadMarkets(true)
    this.exchange.setMarkets(publicExchange.markets)
  }

  get publicExchange(): Exchange {
    return this.#parts.publicExchange
  }

  /** The same for a caller that wants what ccxt throws. */
  async inTurn(kind: RequestKind, run: () => Promise<unknown>): Promise<unknown> {
    const answer = await this.#traced(kind, run)
    if (answer.ok) return answer.value
    throw answer.error
  }

  /** The exchange wants to be left alone for so long. */
  pause(retryAfterMs: number): void {
    this.#parts.scheduler.pause(retryAfterMs)
  }

  get failureContext(): FailureContext {
    const { facts, secrets, clock } = this.#parts
    return { facts, secrets, now: clock.now() }
  }

  /** The account's own rules of a market, or the exchange's where the account does not know it yet. */
  market(symbol: string): Market | undefined {
    const known = this.#parts.markets.find(symbol)
    if (known) return known
    const listed = marketFromCcxt({
      listed: this.publicExchange.markets?.[symbol],
      precisionMode: Number(this.publicExchange.precisionMode),
      decimalsSeen: 0,
    })
    return listed.ok ? listed.value : undefined
  }
}
