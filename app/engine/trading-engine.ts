import type { Money, Rate } from '../domain/amount.ts'
import { assertNever } from '../domain/assert.ts'
import type { Candle } from '../domain/candle.ts'
import type { CandleRun } from '../domain/candle-run.ts'
import type { DecisionRecord } from '../domain/decision.ts'
import type { Market } from '../domain/market.ts'
import type { MarketBook } from '../domain/market-book.ts'
import type { Price } from '../domain/price.ts'
import { failure, type Problem, type Result, success } from '../domain/result.ts'
import { type Timeframe, timeframeMs } from '../domain/timeframe.ts'
import { botOfScope, type TradingStatus } from '../domain/trading-state.ts'
import type { OrderTracker } from '../execution/order-tracker.ts'
import { measuredMethods } from '../monitoring/measured-methods.ts'
import type { AuditLog } from '../ports/audit-log.ts'
import type { CandleStore } from '../ports/candle-store.ts'
import type { Clock } from '../ports/clock.ts'
import type { ExchangeClient } from '../ports/exchange-client.ts'
import type { CallBreaker } from '../ports/exchange-health.ts'
import type { ProfileGuard } from '../ports/guard-store.ts'
import type { LedgerStore } from '../ports/ledger-store.ts'
import type { FeedStatus, Revision } from '../ports/market-feed.ts'
import { type Measured, UNMEASURED } from '../ports/measured.ts'
import type { ProcessMonitor } from '../ports/process-monitor.ts'
import { StoreError } from '../ports/store-error.ts'
import { gatherRecord } from '../reconciliation/gather-record.ts'
import { ReconcileRounds, type Round, type Trigger } from '../reconciliation/reconcile-rounds.ts'
import type { CircuitBreaker } from '../risk/circuit-breaker.ts'
import { RiskEngine } from '../risk/risk-engine.ts'
import type { EntrySize } from '../risk/sizing/size-entry.ts'
import { BalanceWatch } from './balance-watch.ts'
import type { BotRunner } from './bot-runner.ts'
import type { BotWish, EngineEvent } from './engine-event.ts'
import { type EngineListener, NO_LISTENER } from './engine-listener.ts'
import { EquityRates } from './equity-rates.ts'
import { EventLoop } from './event-loop.ts'
import { Clearance } from './guard/clearance.ts'
import type { LimitBook } from './guard/limit-book.ts'
import { StoppedCalls } from './guard/stopped-calls.ts'
import type { StateWish, TradingGate } from './guard/trading-gate.ts'
import { type KillSwitchUse, TradingGuard } from './guard/trading-guard.ts'
import { DecisionDesk } from './orders/decision-desk.ts'
import { HandDesk } from './orders/hand-desk.ts'
import { OrderDesk } from './orders/order-desk.ts'
import { type SignalParts, wouldBuy } from './orders/place-signal.ts'
import { refusedAtRelease } from './orders/review-release.ts'
import { StopKeeper } from './orders/stop-keeper.ts'
import { TargetWeightDesk } from './orders/target-weight-desk.ts'
import { WaitingDesk } from './orders/waiting-desk.ts'
import { WorkingOrdersDesk } from './orders/working-orders-desk.ts'
import { workingOrdersOf } from './orders/working-standing.ts'
import type { Portfolio } from './portfolio.ts'
import { PriceWatch } from './price-watch.ts'
import { problemOf } from './problem-of.ts'
import { QuietStretch } from './quiet-stretch.ts'
import { revisionText } from './revision-text.ts'
import { StrategyRenewal } from './strategy-renewal.ts'

/** How often the breakers look although nothing happens. */
const TICK_MS = 1_000
const BY_ENGINE = { actor: 'engine' } as const

