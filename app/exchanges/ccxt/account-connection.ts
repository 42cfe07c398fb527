import type { Exchange } from 'ccxt'
import type { Market } from '../../domain/market.ts'
import type { MarketBook } from '../../domain/market-book.ts'
import { failure, type Result, success } from '../../domain/result.ts'
import type { Clock } from '../../ports/clock.ts'
import { CALL_KINDS, type CallBreaker, type ExchangeHealth } from '../../ports/exchange-health.ts'
import type { Measured } from '../../ports/measured.ts'
import { type AccountQuestions, questionsOf } from './account-questions.ts'
import { CallPolicy } from './call-policy.ts'
import type { ClockOffset } from './clock-offset.ts'
import type { ExchangeFacts, RequestKind } from './exchange-facts.ts'
import { marketFromCcxt } from './market-rules.ts'
import { classifyLookup, type FailureContext, type LookupFailure } from './order-failure.ts'
import type { RequestScheduler } from './request-scheduler.ts'
import { RequestTrace, type Traced } from './request-trace.ts'
import { isTradedSpot } from './spot-market.ts'

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
  readonly measured: Measured
}

/** An order that goes out late is not the order that was approved, so it does not wait for the list. */
const NO_MARKETS: Traced<never> = {
  ok: false,
  error: new Error('the list of markets is being loaded; try again in a moment'),
  requests: [],
}

type Send = (run: () => Promise<unknown>) => Promise<Traced<unknown>>

/** A signed connection to one exchange: every request takes its turn and leaves a trace of what was answered. */
export class AccountConnection {
  readonly questions: AccountQuestions
  readonly facts: ExchangeFacts
  readonly clock: Clock
  readonly exchange: Exchange
  readonly #parts: ConnectionParts
  readonly #policies: Readonly<Record<RequestKind, CallPolicy>>
  /** One call, from when it leaves until it is answered, by its kind. */
  readonly #send: Readonly<Record<RequestKind, Send>>
  #callsChanged: (breaker: CallBreaker) => void = () => undefined
  #offset: ClockOffset | null = null
  #loadingMarkets: Promise<Traced<unknown>> | null = null

  constructor(parts: ConnectionParts) {
    this.#parts = parts
    this.exchange = parts.exchange
    this.questions = questionsOf(parts.exchange)
    this.facts = parts.facts
    this.clock = parts.clock
    const trace = new RequestTrace([parts.exchange, parts.publicExchange])
    const send: Send = (run) => trace.run(run)
    this.#send = ofEachKind((kind) => parts.measured(`exchange.${kind}`, send))
    this.#policies = ofEachKind((kind) => this.#policyFor(kind))
  }

