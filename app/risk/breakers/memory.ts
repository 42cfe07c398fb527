import type { CircuitBreaker } from '../circuit-breaker.ts'

/** A process that runs out of memory dies in the middle of what it does: it should not begin anything. */
export const memory: CircuitBreaker = {
  name: 'memory',
  level: 'global',
  unit: 'MiB',
  defaults: {
    isOn: true,
    threshold: 2_048,
    windowMs: null,
    action: 'reduce',
    isLatched: false,
    probeMs: 60_000,
  },
  looksBack: false,
  read: ({ memoryMiB }) => memoryMiB,
  isReached: (inputs, { threshold }) => !(memory.read(inputs) < threshold),
  say: ({ memoryMiB }) => `Cryptobot holds ${memoryMiB} MiB of memory`,
}
