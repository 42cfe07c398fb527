import type { CircuitBreaker } from '../circuit-breaker.ts'
import { durationInWords } from '../reading-in-words.ts'

/** A market that is out of reach. Bots enter nothing from the first moment on; after a while, nobody does. */
export const staleMarket: CircuitBreaker = {
  name: 'stale-market',
  level: 'account',
  unit: 'ms',
  defaults: {
    isOn: true,
    threshold: 60_000,
    windowMs: null,
    action: 'reduce',
    isLatched: false,
    probeMs: 0,
  },
  looksBack: false,
  read: ({ staleMs }) => staleMs,
  isReached: (inputs, { threshold }) => !(staleMarket.read(inputs) < threshold),
  say: ({ staleMs }) => `the market data has not been current for ${durationInWords(staleMs)}`,
}
