import type { Candle } from '../../domain/candle.ts'
import type { Decision, DecisionRecord, Signal } from '../../domain/decision.ts'
import type { BotRunner } from '../bot-runner.ts'
import type { Clearance } from '../guard/clearance.ts'
import { placeSignal, type SignalParts } from './place-signal.ts'
import type { TargetWeightDesk } from './target-weight-desk.ts'
import type { WorkingOrdersDesk } from './working-orders-desk.ts'

export interface DecisionParts {
  readonly signals: SignalParts
  readonly clearance: Clearance
  readonly working: WorkingOrdersDesk
  readonly targets: TargetWeightDesk
}

/** What follows from a bot's decision: an order, orders that rest, or a line in the log that says why nothing does. */
export class DecisionDesk {
  readonly #parts: DecisionParts

  constructor(parts: DecisionParts) {
    this.#parts = parts
  }

  follow(runner: BotRunner, decision: Decision, candle: Candle): void {
    const isNews = runner.noticed(decision)
    if (decision.kind !== 'enter' && decision.kind !== 'exit') {
      const isLogged = this.#pursue(runner, decision, candle)
      if (isNews && !isLogged) {
        this.#log(runner, 'watching', decision.reason.text, runner.indicators())
      }
      return
    }
    const blocked = this.#parts.clearance.blocked(decision.kind, runner.bot.id, runner.market)
    if (blocked === undefined) this.#act(runner, decision, candle)
    else this.#log(runner, 'blocked', decision.reason.text, () => blocked)
  }

  /** What holds until the next candle rather than once; true where the log has it. */
  #pursue(runner: BotRunner, decision: Decision, candle: Candle): boolean {
    const { working, targets } = this.#parts
    if (decision.kind === 'working-orders') working.want(runner, decision, candle)
    return decision.kind === 'target-weight' && targets.want(runner, decision, candle)
  }

  #act(runner: BotRunner, decision: Signal, candle: Candle): void {
    const { working, signals } = this.#parts
    const isWorking = runner.definition.decides === 'working-orders'
    if (isWorking && decision.kind === 'exit') working.leave(runner, decision, candle)
    else placeSignal(signals, runner, decision, candle)
  }

  #log(
    { bot }: BotRunner,
    kind: DecisionRecord['kind'],
    reason: string,
    detail: () => string,
  ): void {
    const { log, now } = this.#parts.signals
    log({ time: now(), botId: bot.id, kind, reason, detail, intentId: null })
  }
}
