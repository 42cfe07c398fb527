import { describe, expect, it } from 'vitest'
import { simulate } from './simulation.ts'

const SEEDS_A_TEST = 100
const TIMEOUT_MS = 60_000

/** Runs seeds, and says of a broken one what broke and how to see it again. */
export function describeSeeds(from: number, count: number): void {
  describe(`troubled lives ${from} to ${from + count - 1}`, () => {
    for (let first = from; first < from + count; first += SEEDS_A_TEST) {
      it(`lose no order and double none from seed ${first} on`, {
        timeout: TIMEOUT_MS,
      }, async () => {
        for (let seed = first; seed < Math.min(first + SEEDS_A_TEST, from + count); seed += 1) {
          const { violation } = await simulate({ seed })
          expect(violation, `npm run -s simulate -- --seed ${seed}`).toBeNull()
        }
      })
    }
  })
}
