import type { CircuitBreaker } from '../circuit-breaker.ts'
import { durationInWords } from '../reading-in-words.ts'

/** An order whose fate stays unknown may still trade: nothing is added to it. */
export const unresolvedOrders: CircuitBreaker = {
  name: 'unresolved-orders',
  level: 'account',
  unit: 'ms',
  defaults: {
    isOn: true,
    threshold: 120_000,
    windowMs: null,
    action: 'reduce',
    isLatched: false,
    probeMs: 0,
  },
  looksBack: false,
  read: ({ unresolvedMs }) => unresolvedMs,
  isReached: (inputs, { threshold }) => !(unresolvedOrders.read(inputs) < threshold),
  say: ({ unresolvedMs }) =>
    `nobody has known for ${durationInWords(unresolvedMs)} what became of an order`,
}
