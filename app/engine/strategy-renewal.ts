import type { BotRunner } from './bot-runner.ts'
import { strategyOf } from './unavailable-strategy.ts'

interface RenewalParts {
  readonly runners: readonly BotRunner[]
  readonly log: (botId: string, reason: string, detail: string) => void
  readonly warmUp: (runner: BotRunner) => void
}

interface StrategyChange {
  readonly strategyId: string
  /** Why the file cannot be used as it is now. */
  readonly fault: string | undefined
}

/** Puts another version of a user's strategy in the place of the one that runs; one that cannot run changes nothing. */
export class StrategyRenewal {
  readonly #parts: RenewalParts

  constructor(parts: RenewalParts) {
    this.#parts = parts
  }

  changed({ strategyId, fault }: StrategyChange): void {
    for (const runner of this.#parts.runners) {
      if (runner.bot.strategyId === strategyId) this.#renew(runner, fault)
    }
  }

  #renew(runner: BotRunner, fault: string | undefined): void {
    const { bot } = runner
    const reason = fault ?? this.#unfit(runner)
    if (reason !== undefined) {
      this.#parts.log(bot.id, 'the strategy was changed; the version before goes on', reason)
      return
    }
    runner.renew(strategyOf(bot.strategyId, bot.parameters))
    this.#parts.log(
      bot.id,
      'the strategy was changed; it begins anew',
      'it is shown the past again',
    )
    this.#parts.warmUp(runner)
  }

  /** A bot keeps its parameters, and its chart the lines that it began with. */
  #unfit({ bot, definition }: BotRunner): string | undefined {
    const next = strategyOf(bot.strategyId, bot.parameters)
    if (next.startAway === undefined) return next.description
    const before = definition.lines.map(({ id }) => id).join()
    if (definition.startAway === undefined || before === next.lines.map(({ id }) => id).join()) {
      return undefined
    }
    return 'it plots other lines: it takes effect when the account is opened again'
  }
}
