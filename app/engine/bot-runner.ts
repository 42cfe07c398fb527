import { ZERO_QUANTITY } from '../domain/amount.ts'
import type { Bot, BotStatus } from '../domain/bot.ts'
import type { Candle } from '../domain/candle.ts'
import { type Decision, targetWeightFault } from '../domain/decision.ts'
import type { Market } from '../domain/market.ts'
import type { OrderIntent } from '../domain/order.ts'
import { FLAT, type Position } from '../domain/position.ts'
import { averagePrice, lowestSalePrice, type Price } from '../domain/price.ts'
import { wantedOrdersFault } from '../domain/working-order.ts'
import { AverageTrueRange } from '../strategy/average-true-range.ts'
import { type ExitLevels, exitLevels, exitReached } from '../strategy/exits.ts'
import {
  type HeldLot,
  NO_LOT,
  type Strategy,
  type StrategyDefinition,
} from '../strategy/strategy.ts'
import type { StrategyAnswer } from '../strategy/strategy-run.ts'
import { AwayRun, type DecidedOn } from './away-run.ts'
import { CandleContext, type Holdings } from './candle-context.ts'
import { cannotTrade } from './cannot-trade.ts'
import { indicatorText } from './indicator-text.ts'
import { marketIntent } from './orders/market-intent.ts'

const NO_LEVELS: ExitLevels = { stop: null, target: null, trailing: null }

/** One bot at work: its strategy's state, its exits, and what it last thought. */
export class BotRunner implements Holdings {
  readonly bot: Bot
  #definition: StrategyDefinition
  readonly market: Market
  /** What it sends to enter, before its id and its size are known. */
  readonly purchase: OrderIntent
  #strategy: Strategy
  /** Null where the strategy answers at once. */
  #away: AwayRun | null = null
  #context: CandleContext | undefined
  readonly #hasExits: boolean
  /** Null where the sizing does not ask for it. */
  readonly #range: AverageTrueRange | null
  #position: Position = FLAT
  #lowestSalePrice = Number.POSITIVE_INFINITY as Price
  #lastOpenTime = Number.NEGATIVE_INFINITY
  #isProved = false
  #decision: Decision | undefined
  #highestClose: Price | undefined
  /** Of the newest candle, where that was shown ahead. */
  #foreseen: Decision | undefined
  status: BotStatus
  /** Its strategy threw: what it would say next is worth nothing. */
  hasFailed = false
  /** How long it took over the newest candle; infinite where it threw. */
  evaluationMs = 0
  /** What came of its working orders with a key, which the engine knows. */
  findLot: (key: string) => HeldLot = () => NO_LOT

  constructor(bot: Bot, status: BotStatus, definition: StrategyDefinition, market: Market) {
    this.bot = bot
    this.status = status
    this.#definition = definition
    this.market = market
    this.#strategy = definition.create(bot.parameters)
    const { sizing } = bot
    this.#range = sizing.kind === 'volatility-target' ? new AverageTrueRange(sizing.period) : null
    const nothing = { intentId: '', quantity: ZERO_QUANTITY }
    this.purchase = marketIntent(bot, { ...nothing, purpose: 'enter' })
    const { stop, target, trailing } = bot.exits
    this.#hasExits = stop !== null || target !== null || trailing !== null
  }

  get definition(): StrategyDefinition {
    return this.#definition
  }

  /** From here on its strategy runs in a process of its own, where it is one of those. */
  sendAway(answered: (answer: StrategyAnswer) => void): void {
    if (this.definition.startAway !== undefined) this.#away = new AwayRun(this, answered)
  }

  /** What its strategy decided elsewhere, on the candle that is newest; throws where it failed or was late. */
  take(answer: StrategyAnswer): DecidedOn | undefined {
    const decided = this.#away?.take(answer)
    if (decided !== undefined) checked(decided.decision)
    return decided
  }

  /** An answer is still to come. */
  get isThinking(): boolean {
    return !this.hasFailed && this.#away?.isThinking === true
  }

  /** The past has been shown: what is decided on it is of no interest any more. */
  warmedUp(): void {
    this.#away?.warmedUp()
  }

  stopAway(): void {
    this.#away?.stop()
  }

  /** Goes on with another version of its strategy, to be shown the past again. */
  renew(definition: StrategyDefinition): void {
    this.#definition = definition
    this.restart()
  }

  /** Forgets all that it was shown, to be shown it again. */
  restart(): void {
    this.#away?.restart()
    this.#strategy = this.definition.create(this.bot.parameters)
    this.#isProved = false
    this.#lastOpenTime = Number.NEGATIVE_INFINITY
    this.#highestClose = undefined
    this.#decision = undefined
    this.#foreseen = undefined
    this.hasFailed = false
    this.evaluationMs = 0
  }

  /** What the bot holds, which the engine tells it after each fill. */
  get position(): Position {
    return this.#position
  }

  lot(key: string): HeldLot {
    return this.findLot(key)
  }

  hold(position: Position): void {
    this.#position = position
    this.#lowestSalePrice = lowestSalePrice(this.market, position.quantity)
  }

