import type { PlaceRequest } from '../../contract/control.ts'
import type { EngineSnapshot, EngineStatus } from '../../contract/engine-view.ts'
import type { PartHealth } from '../../contract/health-view.ts'
import type { BreakerView, LimitsAnswer } from '../../contract/risk-view.ts'
import type { BotSetup, MarketSource, SizePreview } from '../../contract/setup.ts'
import type { AuditActor } from '../../domain/audit-entry.ts'
import type { Bot } from '../../domain/bot.ts'
import type { BreakerName, BreakerSetting } from '../../domain/breaker.ts'
import { type Candle, candleFault } from '../../domain/candle.ts'
import type { Market } from '../../domain/market.ts'
import type { MarketBook } from '../../domain/market-book.ts'
import type { Mode } from '../../domain/mode.ts'
import { awaitsFills, isFinished, type Order } from '../../domain/order.ts'
import { failure, type Problem, type Result, success } from '../../domain/result.ts'
import type { LimitScope, RiskLimits } from '../../domain/risk-limits.ts'
import { type Timeframe, timeframeMs } from '../../domain/timeframe.ts'
import { CandleBuilder } from '../../market/candle-builder.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { Answer } from '../../ports/exchange-client.ts'
import type { ExchangeHealth } from '../../ports/exchange-health.ts'
import type { KeyReport } from '../../ports/key-report.ts'
import type { LedgerStore } from '../../ports/ledger-store.ts'
import type { FeedStatus, MarketListener } from '../../ports/market-feed.ts'
import { BREAKERS } from '../../risk/all-breakers.ts'
import type { DatabaseSize } from '../../storage/database-bytes.ts'
import { AlertWatch } from '../alerts/alert-watch.ts'
import type { DriftWish } from '../engine-event.ts'
import type { BreakerReset } from '../guard/breaker-desk.ts'
import { loosenedIn, nonsensical, settingFault } from '../guard/breaker-settings.ts'
import type { StateWish } from '../guard/trading-gate.ts'
import type { TicketAnswer } from '../orders/place-ticket.ts'
import { previewRunner, sizePreview } from '../orders/preview-size.ts'
import { stillHeld } from '../orders/still-held.ts'
import { ticketFrom } from '../orders/ticket-from.ts'
import { problemOf } from '../problem-of.ts'
import type { TradingEngine } from '../trading-engine.ts'
import { chartedRunners, lineKeys, linesNow } from '../view/bot-lines.ts'
import { breakerViews } from '../view/breaker-view.ts'
import { type SessionState, snapshotView, statusView } from './account-view.ts'
import { restOf } from './back-to-paper.ts'
import { combineListeners } from './combine-listeners.ts'
import { FormingPrices } from './forming-prices.ts'
import { Heartbeat } from './heartbeat.ts'
import { KeyWatch } from './key-watch.ts'
import type { SessionParts } from './session-parts.ts'
import { keyRefused, notTradable } from './setup-problems.ts'
import { UpdatePublisher } from './update-publisher.ts'
import { Waiters } from './waiters.ts'
import { HISTORY_CANDLES, warmUp } from './warm-up.ts'

/** By then a stream has told the fills of an order, and by then a round of questions has. */
const FILLS_TOLD_WITHIN_MS = 1_000
const FILLS_ASKED_WITHIN_MS = 10_000

/** Limits of a level, and how they are written down. */
export interface LimitWish {
  readonly scope: LimitScope
  readonly limits: RiskLimits
  readonly store: () => void
}

type KnownAnswer = Exclude<TicketAnswer, { kind: 'failed' }>

/** A kill switch that somebody uses, and what is to be done beyond the halt. */
export interface KillSwitchWish {
  readonly cancelsAll: boolean
  readonly flattens: boolean
  readonly reason: string
  readonly actor: AuditActor
}

/** Somebody wants a breaker set otherwise. */
export interface BreakerWish {
  readonly name: BreakerName
  readonly setting: BreakerSetting
  readonly isConfirmed: boolean
  readonly actor: AuditActor
}

