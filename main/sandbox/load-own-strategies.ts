import { useOwnStrategies } from '../../app/sandbox/use-own-strategies.ts'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { readStrategyFolder } from './strategy-folder.ts'

/** Puts a profile's own strategies into the catalog of this thread, to run in it. */
export function loadOwnStrategies(directory: string): Promise<void> {
  return useOwnStrategies(readStrategyFolder(new ProfilePaths(directory).strategies))
}
