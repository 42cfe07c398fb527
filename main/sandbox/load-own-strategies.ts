import { readStrategies } from '../../app/sandbox/read-strategies.ts'
import { setOwnStrategies } from '../../app/strategy/strategy-catalog.ts'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { readStrategyFolder } from './strategy-folder.ts'

let loaded = '[]'

/**
 * Puts a profile's own strategies into the catalog of this process, to run in it: for commands and for research threads,
 * where a strategy that hangs holds up nothing but what was asked for. Read again where a file has changed.
 */
export async function loadOwnStrategies(directory: string): Promise<void> {
  const files = readStrategyFolder(new ProfilePaths(directory).strategies)
  const key = JSON.stringify(files)
  if (key === loaded) return
  setOwnStrategies(await readStrategies(files))
  loaded = key
}
