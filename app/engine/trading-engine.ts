import type { Money, Rate } from '../domain/amount.ts'
import { assertNever } from '../domain/assert.ts'
import type { Candle } from '../domain/candle.ts'
import type { Decision, DecisionRecord } from '../domain/decision.ts'
import type { Fill } from '../domain/fill.ts'
import type { Market } from '../domain/market.ts'
import type { Order, OrderEvent } from '../domain/order.ts'
import type { Timeframe } from '../domain/timeframe.ts'
import type { TradingState, TradingStatus } from '../domain/trading-state.ts'
import { OrderExecutor } from '../execution/order-executor.ts'
import { OrderTracker } from '../execution/order-tracker.ts'
import type { CandleStore } from '../ports/candle-store.ts'
import type { Clock } from '../ports/clock.ts'
import type { ExchangeClient } from '../ports/exchange-client.ts'
import type { LedgerStore } from '../ports/ledger-store.ts'
import type { FeedStatus } from '../ports/market-feed.ts'
import { StoreError } from '../ports/store-error.ts'
import type { CircuitBreaker } from '../risk/circuit-breaker.ts'
import { RiskEngine } from '../risk/risk-engine.ts'
import type { RiskLimits } from '../risk/risk-rule.ts'
import type { BotRunner } from './bot-runner.ts'
import type { EngineEvent } from './engine-event.ts'
import { type EngineListener, NO_LISTENER } from './engine-listener.ts'
import { EventQueue } from './event-queue.ts'
import { placeSignal, type SignalParts } from './place-signal.ts'
import type { Portfolio } from './portfolio.ts'
import { TradingGate } from './trading-gate.ts'

/** More than a reconnect's catch-up brings at once; beyond it something is wrong, and trading halts. */
const QUEUE_CAPACITY = 10_000

export interface EngineParts {
  readonly market: Market
  readonly timeframe: Timeframe
  readonly ledger: LedgerStore
  readonly candles: CandleStore
  readonly exchange: ExchangeClient
  readonly clock: Clock
  readonly portfolio: Portfolio
  readonly breakers: readonly CircuitBreaker[]
  readonly limits: RiskLimits
  readonly costRate: Rate
  readonly status: TradingStatus
  readonly listener?: EngineListener
}

/**
 * The straight path: whatever happens enters one queue and runs to completion, so that risk always sees the orders in
 * flight and a halt never waits. Nothing trades before `reconciled`, nor while the store does not take what it is given.
 */
export class TradingEngine {
  readonly #parts: EngineParts
  readonly #queue = new EventQueue<EngineEvent>(QUEUE_CAPACITY)
  readonly #tracker: OrderTracker
  readonly #signals: SignalParts
  readonly #runners: BotRunner[] = []
  readonly #gate: TradingGate
  #listener: EngineListener
  #draining = false
  #stalled = false

  constructor(parts: EngineParts) {
    this.#parts = parts
    this.#listener = parts.listener ?? NO_LISTENER
    this.#gate = new TradingGate(parts)
    this.#tracker = new OrderTracker(parts.ledger)
    const { ledger: store, exchange, clock } = parts
    const executor = new OrderExecutor({ store, tracker: this.#tracker, exchange, clock })
    this.#signals = {
      market: parts.market,
      portfolio: parts.portfolio,
      tracker: this.#tracker,
      executor,
      risk: new RiskEngine(),
      limits: parts.limits,
      costRate: parts.costRate,
      log: (record) => this.#log(record),
      announce: (order) => this.#listener.orderChanged(order),
      now: () => clock.now(),
    }
    exchange.connect((event) => this.enqueue({ kind: 'order', event }))
  }

  listen(listener: EngineListener): void {
    this.#listener = listener
  }

  get trading(): TradingStatus {
    return this.#gate.status
  }

  get feed(): FeedStatus {
    return this.#gate.feed
  }

  /** True when an event could not be stored: it waits at the head of the queue until trading is resumed. */
  get stalled(): boolean {
    return this.#stalled
  }

  get runners(): readonly BotRunner[] {
    return this.#runners
  }

  get tracker(): OrderTracker {
    return this.#tracker
  }

  /** What the exchange takes at most on top of a purchase. */
  get costRate(): Rate {
    return this.#parts.costRate
  }

  addBot(runner: BotRunner): void {
    runner.hold(this.#parts.portfolio.position(runner.bot.id))
    this.#runners.push(runner)
    this.#listener.statusChanged()
  }

  /** Takes up an order from the store at start. */
  track(order: Order): void {
    this.#tracker.track(order)
  }

  enqueue(event: EngineEvent): void {
    if (this.#stalled && !this.#draining && !this.#getsPast(event)) return
    if (!this.#queue.push(event)) {
      this.#fail(
        new Error(`more than ${QUEUE_CAPACITY} events are waiting: the engine cannot keep up`),
      )
      return
    }
    if (!this.#draining && !this.#stalled) this.#drain()
  }

  /**
   * While the store fails, a resume first tries again what waits, and is refused when that fails too; a halt is taken at
   * once, or it would be forgotten with the process. Everything else waits in the queue.
   */
  #getsPast(event: EngineEvent): boolean {
    if (event.kind === 'halt') {
      this.#handled(event)
      return false
    }
    if (event.kind !== 'resume') return true
    this.#stalled = false
    this.#drain()
    return !this.#stalled
  }

  #drain(): void {
    this.#draining = true
    try {
      for (let event = this.#queue.peek(); event !== undefined; event = this.#queue.peek()) {
        if (!this.#handled(event)) return
        this.#queue.drop()
      }
    } finally {
      this.#draining = false
    }
  }

  /** False when the event must stay in the queue: what the exchange told is not forgotten because a disk is full. */
  #handled(event: EngineEvent): boolean {
    try {
      this.#handle(event)
      return true
    } catch (error) {
      this.#fail(error)
      return event.kind !== 'order'
    }
  }

  #handle(event: EngineEvent): void {
    switch (event.kind) {
      case 'candle':
        this.#onCandleClosed(event.candle)
        break
      case 'order':
        this.#onOrderEvent(event.event)
        break
      case 'feed':
        this.#gate.feedChanged(event.status)
        this.#listener.statusChanged()
        break
      case 'halt':
        this.#setState('halted', event.reason)
        break
      case 'resume':
        this.#setState('active', 'resumed by you')
        break
      case 'start-bot':
        this.#setBotStatus(event.botId, 'running')
        break
      case 'stop-bot':
        this.#setBotStatus(event.botId, 'stopped')
        break
      case 'reconciled':
        this.#gate.reconciled()
        this.#listener.statusChanged()
        break
      default:
        assertNever(event)
    }
  }

