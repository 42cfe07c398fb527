import type { CircuitBreaker } from '../circuit-breaker.ts'
import { durationInWords } from '../reading-in-words.ts'

/** A few orders that are rejected are no rate. */
const REJECTED_MIN = 10

/** An exchange that rejects what we send: our idea of the account, or of its rules, is wrong. */
export const rejectRate: CircuitBreaker = {
  name: 'reject-rate',
  level: 'account',
  unit: 'percent',
  defaults: {
    isOn: true,
    threshold: 50,
    windowMs: 600_000,
    action: 'halt',
    isLatched: true,
    probeMs: 0,
  },
  looksBack: true,
  read: ({ answered, rejected }) => {
    if (rejected < REJECTED_MIN && !Number.isNaN(answered)) return 0
    return (100 * rejected) / answered
  },
  isReached: (inputs, { threshold }) => !(rejectRate.read(inputs) < threshold),
  say: ({ answered, rejected }, { windowMs }) =>
    `the exchange rejected ${rejected} of ${answered} orders in the last ${durationInWords(windowMs ?? 0)}`,
}
