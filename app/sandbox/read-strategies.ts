import type { OwnStrategies } from '../strategy/strategy-catalog.ts'
import { faultText } from '../strategy/strategy-fault.ts'
import { sandboxedDefinition } from './sandboxed-definition.ts'
import { type StrategyFile, strategyIdOf } from './strategy-file.ts'

/** The strategies in these files, to run in this process, and what is wrong with those that cannot. */
export async function readStrategies(files: readonly StrategyFile[]): Promise<OwnStrategies> {
  const definitions = []
  const faults = new Map<string, string>()
  for (const file of files) {
    const made = await sandboxedDefinition(file)
    if (made.ok) definitions.push(made.value)
    else faults.set(strategyIdOf(file.name) ?? file.name, faultText(made.error))
  }
  return { definitions, faults, files }
}
