import type { Rate } from './amount.ts'
import type { Sizing } from './sizing.ts'
import type { Timeframe } from './timeframe.ts'

/** A strategy with its parameters, symbol, sizing and exits. */
export interface Bot {
  /** Short and unique; part of every client order id, so letters and digits only. */
  readonly id: string
  readonly name: string
  readonly strategyId: string
  readonly parameters: Readonly<Record<string, number>>
  readonly symbol: string
  readonly timeframe: Timeframe
  readonly sizing: Sizing
  readonly exits: Exits
}

/** Protection beside the strategy, each as a share of a price; null where it is not wanted. */
export interface Exits {
  /** Below the average cost: the entry price with its fees. */
  readonly stop: Rate | null
  /** Above the average cost. */
  readonly target: Rate | null
  /** Below the highest close since entry. */
  readonly trailing: Rate | null
}

export const NO_EXITS: Exits = { stop: null, target: null, trailing: null }

/** A stopped bot decides nothing; its position stays. One that was removed is there for its name and its history alone. */
export type BotStatus = 'running' | 'stopped'
export type StoredBotStatus = BotStatus | 'removed'