/** An open account at work: its engine, fed by its market, seen by whoever observes it. */
export class AccountSession {
  readonly #parts: SessionParts
  readonly #publisher: UpdatePublisher
  readonly #waiters: Waiters
  readonly #alertWatch: AlertWatch | null
  readonly #keyWatch: KeyWatch
  readonly #heartbeat: Heartbeat
  readonly #formingPrices: FormingPrices
  #speed: number | null
  #lastCandleAt: number | null = null
  /** As its feed said it last. */
  #feedStatus: FeedStatus = { state: 'connecting', message: '' }
  /** Why the account could not be opened anew; empty where nothing waits for that. */
  #notReopened = ''
  #isFeeding = false
  #isClosed = false

  constructor(parts: SessionParts) {
    this.#parts = parts
    this.#speed = parts.opened.kind === 'paced' ? parts.opened.candlesPerSecond : null
    const runners = chartedRunners(parts.engine.runners, parts.record.market.symbol)
    this.#publisher = new UpdatePublisher({
      market: parts.record.market,
      markets: parts.markets,
      lineIds: lineKeys(runners),
      clock: parts.wallClock,
      readStatus: () => this.status(),
      readLines: () => linesNow(runners),
      publish: parts.observers.publish,
    })
    this.#waiters = new Waiters(parts.wallClock)
    this.#formingPrices = new FormingPrices({
      clock: parts.wallClock,
      send: (price) => parts.engine.enqueue({ kind: 'price', price }),
    })
    const { alerts, listener } = parts.observers
    this.#alertWatch = alerts ? new AlertWatch(parts, alerts) : null
    this.#keyWatch = new KeyWatch({
      exchange: parts.exchange,
      wallClock: parts.wallClock,
      told: (report) => {
        parts.observers.keyTold?.(report)
        this.#alertWatch?.keyTold(parts.opened.title, report)
      },
    })
    this.#heartbeat = new Heartbeat({
      exchange: parts.exchange,
      wallClock: parts.wallClock,
      isNeeded: () => !parts.engine.stalled && parts.engine.letsOrdersRest,
    })
    const watching = this.#alertWatch ? [this.#alertWatch] : []
    const listeners = [this.#publisher, this.#waiters, ...watching, listener]
    parts.engine.listen(combineListeners(listeners, (error) => this.#throwLater(error)))
  }

  /** Past candles, start-up reconciliation, then the market. */
  async start(): Promise<void> {
    await this.startWithoutMarket()
    await this.#learnMarks()
    if (this.#isClosed) return
    this.#heartbeat.start()
    this.#startFeed()
    this.#keyWatch.start()
  }

  /** For the length of a command: orders can be sent and taken back, and no bot decides anything. */
  async startWithoutMarket(): Promise<void> {
    await this.#begin()
    await this.#learnPrice(this.#parts.record.market)
  }

  async #begin(): Promise<void> {
    await this.#loadHistory()
    this.#warmUp()
    this.#openEngine()
  }

  get accountId(): string {
    return this.#parts.accountId
  }

  /** The candles that its bots decide on. */
  get series(): { readonly market: Market; readonly timeframe: Timeframe } {
    const { record, opened } = this.#parts
    return { market: record.market, timeframe: opened.feed.timeframe }
  }

  get mode(): Mode {
    return this.#parts.record.mode
  }

  get source(): MarketSource {
    return this.#parts.source
  }

  /** How the connection to its exchange does. */
  exchangeHealth(): ExchangeHealth {
    return this.#parts.exchange.health()
  }

  /** What the exchange does by itself with orders that rest for bots; nothing where none does, or orders are simulated. */
  heartbeatHealth(): PartHealth | undefined {
    return this.#parts.paper === null ? this.#heartbeat.health() : undefined
  }

  /** What the exchange says of the key; nothing before it was asked, or where no key is needed. */
  keyReport(): Answer<KeyReport> | undefined {
    return this.#keyWatch.known
  }

  /** Since the last candle was told, forming or closed; null where none was. */
  candleAgeMs(): number | null {
    const now = this.#parts.wallClock.now()
    return this.#lastCandleAt === null ? null : Math.max(0, now - this.#lastCandleAt)
  }

  /** Since the market last told anything, a candle or a book, in ms; null before it did. */
  marketSilenceMs(): number | null {
    const { exchange, record, wallClock, paper } = this.#parts
    // A modelled book has the market's own time, which need not be this one.
    const book = paper === null ? exchange.readBook(record.market.symbol)?.time : undefined
    const heardAt = Math.max(book ?? 0, this.#lastCandleAt ?? 0)
    return heardAt === 0 ? null : Math.max(0, wallClock.now() - heardAt)
  }

  databaseSizes(): readonly DatabaseSize[] {
    return this.#parts.stores.sizes()
  }

  status(): EngineStatus {
    return statusView(this.#parts, this.#state())
  }

  /** All there is to show; the next update has the sequence number after this. */
  snapshot(): EngineSnapshot {
    this.#publisher.flush()
    return snapshotView(this.#parts, this.#state(), this.#publisher.sequence)
  }

  /** What a bot like this would buy now; nothing while no price is known. */
  previewSize(setup: BotSetup): SizePreview | undefined {
    const { engine, candles, portfolio } = this.#parts
    const { market, timeframe } = this.series
    const runner = previewRunner(setup, market, timeframe)
    warmUp(runner, candles, this.#stepMs)
    const [size, price] = [engine.entrySize(runner), portfolio.mark(market.symbol)]
    return size && price ? sizePreview(size, market, price) : undefined
  }

  halt(reason: string, actor: AuditActor = 'engine'): void {
    this.#parts.engine.enqueue({ kind: 'halt', reason, actor })
  }

  /** Takes up again what a failing store had stopped, too. */
  resume(reason = 'resumed by you', actor: AuditActor = 'engine'): void {
    const { engine } = this.#parts
    const wasStalled = engine.stalled
    engine.enqueue({ kind: 'resume', reason, actor })
    if (!wasStalled || engine.stalled) return
    engine.reconcile('by hand')
    this.#startFeed()
  }

  /** A problem where trading stays stricter than was asked for: it says what holds it, and what can be done. */
  setTradingState(wish: StateWish): Result<null, Problem> {
    const { scope, state, reason, actor } = wish
    const { engine } = this.#parts
    if (scope === 'account' && state === 'halted') this.halt(reason, actor)
    else if (scope === 'account' && state === 'active') this.resume(reason, actor)
    else {
      const answer = this.#asked((answer) => engine.enqueue({ kind: 'set-state', wish, answer }))
      if (!answer.ok) return answer
    }
    return stillHeld(engine.guard, wish)
  }

  /** Stops new orders at once, then does what else is asked for; `status` tells how it goes. */
  useKillSwitch({ cancelsAll, flattens, reason, actor }: KillSwitchWish): void {
    const use = { cancels: cancelsAll, flattens, reason, actor }
    this.#parts.engine.enqueue({ kind: 'kill-switch', use })
  }

  /** Once all that the kill switch was asked for is confirmed by the exchange, or after a while all the same. */
  woundDown(withinMs: number): Promise<void> {
    const { windDowns } = this.#parts.engine.guard
    return this.#waiters.until(() => windDowns.holds('account') === undefined, withinMs)
  }

  resetBreaker(reset: BreakerReset): Result<null, Problem> {
    const { engine } = this.#parts
    return this.#asked((answer) => engine.enqueue({ kind: 'reset-breaker', reset, answer }))
  }

  /** Loosening where real money is at risk has to be confirmed. */
  saveBreaker({ name, setting, isConfirmed, actor }: BreakerWish): Result<LimitsAnswer, Problem> {
    const { engine, record } = this.#parts
    const fault = settingFault(BREAKERS[name], setting)
    if (fault !== undefined) return failure(nonsensical(fault))
    const loosened = loosenedIn(engine.guard.breakers.settings[name], setting)
    if (record.mode === 'live' && loosened.length > 0 && !isConfirmed) {
      return success({ kind: 'unconfirmed', loosened: [...loosened] })
    }
    const answer = this.#asked((answer) =>
      engine.enqueue({ kind: 'set-breaker', name, setting, actor, answer }),
    )
    return answer.ok ? success({ kind: 'saved' }) : answer
  }

  /** All that apply to this account and its bots, as they stand now. */
  breakerViews(): BreakerView[] {
    return breakerViews(this.#parts.engine.guard)
  }

  /** What is asked for is done before this returns, unless the engine is in the middle of something. */
  #asked(ask: (answer: (answer: Result<null, Problem>) => void) => void): Result<null, Problem> {
    let answer: Result<null, Problem> = success(null)
    ask((given) => {
      answer = given
    })
    return answer
  }

  /** A strategy of the user's own is another one now, or cannot be used any more as it is. */
  strategyChanged(strategyId: string, fault: string | undefined): void {
    this.#parts.engine.enqueue({ kind: 'strategy-changed', strategyId, fault })
  }

  /** In which its worth is shown from now on, and after the next start. */
  setEquityCurrency(currency: string): void {
    const { engine } = this.#parts
    engine.rates.choose(currency)
    engine.prices.look()
    this.#publisher.statusChanged()
  }

  /** Each as it is now, in the order in which they were added. */
  get bots(): readonly Bot[] {
    return this.#parts.engine.runners.map(({ bot }) => bot)
  }

  /** Why a bot cannot be taken out now, or nothing. */
  usedBy(botId: string): string | undefined {
    const { portfolio, trips } = this.status()
    const held = portfolio.positions.find((position) => position.botId === botId)
    if (held) return `it holds ${held.quantity} of ${held.symbol}`
    const orders = this.#parts.ledger.loadOpenOrders()
    if (orders.some(({ intent }) => intent.botId === botId)) return 'an order of it is at work'
    const hasTripped = trips.some(({ scope }) => scope === `bot:${botId}`)
    return hasTripped ? 'a breaker of it has tripped' : undefined
  }

  /** What stays at the exchange when this account is closed, in words. */
  rest(): readonly string[] {
    return restOf(this.status(), this.#parts.ledger.loadOpenOrders())
  }

  startBot(botId: string, actor: AuditActor): void {
    this.#parts.engine.enqueue({ kind: 'start-bot', botId, actor })
  }

  stopBot(botId: string, actor: AuditActor): void {
    this.#parts.engine.enqueue({ kind: 'stop-bot', botId, actor })
  }

  /**
   * Sends an order for a person. The answer comes once it is refused, or written down and on its way; a problem is one of
   * what was typed, or that the market is not known.
   */
  async place(request: PlaceRequest, actor: AuditActor): Promise<Result<KnownAnswer, Problem>> {
    const market = await this.#findMarket(request.symbol)
    if (!market.ok) return market
    const ticket = ticketFrom(request, market.value)
    if (!ticket.ok) return ticket
    await this.#learnPrice(market.value)
    await this.#learnBook(market.value)
    const answer = await new Promise<TicketAnswer>((resolve) =>
      this.#parts.engine.enqueue({ kind: 'place', ticket: ticket.value, actor, answer: resolve }),
    )
    return answer.kind === 'failed' ? failure(problemOf(answer.error)) : success(answer)
  }

  /** One that is traded here for the first time gets into the books. */
  async #findMarket(symbol: string): Promise<Result<Market, Problem>> {
    const { markets, exchange, ledger } = this.#parts
    const known = markets.find(symbol)
    if (known) return success(known)
    const market = await exchange.fetchMarket(symbol)
    if (!market.ok) return failure(notTradable(symbol, market.error))
    ledger.saveMarket(market.value)
    return success(markets.get(symbol))
  }

  /** Where no candles tell it. Without a price the order is refused, and says so. */
  async #learnPrice(market: Market): Promise<void> {
    const { exchange, portfolio } = this.#parts
    if (this.#isFeeding && market.symbol === this.#parts.record.market.symbol) return
    const price = await exchange.fetchPrice(market)
    if (price.ok) portfolio.markAt(market.symbol, price.value)
  }

  /** Of what is held in other markets, before the first candle asks what the account is worth. */
  async #learnMarks(): Promise<void> {
    const { exchange, portfolio, engine } = this.#parts
    if (this.#isClosed) return
    await Promise.all(
      engine.prices.markets().map(async (market) => {
        const price = await exchange.fetchPrice(market)
        if (price.ok) portfolio.markAt(market.symbol, price.value)
      }),
    )
  }

  /** Of a market that is traded for the first time since the start. */
  async #learnBook(market: Market): Promise<void> {
    const { exchange } = this.#parts
    if (exchange.readBook(market.symbol) === undefined) await exchange.fetchBook(market)
  }

  /** Once it is known what became of an order, or after a while all the same: as it is then. */
  async settled(clientOrderId: string, withinMs: number): Promise<Order | undefined> {
    const { engine } = this.#parts
    await this.#waiters.until(() => {
      const order = engine.desk.findOrder(clientOrderId)
      return order?.state !== 'submitting' && order?.state !== 'unresolved'
    }, withinMs)
    return engine.desk.findOrder(clientOrderId)
  }

  /** Once there are all fills that an order has by now; asked for where no stream has told them soon. */
  async booked(clientOrderId: string): Promise<Order | undefined> {
    const { engine } = this.#parts
    const areAllHere = () => {
      const order = engine.desk.findOrder(clientOrderId)
      return order === undefined || !(awaitsFills(order) || tradesAtOnce(order))
    }
    await this.#waiters.until(areAllHere, FILLS_TOLD_WITHIN_MS)
    if (!areAllHere()) engine.reconcile('by hand')
    await this.#waiters.until(areAllHere, FILLS_ASKED_WITHIN_MS)
    return engine.desk.findOrder(clientOrderId)
  }

  /** Once an order is finished, or after a while all the same. */
  gone(clientOrderId: string, withinMs: number): Promise<void> {
    const { desk } = this.#parts.engine
    return this.#waiters.until(() => {
      const order = desk.findOrder(clientOrderId)
      return order === undefined || isFinished(order)
    }, withinMs)
  }

  /** The order that a wish has become, if it was made before. */
  findIntent(intentId: string): Order | undefined {
    const { desk } = this.#parts.engine
    return desk.findOrder(desk.executor.clientOrderId(intentId))
  }

  /**
   * Once our record was held against the exchange's, or after a while all the same; at once, with the problem, when the
   * exchange does not take the key.
   */
  async reconciled(withinMs: number): Promise<Result<null, Problem>> {
    const { engine } = this.#parts
    const { desk } = engine
    await this.#waiters.until(() => engine.isReconciled || desk.keyRefusal !== null, withinMs)
    if (engine.isReconciled || desk.keyRefusal === null) return success(null)
    return failure(keyRefused(desk.keyRefusal))
  }

  /** Once all that is held has a price in the chosen currency, or after a while all the same. */
  priced(withinMs: number): Promise<void> {
    const { rates } = this.#parts.engine
    return this.#waiters.until(() => rates.worth().unpriced.length === 0, withinMs)
  }

  /** Once no order is at the exchange or may be, or after a while all the same. */
  quiet(withinMs: number): Promise<void> {
    const { engine } = this.#parts
    return this.#waiters.until(() => engine.tracker.openCount === 0, withinMs)
  }

  get engine(): TradingEngine {
    return this.#parts.engine
  }

  get markets(): MarketBook {
    return this.#parts.markets
  }

  cancel(clientOrderId: string, actor: AuditActor): void {
    this.#parts.engine.enqueue({ kind: 'cancel', clientOrderId, actor })
  }

  cancelAll(actor: AuditActor): void {
    this.#parts.engine.enqueue({ kind: 'cancel-all', actor })
  }

  reconcile(): void {
    this.#parts.engine.reconcile('by hand')
  }

  /** It has to be opened anew for its feed to go on, and that failed: said beside what the feed says until candles come again. */
  couldNotReopen({ message, action }: Problem): void {
    this.#notReopened = ` The account could not be opened anew for that: ${message} ${action}`
    this.#tellOfFeed(this.#feedStatus)
  }

  /** An order that is taken over may be in a market that was never traded here: that gets into the books first. */
  async decideDrift(wish: Required<DriftWish>): Promise<Result<null, Problem>> {
    const { engine } = this.#parts
    const { driftId, decision } = wish
    const drift = engine.desk.drifts.find(driftId)
    if (decision === 'adopt' && drift?.kind === 'external-order' && drift.symbol !== null) {
      const market = await this.#findMarket(drift.symbol)
      if (!market.ok) return market
    }
    engine.enqueue({ kind: 'decide-drift', ...wish })
    return success(null)
  }

  /** In force before the next order; throws, and nothing has changed, when they cannot be stored. */
  changeLimits({ scope, limits, store }: LimitWish): Promise<void> {
    return new Promise((resolve, reject) =>
      this.#parts.engine.enqueue({
        kind: 'limits',
        scope,
        limits,
        store,
        answer: (failure) => (failure === undefined ? resolve() : reject(failure)),
      }),
    )
  }

  get audit(): AuditLog {
    return this.#parts.audit
  }

  get ledger(): LedgerStore {
    return this.#parts.ledger
  }

  /** False where time is real. */
  setSpeed(candlesPerSecond: number): boolean {
    const { opened } = this.#parts
    if (opened.kind !== 'paced') return false
    opened.feed.setPace(candlesPerSecond)
    this.#speed = candlesPerSecond
    this.#publisher.statusChanged()
    return true
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#stopFeed()
    this.#parts.engine.close()
    this.#publisher.stop()
    this.#keyWatch.close()
    this.#heartbeat.close()
    this.#alertWatch?.close()
    this.#parts.stores.close()
  }

  async #loadHistory(): Promise<void> {
    const { candles, opened } = this.#parts
    if (candles.loadRecentCandles(1).length > 0) return
    const history = await opened.feed.loadHistory(HISTORY_CANDLES)
    if (!this.#isClosed) candles.appendHistory(history)
  }

  #warmUp(): void {
    const { candles, engine, portfolio } = this.#parts
    if (this.#isClosed) return
    const [last] = candles.loadRecentCandles(1)
    if (last === undefined) return
    for (const runner of engine.runners) engine.guard.warmUp(runner, this.#stepMs)
    portfolio.recallPrice(this.#parts.record.market.symbol, last.close)
    this.#parts.paper?.recall(last)
    this.#parts.marketClock?.advanceTo(this.#closeTime(last))
  }

  /** A simulated exchange has no memory but ours. */
  #openEngine(): void {
    if (this.#isClosed) return
    const { engine, paper, ledger } = this.#parts
    paper?.restore(ledger.loadOpenOrders())
    engine.open()
  }

  #startFeed(): void {
    const { candles, opened } = this.#parts
    this.#stopFeed()
    const last = candles.loadRecentCandles(1)[0]?.openTime ?? null
    this.#isFeeding = true
    this.#keepUpBook()
    opened.feed.start(this.#marketListener(new CandleBuilder(last)), last)
  }

  /** So that the first signal finds one. */
  #keepUpBook(): void {
    const { exchange, record } = this.#parts
    exchange.readBook(record.market.symbol)
  }

  /** The exchange hears of a candle first, so that what it filled is booked before a strategy decides. */
  #marketListener(builder: CandleBuilder): MarketListener {
    const { engine, paper, portfolio, marketClock, wallClock, observers } = this.#parts
    return {
      onCandle: (candle, closed) => {
        if (candleFault(candle) !== undefined) return
        this.#lastCandleAt = wallClock.now()
        if (closed) marketClock?.advanceTo(this.#closeTime(candle))
        paper?.onCandle(candle, closed)
        const next = builder.add(candle, closed)
        if (next) {
          this.#formingPrices.drop()
          engine.enqueue({ kind: 'candle', candle: next })
        } else if (!closed) {
          const isWaitedFor = engine.tracker.hasWaiting || !portfolio.isPriced
          this.#formingPrices.seen(candle.close, isWaitedFor)
        }
        if (engine.stalled) this.#stopFeed()
      },
      onStatus: (status) => this.#tellOfFeed(status),
      onRevised: (told) => {
        const revisions = told.filter(({ after }) => candleFault(after) === undefined)
        if (revisions.length > 0) engine.enqueue({ kind: 'revised', revisions })
      },
      onFinerPrices: () => observers.finerPrices?.(),
      isThinking: () => engine.isThinking,
    }
  }

  /** With why the account is not open anew, for as long as its feed waits for that. */
  #tellOfFeed(status: FeedStatus): void {
    this.#feedStatus = status
    if (status.state === 'running') this.#notReopened = ''
    const message = `${status.message}${this.#notReopened}`
    this.#parts.engine.enqueue({ kind: 'feed', status: { ...status, message } })
  }

  #stopFeed(): void {
    if (!this.#isFeeding) return
    this.#isFeeding = false
    this.#formingPrices.drop()
    this.#parts.opened.feed.stop()
  }

  #closeTime(candle: Candle): number {
    return candle.openTime + this.#stepMs
  }

  get #stepMs(): number {
    return timeframeMs(this.#parts.opened.feed.timeframe)
  }

  /** Out of the engine's way, to where the process notices errors that nobody caught. */
  #throwLater(error: unknown): void {
    this.#parts.wallClock.schedule(0, () => {
      throw error
    })
  }

  #state(): SessionState {
    return { speed: this.#speed, lastCandleAt: this.#lastCandleAt }
  }
}

/** At the exchange, where it cannot rest: its end is on the way, and some exchanges accept an order without a word of that. */
function tradesAtOnce({ state, intent: { type, timeInForce } }: Order): boolean {
  if (state !== 'open' && state !== 'partially-filled') return false
  return type === 'market' || (type === 'limit' && timeInForce !== 'gtc')
}
