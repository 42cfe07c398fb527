import { ownStrategyFiles, setOwnStrategies } from '../strategy/strategy-catalog.ts'
import { readStrategies } from './read-strategies.ts'
import type { StrategyFile } from './strategy-file.ts'

/**
 * Puts the strategies in these files into the catalog of this thread, to run in it: for commands and research, where one
 * that hangs holds up nothing but what was asked for. Nothing is done where they are there already.
 */
export async function useOwnStrategies(files: readonly StrategyFile[]): Promise<void> {
  if (JSON.stringify(files) === JSON.stringify(ownStrategyFiles())) return
  setOwnStrategies(await readStrategies(files))
}