  /** Stored last: a candle that a crash interrupts comes again, and finds the orders it caused already there. */
  #onCandleClosed(candle: Candle): void {
    const { portfolio, candles } = this.#parts
    portfolio.markAt(candle.close)
    this.#gate.check(candle)
    for (const runner of this.#runners) {
      const decision = runner.evaluate(candle)
      if (decision !== undefined && runner.status === 'running')
        this.#follow(runner, decision, candle)
    }
    const equity = portfolio.equity()
    candles.append(candle, equity)
    this.#listener.candleClosed(candle, equity)
  }

  #follow(runner: BotRunner, decision: Decision, candle: Candle): void {
    const isNews = runner.noticed(decision)
    if (decision.kind === 'nothing') {
      if (isNews) this.#logFor(runner, 'watching', decision.reason.text, runner.indicators())
      return
    }
    const blocked = this.#gate.blocked(decision.kind)
    if (blocked === undefined) placeSignal(this.#signals, runner, decision, candle)
    else this.#logFor(runner, 'blocked', decision.reason.text, () => blocked)
  }

  #onOrderEvent(event: OrderEvent): void {
    const order = this.#tracker.apply(event)
    if (!order) return
    if (event.kind === 'fill') {
      this.#book(event.fill)
      this.#listener.fillBooked(event.fill)
    }
    this.#listener.orderChanged(order)
  }

  #book(fill: Fill): void {
    const { portfolio } = this.#parts
    portfolio.book(fill)
    const runner = this.#runners.find(({ bot }) => bot.id === fill.botId)
    runner?.hold(portfolio.position(fill.botId))
  }

  #setState(state: TradingState, reason: string): void {
    this.#gate.setState(state, reason)
    this.#logState(`trading is ${state}`, reason)
    this.#listener.statusChanged()
  }

  #setBotStatus(botId: string, status: 'running' | 'stopped'): void {
    const runner = this.#runners.find((candidate) => candidate.bot.id === botId)
    if (!runner || runner.status === status) return
    this.#parts.ledger.saveBot({ bot: runner.bot, status })
    runner.status = status
    this.#logFor(runner, 'state', `the bot is ${status}`, () => 'by you')
    this.#listener.statusChanged()
  }

  /** A store that fails or a bug: no new orders, and it is said why. */
  #fail(error: unknown): void {
    this.#stalled = true
    const reason =
      error instanceof StoreError
        ? `${error.message} ${error.action}`
        : `an internal error: ${String(error)}`
    this.#gate.fail(reason)
    this.#listener.statusChanged()
  }

  #logFor(
    runner: BotRunner,
    kind: DecisionRecord['kind'],
    reason: string,
    detail: () => string,
  ): void {
    this.#log({
      time: this.#parts.clock.now(),
      botId: runner.bot.id,
      kind,
      reason,
      detail,
      intentId: null,
    })
  }

  #logState(reason: string, detail: string): void {
    const record = {
      botId: 'engine',
      kind: 'state',
      reason,
      detail: () => detail,
      intentId: null,
    } as const
    this.#log({ time: this.#parts.clock.now(), ...record })
  }

  #log(record: DecisionRecord): void {
    this.#listener.decisionLogged(record, this.#parts.ledger.appendDecision(record))
  }

  /** Cash and holdings at the last price. */
  equity(): Money {
    return this.#parts.portfolio.equity()
  }
}
