import { failure, type Result, success } from '../domain/result.ts'
import { StrategyError, type StrategyFault } from '../strategy/strategy-fault.ts'
import { compileStrategy } from './compile-strategy.ts'
import { loadQuickJs, type QuickJs } from './load-quick-js.ts'
import { SANDBOX_LIMITS } from './sandbox-limits.ts'
import { SandboxedStrategy } from './sandboxed-strategy.ts'
import { type StrategyFile, strategyIdOf } from './strategy-file.ts'
import { StrategySandbox } from './strategy-sandbox.ts'
import { type UserDefinition, userDefinition } from './user-definition.ts'

/**
 * A user's strategy that runs in this process and answers at once, for backtests and checks: where it hangs, it holds up
 * nothing but the run that asked for it.
 */
export async function sandboxedDefinition(
  file: StrategyFile,
): Promise<Result<UserDefinition, StrategyFault>> {
  const id = strategyIdOf(file.name)
  if (id === undefined) return failure(misnamed(file.name))
  const compiled = compileStrategy(file)
  if (!compiled.ok) return compiled
  const quickJs = await loadQuickJs()
  const described = StrategySandbox.open(quickJs, compiled.value)
  if (!described.ok) return described
  const sandbox = described.value
  const runs = new Runs(quickJs, compiled.value)
  const definition = userDefinition(sandbox.manifest, {
    id,
    warmUpCandles: (parameters) => sandbox.warmUpCandles(parameters),
    create: (parameters) => {
      const run = runs.open()
      run.start(parameters)
      return new SandboxedStrategy(run)
    },
  })
  return success(definition)
}

/** Nobody says when a run is over: so many stay open, and the oldest makes room for the next. */
class Runs {
  readonly #quickJs: QuickJs
  readonly #file: StrategyFile
  readonly #open: StrategySandbox[] = []

  constructor(quickJs: QuickJs, file: StrategyFile) {
    this.#quickJs = quickJs
    this.#file = file
  }

  open(): StrategySandbox {
    if (this.#open.length >= SANDBOX_LIMITS.runs) this.#open.shift()?.close()
    const run = StrategySandbox.open(this.#quickJs, this.#file)
    if (!run.ok) throw new StrategyError(run.error)
    this.#open.push(run.value)
    return run.value
  }
}

function misnamed(file: string): StrategyFault {
  const message = 'its name must be small letters, digits and dashes, and end with .ts or .js'
  return { file, line: null, message, stack: [] }
}