export interface EngineParts {
  /** Whose candles are stored and watched; those of others can be sent beside them. */
  readonly market: Market
  readonly timeframe: Timeframe
  /** All that can be traded in the account. */
  readonly markets: MarketBook
  readonly idPrefix: string
  readonly ledger: LedgerStore
  /** Of this account. */
  readonly audit: AuditLog
  readonly candles: CandleStore
  readonly exchange: ExchangeClient
  readonly clock: Clock
  readonly portfolio: Portfolio
  /** Those that apply here: not all exchanges have a clock, nor all hosts a process to watch. */
  readonly breakers: readonly CircuitBreaker[]
  /** What holds for all accounts. */
  readonly profile: ProfileGuard
  /** Of the process that the engine runs in; null where nobody watches it. */
  readonly process: ProcessMonitor | null
  readonly limits: LimitBook
  readonly costRate: Rate
  readonly status: TradingStatus
  /** Real time, where the market's own is another: by it the exchange is asked. */
  readonly timer: Clock
  readonly listener?: EngineListener
  /** Times what is critical, where somebody wants to know. */
  readonly measured?: Measured
}

/**
 * The straight path: whatever happens enters one queue and runs to completion, so that risk always sees the orders in
 * flight and a halt never waits. Nothing trades before `reconciled`, nor while the store does not take what it is given.
 */
export class TradingEngine {
  readonly #parts: EngineParts
  readonly #loop: EventLoop
  readonly #desk: OrderDesk
  readonly #signals: SignalParts
  readonly #runners: BotRunner[] = []
  readonly #guard: TradingGuard
  readonly #rounds: ReconcileRounds
  readonly #waiting: WaitingDesk
  readonly #stops: StopKeeper
  readonly #working: WorkingOrdersDesk
  readonly #decisions: DecisionDesk
  readonly #hand: HandDesk
  readonly #clearance: Clearance
  readonly #balances: BalanceWatch
  /** Of what is held in other markets than that of the candles. */
  readonly prices: PriceWatch
  readonly rates: EquityRates
  readonly #candleMs: number
  readonly #stoppedCalls = new StoppedCalls()
  readonly #closeCandle: (candle: Candle, market: Market) => void
  readonly #settle: (round: Round) => void
  readonly #renewal: StrategyRenewal
  readonly #quiet: QuietStretch
  #listener: EngineListener
  #wasReconciled = false
  #failure: unknown
  /** News may have got lost since the exchange was asked last. */
  #isInterrupted = false
  #cancelTick: () => void = () => undefined

