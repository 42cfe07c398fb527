import type { Bot } from '../domain/bot.ts'
import type { Candle } from '../domain/candle.ts'
import type { MarketDecision } from '../domain/decision.ts'
import type { StrategyContext, StrategyDefinition } from '../strategy/strategy.ts'
import type { StrategyAnswer, StrategyRun } from '../strategy/strategy-run.ts'

export interface DecidedOn {
  readonly decision: MarketDecision
  readonly candle: Candle
}

interface AwayParts {
  readonly bot: Bot
  readonly definition: StrategyDefinition
}

/** The strategy of a bot in a process of its own: asked at each candle, and heard while that candle is the newest. */
export class AwayRun {
  readonly #parts: AwayParts
  readonly #answered: (answer: StrategyAnswer) => void
  #run: StrategyRun | undefined
  #candle: Candle | undefined
  #lines: readonly (number | null)[] | undefined
  #warmedUpTo = Number.NEGATIVE_INFINITY
  /** The bot leaves by an exit of its own at the newest candle. */
  #isOverruled = false
  #isThinking = false

  constructor(parts: AwayParts, answered: (answer: StrategyAnswer) => void) {
    this.#parts = parts
    this.#answered = answered
  }

  get isThinking(): boolean {
    return this.#isThinking
  }

  /** Says nothing now: the decision comes as an event. */
  ask(context: StrategyContext, candle: Candle): undefined {
    const { openTime, open, high, low, close, volume } = context
    const { holdsPosition, quantity, averageCost } = context
    this.#candle = candle
    this.#lines = undefined
    this.#isOverruled = false
    this.#isThinking = true
    this.#started().ask({
      ...{ openTime, open, high, low, close, volume },
      ...{ holdsPosition, quantity, averageCost },
    })
  }

  overrule(): void {
    this.#isOverruled = true
  }

  warmedUp(): void {
    this.#warmedUpTo = this.#candle?.openTime ?? this.#warmedUpTo
  }

  /** Throws where it failed, or is so late that the next candle has closed. */
  take(answer: StrategyAnswer): DecidedOn | undefined {
    if (answer.kind === 'failed') throw answer.error
    const candle = this.#candle
    const isNewest = answer.openTime === candle?.openTime
    if (isNewest) {
      this.#isThinking = false
      this.#lines = answer.lines
    }
    if (answer.openTime <= this.#warmedUpTo) return undefined
    if (!isNewest) throw new Error('the strategy answered after the next candle had closed')
    return this.#isOverruled ? undefined : { decision: answer.decision, candle }
  }

  /** Of the newest candle, once it is answered. */
  lines(): readonly (number | null)[] | undefined {
    return this.#lines
  }

  restart(): void {
    this.stop()
    this.#candle = undefined
    this.#warmedUpTo = Number.NEGATIVE_INFINITY
  }

  stop(): void {
    this.#run?.stop()
    this.#run = undefined
    this.#isThinking = false
  }

  /** Started when it is first asked. What a run says that was stopped since is not heard. */
  #started(): StrategyRun {
    const { bot, definition } = this.#parts
    if (this.#run !== undefined) return this.#run
    const run = definition.startAway?.(bot.parameters, (answer) => {
      if (this.#run === run) this.#answered(answer)
    })
    if (run === undefined) throw new Error('the strategy cannot run elsewhere')
    this.#run = run
    return run
  }
}
