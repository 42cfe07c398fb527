import { expect } from 'vitest'

/** Waits until something is so; looked at often, and given up only when the machine must be asleep. */
export function eventually<Value>(look: () => Value) {
  return expect.poll(look, { interval: 5 })
}
