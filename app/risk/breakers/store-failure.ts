import type { CircuitBreaker } from '../circuit-breaker.ts'

/** What cannot be written down must not be sent. It heals when trading is resumed and the store works again. */
export const storeFailure: CircuitBreaker = {
  name: 'store-failure',
  level: 'account',
  unit: 'count',
  defaults: {
    isOn: true,
    threshold: 1,
    windowMs: null,
    action: 'halt',
    isLatched: false,
    probeMs: 0,
  },
  looksBack: false,
  read: ({ failedWrites }) => failedWrites,
  isReached: (inputs, { threshold }) => !(storeFailure.read(inputs) < threshold),
  say: ({ failedWrites }) => `${failedWrites} times in a row something could not be stored`,
}