  constructor(parts: EngineParts) {
    const { measured = UNMEASURED } = parts
    this.#parts = parts
    this.#listener = parts.listener ?? NO_LISTENER
    this.#candleMs = timeframeMs(parts.timeframe)
    this.#loop = new EventLoop({
      handle: measured('engine.event', (event: EngineEvent) => this.#handle(event)),
      fail: (error) => this.#fail(error),
    })
    this.#closeCandle = measured('engine.candle', (candle, market) =>
      this.#onCandleClosed(candle, market),
    )
    this.#settle = measured('reconcile.settle', (round) => this.#desk.settle(round))
    const { exchange, portfolio, clock } = parts
    this.#desk = new OrderDesk({
      ...parts,
      listener: () => this.#listener,
      positionChanged: (botId) => this.#positionChanged(botId),
      sent: () => this.#guard.orderSent(),
    })
    this.#signals = {
      market: parts.market,
      markets: parts.markets,
      runners: this.#runners,
      portfolio,
      tracker: this.#desk.tracker,
      executor: this.#desk.executor,
      nativeTypes: exchange.traits.nativeTypes,
      readBook: (symbol) => exchange.readBook(symbol),
      risk: measuredMethods(new RiskEngine(), { name: 'risk', methods: ['review'], measured }),
      limits: parts.limits,
      recent: this.#desk.recent,
      costRate: parts.costRate,
      audit: parts.audit,
      log: (record) => this.#log(record),
      announce: (order) => this.#desk.announceSent(order),
      cancel: (order, reason) => this.#desk.cancel(order, reason),
      now: () => clock.now(),
    }
    const { traits } = exchange
    this.#guard = new TradingGuard({
      engine: parts,
      desk: this.#desk,
      signals: this.#signals,
      ask: () => this.#rounds.request('books', 'by hand'),
      listener: () => this.#listener,
      logState: (botId, reason, detail) => this.#logState(reason, detail, botId),
      noSale: () => this.#noSale(),
      restartBot: (botId) => this.#restartBot(botId),
    })
    this.#clearance = new Clearance({
      ...parts,
      gate: this.#gate,
      drifts: this.#desk.drifts,
    })
    this.#renewal = new StrategyRenewal({
      runners: this.#runners,
      log: (botId, reason, detail) => this.#logState(reason, detail, botId),
      warmUp: (runner) => this.#guard.warmUp(runner, this.#candleMs),
    })
    this.#waiting = new WaitingDesk({
      desk: this.#desk,
      markets: parts.markets,
      portfolio,
      traits,
      blockedEntry: ({ botId, symbol }) =>
        this.#clearance.blocked('enter', botId, parts.markets.get(symbol)),
      refused: (order, release) => refusedAtRelease(this.#signals, order, release),
      isReconciled: () => this.#gate.isReconciled,
    })
    this.#stops = new StopKeeper({
      signals: this.#signals,
      desk: this.#desk,
      traits,
      blocked: (botId) => this.#gate.blocked('exit', botId),
    })
    this.#working = new WorkingOrdersDesk({
      signals: this.#signals,
      desk: this.#desk,
      blocked: (purpose, { bot, market }) => this.#clearance.blocked(purpose, bot.id, market),
      held: (botId) => heldBack(this.#gate.statusOf(botId)),
    })
    const targets = new TargetWeightDesk({
      signals: this.#signals,
      blocked: (purpose, { bot, market }) => this.#clearance.blocked(purpose, bot.id, market),
    })
    const shared = { desk: this.#desk, signals: this.#signals, clearance: this.#clearance }
    this.#decisions = new DecisionDesk({ ...shared, working: this.#working, targets })
    this.#hand = new HandDesk({ ...parts, ...shared, noSale: () => this.#noSale() })
    this.#rounds = new ReconcileRounds({
      exchange,
      clock: parts.timer,
      questions: (scope) => {
        this.#isInterrupted = false
        return this.#desk.questions(scope)
      },
      activity: () => this.#desk.activity,
      isAnythingInDoubt: () => this.#desk.questions('in-flight').orders.length > 0,
      gather: measured('reconcile.round', gatherRecord),
      settle: (round) => this.enqueue({ kind: 'round', round }),
      unsure: (now) => this.#desk.timeJumped(now),
      failed: (error) => this.#fail(error),
    })
    this.#balances = new BalanceWatch({
      clock: parts.timer,
      explains: (balances) => this.#desk.explains(balances),
      ask: () => this.#rounds.request('books', 'balance'),
    })
    this.rates = new EquityRates(parts)
    this.prices = new PriceWatch({
      ...parts,
      rates: this.rates,
      found: (market) => this.enqueue({ kind: 'market', market }),
    })
    this.#quiet = new QuietStretch({
      ...parts,
      runners: this.#runners,
      listener: () => this.#listener,
    })
    exchange.connect({
      onReply: (reply) => this.enqueue({ kind: 'reply', reply }),
      onExecution: (execution) => this.enqueue({ kind: 'execution', execution }),
      onHint: () => this.#rounds.request('orders', 'order'),
      onBalances: (balances) => this.enqueue({ kind: 'balances', balances }),
      onPrice: (symbol, price) => this.enqueue({ kind: 'mark', symbol, price }),
      onConnection: (state, reason) => this.enqueue({ kind: 'connection', state, reason }),
      onCancelFailed: (clientOrderId, reason) =>
        this.enqueue({ kind: 'cancel-failed', clientOrderId, reason }),
      onBookDropped: (symbol) => this.enqueue({ kind: 'book-dropped', symbol }),
      onCallBreaker: (breaker) => this.enqueue({ kind: 'call-breaker', breaker }),
    })
  }

  get #gate(): TradingGate {
    return this.#guard.gate
  }

  /** What holds trading back: states, breakers, kill switch. */
  get guard(): TradingGuard {
    return this.#guard
  }

  listen(listener: EngineListener): void {
    this.#listener = listener
  }

  /** The strictest of what holds for the account. */
  get trading(): TradingStatus {
    return this.#gate.status
  }

  get feed(): FeedStatus {
    return this.#gate.feed
  }

  /** Events that wait: none as long as the store takes what it is given. */
  get queueDepth(): number {
    return this.#loop.depth
  }

  /** True when an event could not be stored: it waits at the head of the queue until trading is resumed. */
  get stalled(): boolean {
    return this.#loop.stalled
  }

  /** What it stalled on last; nothing where it never did. */
  get failure(): unknown {
    return this.#failure
  }

  get runners(): readonly BotRunner[] {
    return this.#runners
  }

  /** A bot at work lets orders rest at the exchange, or one of some bot still does. */
  get letsOrdersRest(): boolean {
    return this.#runners.some(
      ({ bot, definition, status }) =>
        (status === 'running' && definition.decides === 'working-orders') ||
        workingOrdersOf(this.#desk, bot.id).length > 0,
    )
  }

  get tracker(): OrderTracker {
    return this.#desk.tracker
  }

  /** Orders and money: what the reconciler asks about. */
  get desk(): OrderDesk {
    return this.#desk
  }

  /** True once our record was held against the exchange's. */
  get isReconciled(): boolean {
    return this.#gate.isReconciled
  }

  /** What is in force, by level. */
  get limits(): LimitBook {
    return this.#parts.limits
  }

  /** What the exchange takes at most on top of a purchase. */
  get costRate(): Rate {
    return this.#parts.costRate
  }

  /** What a bot would buy now; nothing while no price is known. */
  entrySize(runner: BotRunner): Result<EntrySize, string> | undefined {
    return wouldBuy(this.#signals, runner)
  }

  addBot(runner: BotRunner): void {
    const { id, symbol } = runner.bot
    runner.hold(this.#parts.portfolio.position(id, symbol))
    runner.findLot = (key) => this.#working.lot(runner, key)
    this.#runners.push(runner)
    this.#working.lookAnew()
    runner.sendAway((answer) => this.enqueue({ kind: 'strategy-answer', botId: id, answer }))
    this.#guard.addBot(runner)
    this.#listener.statusChanged()
  }

  /**
   * Takes up the orders of the last run and asks the exchange about everything; no bot trades before all is answered. An
   * order that was about to be sent when Cryptobot stopped may have been.
   */
  open(): void {
    for (const order of this.#parts.ledger.loadOpenOrders()) {
      this.#desk.tracker.track(order)
      if (order.state !== 'submitting') continue
      const reason = 'Cryptobot stopped before it learned what became of this order'
      const { clientOrderId } = order
      const time = this.#parts.clock.now()
      this.enqueue({ kind: 'reply', reply: { kind: 'unknown', clientOrderId, reason, time } })
    }
    this.#working.lookAnew()
    this.#rounds.start()
    this.#scheduleTick()
  }

  #scheduleTick(): void {
    this.#cancelTick = this.#parts.timer.schedule(TICK_MS, () => {
      this.#scheduleTick()
      this.enqueue({ kind: 'tick' })
    })
  }

  /** Begins at once, beside an exchange that lives and ends with the run: its record cannot differ from ours. */
  begin(): void {
    this.#gate.reconciled()
    this.#wasReconciled = true
  }

  /** Nothing is asked any more, nor heard. */
  close(): void {
    this.#rounds.stop()
    for (const runner of this.#runners) runner.stopAway()
    this.#balances.stop()
    this.prices.stop()
    this.#cancelTick()
    this.#parts.exchange.close()
  }

  /** Holds everything against the exchange's record now. */
  reconcile(trigger: Trigger): void {
    this.#rounds.request('books', trigger)
  }

  enqueue(event: EngineEvent): void {
    this.#loop.enqueue(event)
  }

  /**
   * Takes closed candles of its own market, from one place of a run on, for as long as nothing follows from them, to the same
   * effect as if each had come as an event. Returns the place of the first that has to.
   */
  passQuietly(run: CandleRun, from: number): number {
    return this.#isQuiet() ? this.#quiet.pass(run, from) : from
  }

  /** Nothing is on its way, and nothing but bots looks at candles. */
  #isQuiet(): boolean {
    const { breakers, exchange, portfolio } = this.#parts
    if (this.#loop.depth > 0 || this.#loop.stalled || this.tracker.openCount > 0) return false
    if (breakers.length > 0 || this.#guard.windDowns.isAny) return false
    return !exchange.traits.nativeTypes.has('stop') && portfolio.feesToValue().length === 0
  }

  /** Orders that wait, and stops that should be there, depend on what has just happened. */
  #handle(event: EngineEvent): void {
    this.#carryOut(event)
    if (event.kind !== 'candle' && event.kind !== 'price') this.#guard.happened()
    this.#waiting.look()
    this.#stops.look()
    this.#working.look()
    this.#guard.windDowns.look()
  }

  #carryOut(event: EngineEvent): void {
    switch (event.kind) {
      case 'candle':
        this.#closeCandle(event.candle, event.market ?? this.#parts.market)
        break
      case 'revised':
        this.#onRevised(event.revisions)
        break
      case 'strategy-answer':
        this.#strategyAnswered(event)
        break
      case 'strategy-changed':
        this.#renewal.changed(event)
        break
      case 'price':
        this.#onPrice(event.price)
        break
      case 'mark':
        this.#onMark(event.symbol, event.price)
        break
      case 'market':
        this.#parts.ledger.saveMarket(event.market)
        this.prices.look()
        break
      case 'balances':
        this.#balances.note(event.balances)
        break
      case 'reply':
        this.#guard.replied(event.reply)
        this.#desk.apply(event.reply)
        if (event.reply.kind === 'unknown') this.#rounds.request('in-flight', 'order')
        break
      case 'execution':
        this.#desk.book(event.execution)
        break
      case 'cancel-failed':
        this.#guard.windDowns.cancelFailed(event.clientOrderId, event.reason)
        this.#rounds.request('in-flight', 'order')
        break
      case 'connection':
        this.#connectionChanged(event.state, event.reason)
        break
      case 'book-dropped':
        this.#logState(
          `the order book of ${event.symbol} was dropped`,
          'its stream has missed a change; it is asked for anew, and nothing that needs a book is sent until then',
        )
        break
      case 'call-breaker':
        this.#callsChanged(event.breaker)
        break
      case 'round':
        this.#onRound(event.round)
        break
      case 'feed':
        this.#gate.feedChanged(event.status)
        this.#guard.feedChanged()
        this.#listener.statusChanged()
        break
      case 'halt':
        this.#setState({ ...BY_ENGINE, ...event, scope: 'account', state: 'halted' })
        break
      case 'resume':
        this.#resume({ ...BY_ENGINE, reason: 'resumed by you', ...event })
        break
      case 'set-state':
        answered(event.answer, () => this.#setState(event.wish))
        break
      case 'kill-switch':
        this.#useKillSwitch(event.use)
        break
      case 'reset-breaker':
        answered(event.answer, () => this.#guard.reset(event.reset))
        break
      case 'set-breaker':
        answered(event.answer, () => this.#setBreaker(event))
        break
      case 'tick':
        this.#guard.tick()
        break
      case 'start-bot':
        this.#setBotStatus(event, 'running')
        break
      case 'stop-bot':
        this.#setBotStatus(event, 'stopped')
        break
      case 'place':
        this.#hand.place(event)
        break
      case 'limits':
        this.#hand.changeLimits(event)
        break
      case 'cancel':
        this.#hand.cancel(event)
        break
      case 'cancel-all':
        this.#hand.cancelAll(event.actor)
        break
      case 'flatten':
        this.#hand.flatten(event)
        break
      case 'decide-drift':
        this.#hand.decideDrift(event)
        // An order that is taken over is taken from what the exchange says of it now.
        this.#rounds.request('orders', 'by hand')
        break
      default:
        assertNever(event)
    }
  }

  /** Of a market without candles, or of one that only shows what the account is worth. */
  #onMark(symbol: string, price: Price): void {
    if (this.rates.mark(symbol, price)) {
      this.#listener.statusChanged()
      return
    }
    this.#parts.portfolio.markAt(symbol, price)
    this.#valueFees()
  }

  /** Fees that were taken in a currency without a price count from its first price on, in profit and loss too. */
  #valueFees(): void {
    const { portfolio, ledger } = this.#parts
    const fills = portfolio.feesToValue()
    if (fills.length === 0) return
    ledger.valueFees(fills)
    portfolio.feesValued()
    for (const { bot } of this.#runners) this.#positionChanged(bot.id)
    this.#listener.statusChanged()
  }

  #onPrice(price: Price): void {
    const { symbol } = this.#parts.market
    this.#parts.portfolio.markAt(symbol, price)
    this.#guard.priceSeen(price)
    this.#waiting.priceSeen(symbol, price)
  }

  /** Stored last: a candle that a crash interrupts comes again, and finds the orders it caused already there. */
  #onCandleClosed(candle: Candle, market: Market): void {
    const { portfolio, candles } = this.#parts
    const { symbol } = market
    const closedAt = candle.openTime + this.#candleMs
    portfolio.markAt(symbol, candle.close)
    this.#valueFees()
    const equity = portfolio.equity()
    this.#guard.candleSeen(market, candle, closedAt, equity)
    this.#waiting.candleSeen(symbol, candle, closedAt)
    for (const runner of this.#runners) {
      if (runner.bot.symbol !== symbol) continue
      const decision = this.#guard.evaluate(runner, candle)
      if (decision !== undefined && runner.status === 'running')
        this.#decisions.follow(runner, decision, candle)
    }
    if (market !== this.#parts.market) return
    candles.append(candle, equity)
    this.#listener.candleClosed(candle, equity)
  }

  /** Charts and whatever starts later go by what they are now; strategies go on from what they saw. */
  #onRevised(revisions: readonly Revision[]): void {
    const { candles, market } = this.#parts
    for (const { after } of revisions) {
      candles.revise(after)
      this.#listener.candleRevised(after)
    }
    this.#logState('the exchange has revised candles', revisionText(revisions, market))
  }

  /** The same as at the candle, when the strategy has thought about it. */
  #strategyAnswered({ botId, answer }: EventOf<'strategy-answer'>): void {
    const runner = this.#runners.find(({ bot }) => bot.id === botId)
    const decided = runner && this.#guard.take(runner, answer)
    if (decided === undefined || runner?.status !== 'running') return
    this.#decisions.follow(runner, decided.decision, decided.candle)
  }

  /** A strategy still thinks about the newest candle: a market at its own pace waits for it. */
  get isThinking(): boolean {
    return this.#runners.some((runner) => runner.isThinking)
  }

  #positionChanged(botId: string): void {
    const runner = this.#runners.find(({ bot }) => bot.id === botId)
    runner?.hold(this.#parts.portfolio.position(botId, runner.bot.symbol))
  }

  /** While news may be missing, nothing new is risked; asking the exchange for everything opens the way again. */
  #connectionChanged(state: 'lost' | 'restored', reason: string): void {
    if (state === 'lost') {
      this.#gate.unreconciled(reason)
      this.#isInterrupted = true
    }
    this.#rounds.request('books', 'reconnect')
    this.#listener.statusChanged()
  }

  #callsChanged(breaker: CallBreaker): void {
    const change = this.#stoppedCalls.note(breaker)
    if (change === undefined) return
    const { calls, reason } = breaker
    const action = `calls ${change}`
    this.#parts.audit.append({
      actor: 'engine',
      action,
      subject: `exchange: ${calls}`,
      detail: reason,
    })
    this.#logState(`calls to the exchange (${calls}) are ${change}`, reason)
    this.#listener.statusChanged()
  }

  #onRound(round: Round): void {
    const activity = this.#desk.activity
    this.#settle(round)
    this.#guard.roundSettled(round, activity)
    if (round.record.scope === 'books') this.prices.look()
    this.#desk.noteStops(this.#stops.uncovered())
    const { scope, failures } = round.record
    const isWhole = scope === 'books' && failures.length === 0 && !this.#isInterrupted
    if (isWhole && this.#isBeyondDoubt()) {
      this.#gate.reconciled()
      this.#wasReconciled = true
    } else if (this.#isLastDoubtGone(round)) {
      this.#rounds.request('books', 'start')
    }
    this.#listener.statusChanged()
  }

  /** What was to be known of the orders of the last run is known: the rest is asked for at once. */
  #isLastDoubtGone({ record: { scope, failures } }: Round): boolean {
    if (this.#wasReconciled || scope === 'books' || failures.length > 0) return false
    return this.#isBeyondDoubt()
  }

  /** At start, every order of the last run has to be accounted for; later, one in doubt binds its own budget only. */
  #isBeyondDoubt(): boolean {
    if (this.#wasReconciled) return true
    for (const { state } of this.#desk.openOrders()) {
      if (state === 'submitting' || state === 'unresolved') return false
    }
    return true
  }

  #setState(wish: StateWish): Result<null, Problem> {
    const { scope, state, reason } = wish
    this.#guard.setState(wish)
    const whose = scope === 'account' ? 'trading' : scope === 'global' ? 'all trading' : 'the bot'
    this.#logState(`${whose} is ${state}`, reason, botOfScope(scope))
    this.#listener.statusChanged()
    return success(null)
  }

  #setBreaker({ name, setting, actor }: EventOf<'set-breaker'>): Result<null, Problem> {
    this.#guard.setBreaker(name, setting, actor)
    return success(null)
  }

  /** What waited for the store has been handled by now. */
  #resume({ reason, actor }: Pick<StateWish, 'reason' | 'actor'>): void {
    this.#guard.storeIs('working')
    this.#setState({ scope: 'account', state: 'active', reason, actor })
  }

  #useKillSwitch(use: KillSwitchUse): void {
    try {
      this.#guard.useKillSwitch(use)
    } finally {
      // Each of them, whatever becomes of the others and of the disk.
      if (use.cancels || use.flattens) this.#desk.cancelAll(use.reason)
    }
    this.#logState('the kill switch is used', use.reason)
    this.#listener.statusChanged()
  }

  /** What could not be written down must not be sold now, nor later when nobody thinks of it any more. */
  #noSale(): string | undefined {
    if (!this.stalled) return undefined
    return 'nothing is sold while the ledger cannot be written: make room, resume, and try again'
  }

  /** Shown the past again, so that it goes on as if nothing had happened. */
  #restartBot(botId: string): void {
    const runner = this.#runners.find(({ bot }) => bot.id === botId)
    if (runner === undefined) return
    runner.restart()
    this.#guard.warmUp(runner, this.#candleMs)
  }

  #setBotStatus({ botId, actor = 'engine' }: BotWish, status: 'running' | 'stopped'): void {
    const runner = this.#runners.find((candidate) => candidate.bot.id === botId)
    if (!runner || runner.status === status) return
    this.#parts.ledger.saveBot({ bot: runner.bot, status })
    runner.status = status
    this.#parts.audit.append({
      ...{ actor, action: status === 'running' ? 'bot started' : 'bot stopped' },
      ...{ subject: `bot: ${botId}`, detail: runner.bot.name },
    })
    this.#working.forget(botId)
    this.#logFor(runner, 'state', `the bot is ${status}`, () => 'by you')
    this.#listener.statusChanged()
  }

  /** A store that fails or a bug: no new orders, and it is said why. */
  #fail(error: unknown): void {
    this.#failure = error
    this.#loop.stall()
    const reason =
      error instanceof StoreError
        ? `${error.message} ${error.action}`
        : `an internal error: ${String(error)}`
    this.#gate.fail(reason)
    if (error instanceof StoreError) this.#storeFailed()
    this.#listener.statusChanged()
  }

  /** The trip is in force although it cannot be stored either: the halt says so. */
  #storeFailed(): void {
    this.#guard.storeIs('failing')
    try {
      this.#guard.happened()
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
    }
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

  #logState(reason: string, detail: string, botId = 'engine'): void {
    const record = {
      botId,
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

type EventOf<Kind extends EngineEvent['kind']> = Extract<EngineEvent, { kind: Kind }>

/** Why nothing that adds to a position may rest, or nothing. */
function heldBack({ state, reason }: TradingStatus): string | undefined {
  return state === 'active' ? undefined : `trading is ${state}: ${reason}`
}

/** Whoever asked is told, come what may. */
function answered(
  answer: (answer: Result<null, Problem>) => void,
  act: () => Result<null, Problem>,
): void {
  try {
    answer(act())
  } catch (error) {
    answer(failure(problemOf(error)))
    throw error
  }
}
