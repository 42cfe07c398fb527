import type { Money } from '../../domain/amount.ts'
import type { AuditActor } from '../../domain/audit-entry.ts'
import type { BreakerName, BreakerSetting, Trip } from '../../domain/breaker.ts'
import type { Candle } from '../../domain/candle.ts'
import type { Decision } from '../../domain/decision.ts'
import type { PastBreakerChange, WindDown } from '../../domain/guard-record.ts'
import type { Market } from '../../domain/market.ts'
import type { OrderReply } from '../../domain/order.ts'
import type { Price } from '../../domain/price.ts'
import type { Problem, Result } from '../../domain/result.ts'
import { timeframeMs } from '../../domain/timeframe.ts'
import { botOfScope, scopeOfBot, type TradingScope } from '../../domain/trading-state.ts'
import { StoreError } from '../../ports/store-error.ts'
import type { Round } from '../../reconciliation/reconcile-rounds.ts'
import { completeSettings } from '../../risk/all-breakers.ts'
import type { StrategyAnswer } from '../../strategy/strategy-run.ts'
import type { DecidedOn } from '../away-run.ts'
import type { BotRunner } from '../bot-runner.ts'
import type { EngineListener } from '../engine-listener.ts'
import type { OrderDesk } from '../orders/order-desk.ts'
import type { SignalParts } from '../orders/place-signal.ts'
import { warmUp } from '../session/warm-up.ts'
import type { EngineParts } from '../trading-engine.ts'
import { BreakerDesk, type BreakerReset } from './breaker-desk.ts'
import { BreakerMeasures } from './breaker-measures.ts'
import { GuardBook } from './guard-book.ts'
import { MovedMoney } from './moved-money.ts'
import { type StateWish, TradingGate } from './trading-gate.ts'
import { WindDowns } from './wind-downs.ts'

const DAY_MS = 86_400_000
/** Breakers that look back on equity. */
const ON_EQUITY: ReadonlySet<BreakerName> = new Set(['equity-drop', 'daily-loss', 'drawdown'])
/** How long prices may take, once it is known what is held. */
const PRICES_MS_MAX = 10_000

/** What the guard takes of the engine's parts, and of the engine itself. */
export interface GuardParts {
  readonly engine: EngineParts
  readonly desk: OrderDesk
  readonly signals: SignalParts
  readonly ask: () => void
  readonly listener: () => EngineListener
  /** Says in the decision log what became of trading. */
  readonly logState: (botId: string, reason: string, detail: string) => void
  /** Why nothing can be sold now, or nothing. */
  readonly noSale: () => string | undefined
  /** A bot whose strategy had failed begins anew. */
  readonly restartBot: (botId: string) => void
}

/** A kill switch that somebody uses. */
export interface KillSwitchUse {
  readonly cancels: boolean
  readonly flattens: boolean
  readonly reason: string
  readonly actor: AuditActor
}

/**
 * Everything that holds trading back: states, breakers, kill switch. It hears of what happens, keeps up what the breakers
 * look at, and does what a trip asks for. Before our record was first compared nothing can be sent, and nothing is judged.
 */
export class TradingGuard {
  readonly gate: TradingGate
  readonly breakers: BreakerDesk
  readonly windDowns: WindDowns
  readonly #parts: GuardParts
  readonly #book: GuardBook
  readonly #measures: BreakerMeasures
  #hasMarket = false
  #isJudging = false
  #reconciledAt: number | undefined
  #staleSince: number | undefined
  readonly #moved: MovedMoney
  /** When the marks were noted last, in days. */
  #markedDay: number
  #isBookRead = false

