import { assert } from '../domain/assert.ts'
import type { Decision } from '../domain/decision.ts'
import type { Strategy, StrategyContext } from '../strategy/strategy.ts'
import { DecisionReader } from './decision-reader.ts'
import type { StrategySandbox } from './strategy-sandbox.ts'

/** What nobody holds any more takes its interpreter with it. */
const FORGOTTEN = new FinalizationRegistry<StrategySandbox>((sandbox) => {
  try {
    sandbox.close()
  } catch {
    // An author who caught an error of the interpreter's own left it inconsistent; it goes with the process.
  }
})

/** A user's strategy at work in this process: it answers at once, or throws a `StrategyError`. */
export class SandboxedStrategy implements Strategy {
  readonly #sandbox: StrategySandbox
  readonly #reader = new DecisionReader()

  constructor(sandbox: StrategySandbox) {
    this.#sandbox = sandbox
    FORGOTTEN.register(this, sandbox)
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
