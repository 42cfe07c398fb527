import type { OwnStrategyFile } from '../strategy/strategy-catalog.ts'

/** A file of the user's own strategies as it was read. */
export type StrategyFile = OwnStrategyFile

/** What the name of a strategy's file looks like; anything else in the folder is not taken for one. */
const STRATEGY_FILE = /^([a-z0-9][a-z0-9-]{0,40})\.(ts|js)$/

/** Shipped strategies never begin like this, so that none can take the place of a user's own. */
const ID_PREFIX = 'user-'

/** The id of the strategy in a file of this name; undefined where it is none. */
export function strategyIdOf(fileName: string): string | undefined {
  const name = fileName.endsWith('.d.ts') ? undefined : STRATEGY_FILE.exec(fileName)?.[1]
  return name === undefined ? undefined : `${ID_PREFIX}${name}`
}