  constructor(parts: GuardParts) {
    this.#parts = parts
    const { engine, desk, signals } = parts
    const { ledger, audit, profile, clock, portfolio, candles } = engine
    this.#book = new GuardBook({ ledger, audit, profile })
    const settings = completeSettings(this.#book.record.settings)
    this.#measures = new BreakerMeasures(settings, portfolio.streaks)
    this.#measures.inputs.candleMs = timeframeMs(engine.timeframe)
    this.windDowns = new WindDowns({
      desk,
      signals,
      guard: this.#book,
      isReconciled: () => this.gate.isReconciled,
      ask: parts.ask,
      logFailure: (scope, detail) =>
        parts.logState(botOfScope(scope) ?? 'engine', 'a cancel fails, and is tried again', detail),
      changed: () => parts.listener().killSwitchChanged(this.windDowns.shown),
    })
    this.breakers = new BreakerDesk({
      breakers: engine.breakers,
      guard: this.#book,
      measures: this.#measures,
      settings,
      now: () => clock.now(),
      tripped: (trip) => this.#tripped(trip),
      healed: (trip) => this.#healed(trip),
    })
    this.gate = new TradingGate({
      ...{ clock, ledger, audit, guard: this.#book, status: engine.status },
      unjudged: () => this.#unjudged(),
      lateness: () => this.breakers.lateness(),
      windingDown: (scope) => this.windDowns.holds(scope),
      hasWindDowns: () => this.windDowns.isAny,
    })
    const { marks } = this.#book.record
    this.#moved = new MovedMoney(portfolio, marks?.moved)
    this.#markedDay = marks === null ? Number.NaN : Math.floor(marks.time / DAY_MS)
    this.#measures.recall(marks, candles.loadRecentEquity(RECALLED_POINTS))
  }

  /**
   * Where no breaker applies there is nothing to measure. Nor is there in an account that is open for the length of a
   * command, without its market: what has tripped holds there, and what a moment shows proves nothing.
   */
  get #isWatching(): boolean {
    return this.#hasMarket && this.#parts.engine.breakers.length > 0
  }

  /** The newest that breakers did, also before this process. */
  get pastChanges(): readonly PastBreakerChange[] {
    return this.#book.changes
  }

  /** The trips that are in force. */
  get trips(): readonly Trip[] {
    return this.#book.trips
  }

  addBot({ bot: { id } }: BotRunner): void {
    const scope = scopeOfBot(id)
    this.#parts.engine.portfolio.streaks.forgetUntil(id, this.#book.resetAt('loss-streak', scope))
    this.breakers.addBot(id)
  }

  /** Before anybody decides on it, with the equity at its close. */
  candleSeen(market: Market, { close }: Candle, closedAt: number, equity: Money): void {
    if (!this.#isWatching) return
    const now = this.#now()
    this.#measures.inputs.lateMs = Math.max(0, now - closedAt)
    // A price counts from when it was so: several candles that come at once did not jump.
    // biome-ignore lint/complexity/useMathMinMax: its result would be a new number, which takes memory.
    if (market === this.#parts.engine.market) this.#priceIs(closedAt < now ? closedAt : now, close)
    this.#judgeMarket(now, equity)
    if (this.#isBookRead && !Number.isNaN(this.#measures.inputs.bid)) return
    this.#measureBook()
    this.#check()
  }

  priceSeen(price: Price): void {
    if (!this.#isWatching) return
    const now = this.#now()
    this.#priceIs(now, price)
    this.#judgeMarket(now, this.#parts.engine.portfolio.equity())
  }

  /** Jumps are those of the account's own market. */
  #priceIs(time: number, price: Price): void {
    this.#measures.priceIs(time, this.#parts.engine.market, price)
  }

  #judgeMarket(now: number, equity: Money): void {
    this.#measureEquity(now, equity)
    this.#beginToJudge(now)
    if (this.#isJudging) this.breakers.checkMarket()
  }

  feedChanged(): void {
    this.#hasMarket = true
    if (this.gate.isMarketCurrent) this.#staleSince = undefined
    else this.#staleSince ??= this.#now()
  }

  orderSent(): void {
    this.#measures.sent(this.#now())
    if (this.#isJudging) this.breakers.checkOrderRate()
  }

  replied({ kind }: OrderReply): void {
    if (kind !== 'accepted' && kind !== 'rejected') return
    this.#measures.answered(this.#now(), kind === 'rejected')
  }

  /** After a round was settled. */
  roundSettled(round: Round, activityBefore: number): void {
    this.windDowns.settled(round, activityBefore)
  }

  /** Every second. */
  tick(): void {
    if (this.#isWatching) this.#measureSurroundings()
    this.windDowns.tick()
    this.happened()
  }

  /** After everything but a candle or a price: what may have changed is measured, and judged. */
  happened(): void {
    const { desk } = this.#parts
    const { inputs } = this.#measures
    const now = this.#now()
    inputs.openDrifts = desk.drifts.open().length
    inputs.staleMs = this.#staleSince === undefined ? 0 : Math.max(0, now - this.#staleSince)
    inputs.unresolvedMs = unresolvedMs(desk, now)
    if (!this.#isWatching) return
    this.#measureEquity(now, this.#parts.engine.portfolio.equity())
    this.#beginToJudge(now)
    this.#check()
  }

  /** Once our record was compared. Prices of what is held elsewhere take a moment; then their absence is judged too. */
  #beginToJudge(now: number): void {
    if (this.#isJudging || !this.#isWatching || !this.gate.isReconciled) return
    this.#reconciledAt ??= now
    const { isPriced } = this.#parts.engine.portfolio
    if (!isPriced && now < this.#reconciledAt + PRICES_MS_MAX) return
    this.#isJudging = true
    this.#measureSurroundings()
  }

  /** What is no event: this process, the exchange's clock, the book. */
  #measureSurroundings(): void {
    const { process, exchange } = this.#parts.engine
    if (process !== null) this.#measures.processIs(process.eventLoopDelayMs(), process.memoryMiB())
    this.#measures.inputs.clockOffsetMs = exchange.health().clockOffsetMs ?? Number.NaN
    this.#measureBook()
  }

  #unjudged(): string | undefined {
    if (this.#isJudging || !this.#isWatching) return undefined
    return 'what is held has no price yet: waiting until it has'
  }

  /** The store did not take something, or takes again what it is given. */
  storeIs(state: 'failing' | 'working'): void {
    const { inputs } = this.#measures
    inputs.failedWrites = state === 'failing' ? inputs.failedWrites + 1 : 0
  }

  /** What a bot wants; one whose strategy throws or is slow is stopped, and no other notices. Its exits go on. */
  evaluate(runner: BotRunner, candle: Candle): Decision | undefined {
    if (runner.hasFailed) return runner.evaluateExits(candle)
    const { timer } = this.#parts.engine
    try {
      runner.prove()
      const before = timer.now()
      const decision = runner.evaluate(candle)
      const tookMs = timer.now() - before
      if (tookMs !== runner.evaluationMs) this.#evaluated(runner, tookMs)
      return decision
    } catch (error) {
      this.#strategyFailed(runner, error)
      return undefined
    }
  }

  /** What a strategy elsewhere says: the same holds for it. */
  take(runner: BotRunner, answer: StrategyAnswer): DecidedOn | undefined {
    if (runner.hasFailed) return undefined
    try {
      const decided = runner.take(answer)
      if (decided !== undefined && answer.kind === 'decided') {
        this.#evaluated(runner, answer.elapsedMs)
      }
      return decided
    } catch (error) {
      this.#strategyFailed(runner, error)
      return undefined
    }
  }

  #evaluated(runner: BotRunner, tookMs: number): void {
    runner.evaluationMs = tookMs
    this.#measures.evaluated(runner.bot.id, tookMs)
    if (this.#isJudging) this.breakers.checkStrategy(runner.bot.id)
  }

  /** Shows a bot the past; what its strategy throws at that is its own bot's business too. */
  warmUp(runner: BotRunner, stepMs: number): void {
    try {
      warmUp(runner, this.#parts.engine.candles, stepMs)
    } catch (error) {
      this.#strategyFailed(runner, error)
    }
  }

  /** Where no breaker watches bots, as in a backtest, nobody would know of it. */
  #strategyFailed(runner: BotRunner, error: unknown): void {
    const { id } = runner.bot
    if (error instanceof StoreError || !this.breakers.watches(id)) throw error
    runner.hasFailed = true
    runner.stopAway()
    runner.evaluationMs = Number.POSITIVE_INFINITY
    this.#measures.evaluated(id, Number.POSITIVE_INFINITY)
    this.#parts.logState(id, 'the strategy failed', firstLines(error))
    this.breakers.botFailed(id, `the strategy failed: ${String(error)}`)
  }

  /** Halts at once, whatever becomes of the rest. */
  useKillSwitch(use: KillSwitchUse): void {
    const noSale = this.#parts.noSale()
    const { cancels, flattens, reason, actor } = use
    try {
      this.gate.setState({ scope: 'account', state: 'halted', reason, actor })
    } finally {
      if (cancels || flattens) this.#begin('account', use, noSale)
      else this.windDowns.begin(this.#windDown('account', use), noSale)
      this.#parts.listener().killSwitchChanged(this.windDowns.shown)
    }
  }

  #begin(
    scope: TradingScope,
    use: Omit<KillSwitchUse, 'actor'> & { readonly actor: AuditActor },
    noSale: string | undefined,
  ): void {
    const wish = this.#windDown(scope, use)
    // What cannot be sold now is not made up for after a restart either.
    const kept = { ...wish, flattens: wish.flattens && noSale === undefined }
    const what = wish.flattens ? 'orders are cancelled, all is sold' : 'orders are cancelled'
    const entry = {
      actor: use.actor,
      action: 'kill switch used',
      subject: scope,
      detail: `${what}: ${use.reason}`,
    }
    try {
      this.#book.tighten(scope, entry, (record) => ({
        ...record,
        windDowns: [...record.windDowns.filter((one) => one.scope !== scope), kept],
      }))
    } finally {
      this.windDowns.begin(wish, noSale)
    }
  }

  #windDown(
    scope: TradingScope,
    { cancels, flattens, reason }: Omit<KillSwitchUse, 'actor'>,
  ): WindDown {
    return this.windDowns.joined({
      scope,
      cancels: cancels || flattens,
      flattens,
      startedAt: this.#now(),
      reason,
    })
  }

  setState(wish: StateWish): void {
    this.gate.setState(wish)
    if (wish.state === 'active') this.#endWindDown(wish)
    this.#parts.listener().killSwitchChanged(this.windDowns.shown)
  }

  /** Whoever trades on has given up what the kill switch has not done. */
  #endWindDown({ scope, reason, actor }: StateWish): void {
    this.windDowns.end(scope)
    if (!this.#book.record.windDowns.some((one) => one.scope === scope)) return
    const entry = { actor, action: 'kill switch ended', subject: scope, detail: reason }
    this.#book.loosen('account', entry, (record) => ({
      ...record,
      windDowns: record.windDowns.filter((one) => one.scope !== scope),
    }))
  }

