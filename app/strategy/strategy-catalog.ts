import { smaCross } from './strategies/sma-cross.ts'
import type { StrategyDefinition } from './strategy.ts'

/** Every strategy that ships with Cryptobot. */
export const STRATEGIES: readonly StrategyDefinition[] = [smaCross]

export function findStrategy(id: string): StrategyDefinition | undefined {
  return STRATEGIES.find((strategy) => strategy.id === id)
}
