import { bollingerBreakout } from './strategies/bollinger-breakout.ts'
import { bollingerReversion } from './strategies/bollinger-reversion.ts'
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
 * Every strategy that ships with Cryptobot: what follows trends first, then what bets on the way back, at last what keeps
 * orders resting.
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
  grid,
  dca,
]

export function findStrategy(id: string): StrategyDefinition | undefined {
  return STRATEGIES.find((strategy) => strategy.id === id)
}