  reset(reset: BreakerReset): Result<null, Problem> {
    const answer = this.breakers.reset(reset)
    if (ON_EQUITY.has(reset.name)) this.#noteMarks()
    return answer
  }

  setBreaker(name: BreakerName, setting: BreakerSetting, actor: AuditActor): void {
    this.breakers.change(name, setting, actor)
  }

  #check(): void {
    if (this.#isJudging) this.breakers.check()
  }

  #tripped(trip: Trip): void {
    const { listener, logState, noSale } = this.#parts
    const { name, scope, reason, setting } = trip
    const botId = botOfScope(scope) ?? 'engine'
    try {
      logState(botId, `the breaker ${name} has tripped: ${setting.action}`, reason)
    } finally {
      listener().breakerChanged({ kind: 'tripped', trip })
      listener().statusChanged()
      const flattens = setting.action === 'flatten'
      if (flattens || setting.action === 'cancel-all') {
        const why = `the breaker ${name} has tripped: ${reason}`
        const target = scope === 'global' ? 'account' : scope
        this.#begin(target, { cancels: true, flattens, reason: why, actor: 'engine' }, noSale())
      }
    }
  }

  #healed(trip: Trip): void {
    const { listener, logState, restartBot } = this.#parts
    const { name, scope, reason } = trip
    const botId = botOfScope(scope) ?? 'engine'
    if (name === 'strategy-failure') restartBot(botId)
    listener().breakerChanged({ kind: 'healed', trip })
    listener().statusChanged()
    logState(botId, `the breaker ${name} is closed again`, reason)
  }

  /** Neither a day nor what was moved can be told from the candles alone. */
  #measureEquity(now: number, equity: Money): void {
    if (!this.#isWatching) return
    const { portfolio } = this.#parts.engine
    if (!portfolio.isPriced) {
      this.#measures.equityIsUnknown(now)
      return
    }
    const moved = this.#moved.take()
    this.#measures.equityIs(now, equity, moved)
    const day = Math.floor(now / DAY_MS)
    if (day === this.#markedDay && moved === 0) return
    this.#markedDay = day
    this.#noteMarks()
  }

  #noteMarks(): void {
    const marks = this.#measures.marks()
    if (marks === undefined) return
    const { taken: moved } = this.#moved
    this.#book.note((record) => ({ ...record, marks: { ...marks, moved } }))
  }

  #measureBook(): void {
    const { exchange, market } = this.#parts.engine
    const book = exchange.readBook(market.symbol)
    this.#isBookRead = true
    // Before the market is there, its book need not be.
    if (book !== undefined || this.gate.isMarketCurrent) this.#measures.bookIs(this.#now(), book)
  }

  #now(): number {
    return this.#parts.engine.clock.now()
  }
}

/** Several days of candles of a minute. */
const RECALLED_POINTS = 5_000

function unresolvedMs(desk: OrderDesk, now: number): number {
  let longest = 0
  for (const { state, updatedAt } of desk.openOrders()) {
    if (state === 'unresolved') longest = Math.max(longest, now - updatedAt)
  }
  return longest
}

/** Of a stack: where it happened, and what led there. */
const STACK_LINES_MAX = 5

/** What went wrong, and where. */
function firstLines(error: unknown): string {
  if (!(error instanceof Error) || error.stack === undefined) return String(error)
  return error.stack
    .split('\n')
    .slice(0, STACK_LINES_MAX)
    .map((line) => line.trim())
    .join(' ')
}
