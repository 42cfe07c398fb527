import type { Trip } from '../../domain/breaker.ts'
import type { BreakerInputs, CircuitBreaker } from '../circuit-breaker.ts'
import { tripReason } from '../circuit-breaker.ts'

/** An account on which all is well. */
export const ALL_WELL: BreakerInputs = {
  equity: 10_000,
  equityHighest: 10_000,
  equityAtMidnight: 10_000,
  equityPeak: 10_000,
  lossesInARow: 0,
  evaluationMs: 1,
  answered: 0,
  rejected: 0,
  unresolvedMs: 0,
  openDrifts: 0,
  staleMs: 0,
  lateMs: 0,
  candleMs: 60_000,
  clockOffsetMs: 0,
  priceLowest: 30_000,
  priceHighest: 30_000,
  bid: 29_999,
  ask: 30_001,
  ordersSent: 0,
  failedWrites: 0,
  memoryMiB: 300,
  eventLoopDelayMs: 5,
}

/** Why a breaker trips as it is by default, or nothing. */
export function judged(
  breaker: CircuitBreaker,
  changes: Partial<BreakerInputs>,
): string | undefined {
  return tripReason(breaker, { ...ALL_WELL, ...changes }, breaker.defaults)
}

export const SAMPLE_TRIP: Trip = {
  name: 'drawdown',
  scope: 'account',
  reason: 'equity is 21 % below its peak',
  since: 0,
  setting: {
    isOn: true,
    threshold: 20,
    windowMs: null,
    action: 'halt',
    isLatched: true,
    probeMs: 0,
  },
}