  /** Before the first decision that counts: a strategy that may not trade says so from here on, and nothing else. */
  prove(): void {
    if (this.#isProved) return
    const flaw = this.definition.flawOf?.(this.bot.parameters)
    this.#isProved = true
    if (flaw === undefined) return
    const [mute, strategy] = [cannotTrade(flaw), this.#strategy]
    this.#strategy = { evaluate: () => mute, lines: () => strategy.lines() }
  }

  /** Shows the strategy a closed candle, once, and says what the bot wants: its exits come before its strategy. */
  evaluate(candle: Candle): Decision | undefined {
    if (candle.openTime <= this.#lastOpenTime) return this.#takeForeseen(candle)
    this.#lastOpenTime = candle.openTime
    const holds = candle.close >= this.#lowestSalePrice
    this.#context ??= new CandleContext(this.market, this, candle)
    this.#context.show(candle, holds)
    this.#range?.add(candle)
    const decision =
      this.#away === null
        ? checked(this.#strategy.evaluate(this.#context))
        : this.#away.ask(this.#context, candle)
    return this.#exitAt(candle, holds) ?? decision
  }

  /** It can be shown candles ahead of the engine, which hears of those at which it wants something. */
  get canPass(): boolean {
    return this.#away === null && !this.hasFailed && this.#isProved
  }

  /** Shows the strategy another candle; false where it has something to say, which `evaluate` tells then. */
  passes(candle: Candle): boolean {
    const decision = this.evaluate(candle)
    if (decision === undefined) return true
    if (decision.kind === 'nothing' && decision.reason === this.#decision?.reason) return true
    this.#foreseen = decision
    return false
  }

  #takeForeseen({ openTime }: Candle): Decision | undefined {
    if (openTime < this.#lastOpenTime) return undefined
    const foreseen = this.#foreseen
    this.#foreseen = undefined
    return foreseen
  }

  /** Where the strategy has failed and is asked no more, the exits go on. */
  evaluateExits(candle: Candle): Decision | undefined {
    if (candle.openTime <= this.#lastOpenTime) return undefined
    this.#lastOpenTime = candle.openTime
    return this.#exitAt(candle, candle.close >= this.#lowestSalePrice)
  }

  #exitAt(candle: Candle, holds: boolean): Decision | undefined {
    if (!this.#hasExits || !holds) {
      this.#highestClose = undefined
      return undefined
    }
    const exit = exitReached(this.#levelsBefore(candle), candle.high, candle.low)
    if (exit !== undefined) this.#away?.overrule()
    return exit
  }

  /** The trailing stop follows closes, so a candle is held against the level that stood before it. */
  #levelsBefore(candle: Candle): ExitLevels {
    const levels = this.levels()
    if (this.#highestClose === undefined || candle.close > this.#highestClose) {
      this.#highestClose = candle.close
    }
    return levels
  }

  /** Where the exits of the open position stand. */
  levels(): ExitLevels {
    const { quantity, cost } = this.#position
    if (!this.#hasExits || quantity <= 0) return NO_LEVELS
    const entry = averagePrice(this.market, cost, quantity)
    return exitLevels(this.market, this.bot.exits, entry, this.#highestClose ?? entry)
  }

  /** Of the closed candles, rounded up; null while it warms up, and where the sizing does not ask for it. */
  averageTrueRange(): Price | null {
    const range = this.#range?.value ?? null
    return range === null ? null : (Math.ceil(range) as Price)
  }

  /** Where the stop would stand after an entry at this average cost; null where the bot has none. */
  stopAfter(entry: Price): Price | null {
    return exitLevels(this.market, this.bot.exits, entry, entry).stop
  }

  /**
   * True when the bot thinks otherwise than at the last candle: worth a line in the log. What follows from having just
   * acted ("crossed above", then "is above") is no news.
   */
  noticed(decision: Decision): boolean {
    const before = this.#decision
    if (decision.reason === before?.reason) return false
    this.#decision = decision
    return decision.kind !== 'nothing' || before === undefined || before.kind === 'nothing'
  }

  /** The strategy's numbers as they are now, written out when somebody reads them. */
  indicators(): () => string {
    const values = this.lines()
    return () =>
      this.definition.lines
        .map(({ label }, index) => `${label} ${written(values[index])}`)
        .join(' · ')
  }

  thought(): string {
    return this.#decision?.reason.text ?? 'waiting for the first candle'
  }

  lines(): readonly (number | null)[] {
    return this.#away?.lines() ?? this.#strategy.lines()
  }
}

/** What no exchange could be asked for is the strategy's failure. */
function checked(decision: Decision): Decision {
  const fault =
    decision.kind === 'working-orders'
      ? wantedOrdersFault(decision.orders)
      : decision.kind === 'target-weight'
        ? targetWeightFault(decision)
        : undefined
  if (fault !== undefined) throw new RangeError(fault)
  return decision
}

function written(value: number | null | undefined): string {
  if (value === null || value === undefined) return 'not yet'
  return indicatorText(value)
}