  #policyFor(kind: RequestKind): CallPolicy {
    return new CallPolicy({
      kind,
      clock: this.clock,
      describe: (answer) => (answer.ok ? '' : classifyLookup(answer, this.failureContext).reason),
      changed: (breaker) => this.#callsChanged(breaker),
    })
  }

  /** Tells whenever calls of some kind are stopped, tried or let through again. */
  followCalls(changed: (breaker: CallBreaker) => void): void {
    this.#callsChanged = changed
  }

  /** Why it would be better not to send an order now, or nothing. */
  blockedOrders(): string | undefined {
    const reason = this.#policies.create.blocked() ?? this.#parts.scheduler.blocked('create')
    return reason === undefined ? undefined : `${this.name} is left alone for a moment: ${reason}`
  }

  health(): Omit<ExchangeHealth, 'streams'> {
    const { usedWeight, weightMax } = this.#parts.scheduler.state()
    return {
      callBreakers: CALL_KINDS.map((kind) => this.#policies[kind].breaker()),
      ratePercentLeft: Math.max(0, Math.round(100 * (1 - usedWeight / weightMax))),
      clockOffsetMs: this.#offset?.offsetMs ?? null,
    }
  }

  /** Signs by the exchange's time from now on. */
  signBy(offset: ClockOffset): void {
    this.#offset = offset
  }

  /** The time by the exchange's clock. */
  exchangeNow(): number {
    return this.#offset?.exchangeNow() ?? this.clock.now()
  }

  /** No request will be sent any more. */
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

  /** Never rejects; starts at once when it is its turn, unless the list of markets is still to be had. */
  async call(kind: RequestKind, run: () => Promise<unknown>): Promise<Traced<unknown>> {
    if (this.#hasMarkets()) return this.#traced(kind, run)
    const loading = this.loadMarkets()
    if (kind === 'create') return NO_MARKETS
    const loaded = await loading
    return loaded.ok ? this.#traced(kind, run) : loaded
  }

  /** The signing exchange takes the list from the public one, which has it as numbers. */
  #hasMarkets(): boolean {
    const { exchange, publicExchange } = this.#parts
    if (!exchange.markets && publicExchange.markets) exchange.setMarkets(publicExchange.markets)
    return Boolean(exchange.markets)
  }

  #traced(kind: RequestKind, run: () => Promise<unknown>): Promise<Traced<unknown>> {
    return this.#policies[kind].run(() => this.#takeTurn(kind, run))
  }

  async #takeTurn(kind: RequestKind, run: () => Promise<unknown>): Promise<Traced<unknown>> {
    const { scheduler } = this.#parts
    try {
      const answer = await scheduler.run({ kind, send: () => this.#send[kind](run) })
      for (const { answer: told } of answer.requests) {
        if (told) scheduler.observe(told.status, told.headers)
      }
      return answer
    } catch (error) {
      return { ok: false, error, requests: [] }
    }
  }

  /** So that the first order finds everything loaded. */
  warmUp(): void {
    if (!this.#hasMarkets()) void this.loadMarkets()
  }

  /** Anew: ccxt remembers for ever when the list could not be had the first time. Those who ask meanwhile share it. */
  loadMarkets(): Promise<Traced<unknown>> {
    this.#loadingMarkets ??= this.#loadMarkets().finally(() => {
      this.#loadingMarkets = null
    })
    return this.#loadingMarkets
  }

  async #loadMarkets(): Promise<Traced<unknown>> {
    const { exchange, publicExchange } = this.#parts
    const loaded = await this.#traced('market-data', () => publicExchange.loadMarkets(true))
    if (loaded.ok) exchange.setMarkets(publicExchange.markets)
    return loaded
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

  /** A question about markets, whose failure says why. */
  async askMarket(run: () => Promise<unknown>): Promise<Result<unknown, string>> {
    const answer = await this.call('market-data', run)
    if (answer.ok) return success(answer.value)
    const lookup = classifyLookup(answer, this.failureContext)
    this.heed(lookup)
    return failure(lookup.reason)
  }

  /** What an exchange says beside its no: that it wants to be left alone for so long, or that our clock is off. */
  heed({ limit, isClockOff }: Pick<LookupFailure, 'limit' | 'isClockOff'>): void {
    if (limit !== null) this.#parts.scheduler.limited(limit.statedMs)
    if (isClockOff) void this.#offset?.measure()
  }

  get failureContext(): FailureContext {
    const { facts, secrets } = this.#parts
    return { facts, secrets, now: this.exchangeNow() }
  }

  /** The account's own rules of a market, or the exchange's where the account does not know it yet. */
  market(symbol: string): Market | undefined {
    return this.#parts.markets.find(symbol) ?? this.listedMarket(symbol)
  }

  /** The exchange's own rules, as they were when its list was loaded. */
  listedMarket(symbol: string): Market | undefined {
    const found = this.publicExchange.markets?.[symbol]
    if (!isTradedSpot(found)) return undefined
    const listed = marketFromCcxt({
      listed: found,
      precisionMode: Number(this.publicExchange.precisionMode),
      decimalsSeen: 0,
    })
    return listed.ok ? listed.value : undefined
  }
}

function ofEachKind<Value>(
  make: (kind: RequestKind) => Value,
): Readonly<Record<RequestKind, Value>> {
  return {
    cancel: make('cancel'),
    query: make('query'),
    create: make('create'),
    account: make('account'),
    'market-data': make('market-data'),
  }
}
