import type { CircuitBreaker } from '../circuit-breaker.ts'

/** Each difference stops the currencies that it is about; several mean that our record cannot be relied on. */
export const drift: CircuitBreaker = {
  name: 'drift',
  level: 'account',
  unit: 'count',
  defaults: {
    isOn: true,
    threshold: 10,
    windowMs: null,
    action: 'reduce',
    isLatched: false,
    probeMs: 0,
  },
  looksBack: false,
  read: ({ openDrifts }) => openDrifts,
  isReached: (inputs, { threshold }) => !(drift.read(inputs) < threshold),
  say: ({ openDrifts }) =>
    `${openDrifts} differences between our record and the exchange’s are not explained`,
}
