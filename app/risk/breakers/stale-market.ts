import type { CircuitBreaker } from '../circuit-breaker.ts'

/** While the market is catching up or out of reach, indicators follow but nothing is entered. */
export const staleMarket: CircuitBreaker = {
  name: 'stale-market',
  check: ({ marketIsCurrent }) =>
    marketIsCurrent ? undefined : 'the market data is not current: waiting until it is',
}
