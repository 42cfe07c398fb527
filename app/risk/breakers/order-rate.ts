import type { CircuitBreaker } from '../circuit-breaker.ts'
import { durationInWords } from '../reading-in-words.ts'

/** Something sends orders in a loop. Asked before every order, so that the next one of the same burst stays. */
export const orderRate: CircuitBreaker = {
  name: 'order-rate',
  level: 'account',
  unit: 'count',
  defaults: {
    isOn: true,
    threshold: 300,
    windowMs: 60_000,
    action: 'halt',
    isLatched: true,
    probeMs: 0,
  },
  looksBack: true,
  read: ({ ordersSent }) => ordersSent,
  isReached: (inputs, { threshold }) => !(orderRate.read(inputs) < threshold),
  say: ({ ordersSent }, { windowMs }) =>
    `${ordersSent} orders were sent in the last ${durationInWords(windowMs ?? 0)}`,
}
