import type { BacktestRequest } from '../run-backtest.ts'

/**
 * A request over the candles from one index on and before another. Its other markets and its finer candles are cut at the
 * same times, so that no part of it sees what lies beyond.
 */
export function requestBetween(
  request: BacktestRequest,
  from: number,
  until: number,
): BacktestRequest {
  const { candles, others = [], finer } = request
  const { openTime } = candles
  const begin = openTime.at(from) ?? Number.POSITIVE_INFINITY
  const end = openTime.at(until) ?? Number.POSITIVE_INFINITY
  return {
    ...request,
    candles: candles.between(from, until),
    others: others.map((other) => ({ ...other, candles: other.candles.within(begin, end) })),
    ...(finer ? { finer: { ...finer, candles: finer.candles.within(begin, end) } } : {}),
  }
}
