import { bollingerBreakout } from './strategies/bollinger-breakout.ts'
import { bollingerReversion } from './strategies/bollinger-reversion.ts'
import { constantMix } from './strategies/constant-mix.ts'
import { dca } from './strategies/dca.ts'
import { donchianBreakout } from './strategies/donchian-breakout.ts'
import { emaCross } from './strategies/ema-cross.ts'
import { grid } from './strategies/grid.ts'
import { macd } from './strategies/macd.ts'
import { rsiReversion } from './strategies/rsi-reversion.ts'
import { smaCross } from './strategies/sma-cross.ts'
import { supertrend } from './strategies/supertrend.ts'
import type { StrategyDefinition } from './strategy.ts'

/**
 * Every strategy that ships with Cryptobot: what follows trends first, then what bets on the way back, what keeps a share,
 * at last what keeps orders resting.
 */
export const STRATEGIES: readonly StrategyDefinition[] = [
  smaCross,
  emaCross,
  macd,
  supertrend,
  donchianBreakout,
  bollingerBreakout,
  bollingerReversion,
  rsiReversion,
  constantMix,
  grid,
  dca,
]

/** The user's own, as the host of this process has read them. */
export interface OwnStrategies {
  readonly definitions: readonly StrategyDefinition[]
  /** Why one cannot be used, in words, by its id. */
  readonly faults: ReadonlyMap<string, string>
  /** What they were read from: another thread reads them again. */
  readonly files: readonly OwnStrategyFile[]
}

export interface OwnStrategyFile {
  /** Without its folder: "my-idea.ts". */
  readonly name: string
  readonly text: string
}

const NONE: OwnStrategies = { definitions: [], faults: new Map(), files: [] }

let own = NONE

/** Puts the user's own strategies beside those that ship, in place of those that were there. */
export function setOwnStrategies(strategies: OwnStrategies): void {
  own = strategies
}

/** Those that ship, then the user's own. */
export function listStrategies(): readonly StrategyDefinition[] {
  return [...STRATEGIES, ...own.definitions]
}

export function findStrategy(id: string): StrategyDefinition | undefined {
  return listStrategies().find((strategy) => strategy.id === id)
}

export function ownStrategyFiles(): readonly OwnStrategyFile[] {
  return own.files
}

/** Why those of the user's own that cannot be used cannot, by their ids. */
export function strategyFaults(): OwnStrategies['faults'] {
  return own.faults
}

/** What is wrong with a strategy of the user's that is there and cannot be used. */
export function strategyFaultOf(id: string): string | undefined {
  return own.faults.get(id)
}
