import { assert } from '../domain/assert.ts'
import type { Decision } from '../domain/decision.ts'
import type { Strategy, StrategyContext } from '../strategy/strategy.ts'
import { DecisionReader } from './decision-reader.ts'
import type { StrategySandbox } from './strategy-sandbox.ts'

/** A user's strategy at work in this process: it answers at once, or throws a `StrategyError`. */
export class SandboxedStrategy implements Strategy {
  readonly #sandbox: StrategySandbox
  readonly #reader = new DecisionReader()

  constructor(sandbox: StrategySandbox) {
    this.#sandbox = sandbox
  }

  evaluate(context: StrategyContext): Decision {
    const decision = this.#reader.read(this.#sandbox.evaluate(context))
    assert(decision !== undefined, 'the driver answers with a decision')
    return decision
  }

  lines(): readonly (number | null)[] {
    return this.#sandbox.lines()
  }
}
