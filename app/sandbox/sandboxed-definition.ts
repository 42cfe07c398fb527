import { failure, type Result, success } from '../domain/result.ts'
import type { StrategyDefinition } from '../strategy/strategy.ts'
import type { QuickJs } from './load-quick-js.ts'
import { SandboxedStrategy } from './sandboxed-strategy.ts'
import { StrategyError, type StrategyFault } from './strategy-fault.ts'
import { type StrategyFile, strategyIdOf } from './strategy-file.ts'
import { StrategySandbox } from './strategy-sandbox.ts'
import { userDefinition } from './user-definition.ts'

/**
 * A user's strategy that runs in this process and answers at once, for backtests and checks: where it hangs, it holds up
 * nothing but the run that asked for it.
 */
export function sandboxedDefinition(
  quickJs: QuickJs,
  file: StrategyFile,
): Result<StrategyDefinition, StrategyFault> {
  const id = strategyIdOf(file.name)
  if (id === undefined) return failure(misnamed(file.name))
  const described = StrategySandbox.open(quickJs, file)
  if (!described.ok) return described
  const sandbox = described.value
  const definition = userDefinition(sandbox.manifest, {
    id,
    warmUpCandles: (parameters) => sandbox.warmUpCandles(parameters),
    create: (parameters) => {
      const run = opened(quickJs, file)
      run.start(parameters)
      return new SandboxedStrategy(run)
    },
  })
  return success(definition)
}

function opened(quickJs: QuickJs, file: StrategyFile): StrategySandbox {
  const run = StrategySandbox.open(quickJs, file)
  if (run.ok) return run.value
  throw new StrategyError(run.error)
}

function misnamed(file: string): StrategyFault {
  const message = 'its name must be small letters, digits and dashes, and end with .ts or .js'
  return { file, line: null, message, stack: [] }
}
