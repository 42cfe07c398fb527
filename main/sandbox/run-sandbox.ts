import { createInterface } from 'node:readline'
import { assert } from '../../app/domain/assert.ts'
import { lookaheadReason } from '../../app/engine/lookahead-reason.ts'
import { decisionText } from '../../app/sandbox/decision-reader.ts'
import { sandboxedDefinition } from '../../app/sandbox/sandboxed-definition.ts'
import type { UserDefinition } from '../../app/sandbox/user-definition.ts'
import { provingCandles } from '../../app/strategy/proving-candles.ts'
import {
  HOLDS_NOTHING,
  NO_LOT,
  type Strategy,
  type StrategyParameters,
} from '../../app/strategy/strategy.ts'
import { StrategyError } from '../../app/strategy/strategy-fault.ts'
import type { ShownCandle } from '../../app/strategy/strategy-run.ts'
import type { SandboxAnswer, SandboxQuestion } from './sandbox-wire.ts'

/** `sandbox`, which the engine's process starts for each bot with a strategy of the user's own: until its stdin ends. */
export async function runSandbox(): Promise<number> {
  // Ctrl-C goes to every process in the terminal; the engine says when this one ends.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
  const sandbox = new Sandbox()
  for await (const line of createInterface({ input: process.stdin })) {
    const answer = await sandbox.answer(JSON.parse(line))
    process.stdout.write(`${JSON.stringify(answer)}\n`)
    if (answer.kind === 'failed') return 0
  }
  return 0
}

class Sandbox {
  #file = ''
  #definition: UserDefinition | undefined
  #strategy: Strategy | undefined

  async answer(question: SandboxQuestion): Promise<SandboxAnswer> {
    try {
      if (question.kind === 'open') return await this.#open(question)
      return question.kind === 'start' ? this.#start(question.parameters) : this.#decide(question)
    } catch (error) {
      return this.#failed(error)
    }
  }

  async #open(file: { readonly name: string; readonly text: string }): Promise<SandboxAnswer> {
    this.#file = file.name
    const made = await sandboxedDefinition(file)
    if (!made.ok) return { kind: 'failed', fault: { ...made.error, stack: [...made.error.stack] } }
    this.#definition = made.value
    const { name, description, decides, fields, lines, orderings } = made.value
    const manifest = {
      ...{ name, description, decides, fields: [...fields] },
      ...{ lines: [...lines], orderings: [...orderings] },
    }
    const longest = Object.fromEntries(fields.map(({ key, max }) => [key, max]))
    return { kind: 'described', manifest, warmUpCandles: made.value.warmUpCandles(longest) }
  }

  /** Not before it was tried, and it is known that it does not know the future. */
  #start(parameters: StrategyParameters): SandboxAnswer {
    const definition = this.#definition
    if (definition === undefined) throw new Error('nothing was opened')
    const trial = definition.create(parameters)
    for (const candle of provingCandles(definition.warmUpCandles(parameters))) {
      trial.evaluate({ ...candle, ...HOLDS_NOTHING })
    }
    const cheats = lookaheadReason(definition, parameters)
    if (cheats !== undefined) throw new Error(cheats)
    this.#strategy = definition.create(parameters)
    return { kind: 'started' }
  }

  #decide(question: Extract<SandboxQuestion, { kind: 'candle' }>): SandboxAnswer {
    const strategy = this.#strategy
    if (strategy === undefined) throw new Error('nothing was started')
    const candle = candleOf(question)
    const startedAt = performance.now()
    const decided = strategy.evaluate({ ...candle, lot: () => NO_LOT })
    const lines = [...strategy.lines()]
    const elapsedMs = performance.now() - startedAt
    assert(decided.kind !== 'working-orders', 'the driver lets no orders rest')
    const decision = decisionText(decided)
    return { kind: 'decided', openTime: candle.openTime, decision, lines, elapsedMs }
  }

  #failed(error: unknown): SandboxAnswer {
    if (error instanceof StrategyError) {
      return { kind: 'failed', fault: { ...error.fault, stack: [...error.fault.stack] } }
    }
    const message = error instanceof Error ? error.message : String(error)
    return { kind: 'failed', fault: { file: this.#file, line: null, message, stack: [] } }
  }
}

function candleOf({
  values,
  holdsPosition,
}: Extract<SandboxQuestion, { kind: 'candle' }>): ShownCandle {
  const at = (index: number) => values[index] ?? Number.NaN
  return {
    ...{ openTime: at(0), open: at(1), high: at(2), low: at(3), close: at(4), volume: at(5) },
    ...{ quantity: at(6), averageCost: at(7), holdsPosition },
  }
}
