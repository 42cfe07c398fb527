import type { StrategyParameters } from '../../strategy/strategy.ts'
import type { BacktestRequest } from '../run-backtest.ts'

export function withParameters(
  request: BacktestRequest,
  parameters: StrategyParameters,
): BacktestRequest {
  return { ...request, bots: request.bots.map((bot) => ({ ...bot, parameters })) }
}
