import { amountToFloat } from '../domain/amount.ts'
import type { Bot, BotStatus } from '../domain/bot.ts'
import type { Candle } from '../domain/candle.ts'
import type { Decision, Reason } from '../domain/decision.ts'
import type { Market } from '../domain/market.ts'
import type { Position } from '../domain/position.ts'
import { averagePrice, type Price, priceToFloat } from '../domain/price.ts'
import { type ExitLevels, exitLevels, exitReached } from '../strategy/exits.ts'
import type { Strategy, StrategyContext, StrategyDefinition } from '../strategy/strategy.ts'

/** The one candle that a strategy sees at a time, read as floats only where it asks. */
class CandleContext implements StrategyContext {
  readonly #market: Market
  #candle: Candle | undefined
  holdsPosition = false

  constructor(market: Market) {
    this.#market = market
  }

  show(candle: Candle, holdsPosition: boolean): void {
    this.#candle = candle
    this.holdsPosition = holdsPosition
  }

  get openTime(): number {
    return this.#candle?.openTime ?? 0
  }

  get open(): number {
    return this.#float(this.#candle?.open)
  }

  get high(): number {
    return this.#float(this.#candle?.high)
  }

  get low(): number {
    return this.#float(this.#candle?.low)
  }

  get close(): number {
    return this.#float(this.#candle?.close)
  }

  get volume(): number {
    return this.#candle === undefined ? Number.NaN : amountToFloat(this.#candle.volume)
  }

  #float(price: Price | undefined): number {
    return price === undefined ? Number.NaN : priceToFloat(this.#market, price)
  }
}

function written(value: number | null | undefined): string {
  return value === null || value === undefined ? 'not yet' : String(Number(value.toPrecision(8)))
}

const NO_LEVELS: ExitLevels = { stop: null, target: null, trailing: null }

/** One bot at work: its strategy's state, its exits, and what it last thought. */
export class BotRunner {
  readonly bot: Bot
  readonly definition: StrategyDefinition
  readonly #market: Market
  readonly #strategy: Strategy
  readonly #context: CandleContext
  readonly #hasExits: boolean
  #lastOpenTime = Number.NEGATIVE_INFINITY
  #reason: Reason | undefined
  #highestClose: Price | undefined
  status: BotStatus

  constructor(bot: Bot, status: BotStatus, definition: StrategyDefinition, market: Market) {
    this.bot = bot
    this.status = status
    this.definition = definition
    this.#market = market
    this.#strategy = definition.create(bot.parameters)
    this.#context = new CandleContext(market)
    const { stop, target, trailing } = bot.exits
    this.#hasExits = stop !== null || target !== null || trailing !== null
  }

  /** Shows the strategy a closed candle, once, and says what the bot wants: its exits come before its strategy. */
  evaluate(candle: Candle, position: Position): Decision | undefined {
    if (candle.openTime <= this.#lastOpenTime) return undefined
    this.#lastOpenTime = candle.openTime
    const holds = position.quantity > 0
    this.#context.show(candle, holds)
    const decision = this.#strategy.evaluate(this.#context)
    if (!this.#hasExits || !holds) {
      this.#highestClose = undefined
      return decision
    }
    return exitReached(this.#levelsBefore(candle, position), candle.high, candle.low) ?? decision
  }

  /** The trailing stop follows closes, so a candle is held against the level that stood before it. */
  #levelsBefore(candle: Candle, position: Position): ExitLevels {
    const levels = this.levels(position)
    if (this.#highestClose === undefined || candle.close > this.#highestClose) {
      this.#highestClose = candle.close
    }
    return levels
  }

  levels(position: Position): ExitLevels {
    if (!this.#hasExits || position.quantity <= 0) return NO_LEVELS
    const entry = averagePrice(this.#market, position.cost, position.quantity)
    return exitLevels(this.#market, this.bot.exits, entry, this.#highestClose ?? entry)
  }

  /** True when the bot thinks otherwise than at the last candle: worth a line in the log. */
  noticed(reason: Reason): boolean {
    if (reason === this.#reason) return false
    this.#reason = reason
    return true
  }

  /** The strategy's numbers as they are now, written out when somebody reads them. */
  indicators(): () => string {
    const values = this.#strategy.lines()
    return () =>
      this.definition.lines.map(({ label }, index) => `${label} ${written(values[index])}`).join(' · ')
  }

  thought(): string {
    return this.#reason === undefined ? 'waiting for the first candle' : this.#reason.text
  }

  lines(): readonly (number | null)[] {
    return this.#strategy.lines()
  }
}
