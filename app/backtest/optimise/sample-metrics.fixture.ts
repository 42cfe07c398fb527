import type { Metrics } from '../metrics.ts'

export function sampleMetrics(changes: Partial<Metrics> = {}): Metrics {
  return {
    totalReturn: 0.1,
    annualReturn: 0.1,
    maxDrawdown: 0.05,
    longestDrawdownMs: 0,
    sharpe: 1,
    sortino: 1,
    calmar: 2,
    profitFactor: 1.5,
    expectancy: 1,
    sqn: 1,
    trades: 20,
    roundTrips: 10,
    winRate: 0.5,
    worstStreak: 2,
    timeInMarket: 0.5,
    feesPaid: 1,
    turnover: 1,
    buyAndHoldReturn: 0,
    ...changes,
  }
}
