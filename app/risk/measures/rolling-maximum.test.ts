import fc from 'fast-check'
import { expect, it } from 'vitest'
import { RollingMaximum } from './rolling-maximum.ts'

const WINDOW_MS = 25_600
/** By so much an old value may outlive its window. */
const PART_MS = WINDOW_MS / 256

function maximum() {
  const rolling = new RollingMaximum()
  rolling.clear(WINDOW_MS)
  return rolling
}

it('is the highest within the window', () => {
  const rolling = maximum()
  rolling.add(0, 5)
  rolling.add(10_000, 3)
  expect(rolling.at(10_000)).toBe(5)
  expect(rolling.at(WINDOW_MS + PART_MS)).toBe(3)
})

it('is unknown before there was any, and once all are too old', () => {
  const rolling = maximum()
  expect(rolling.at(0)).toBeNaN()
  rolling.add(0, 5)
  expect(rolling.at(WINDOW_MS * 2)).toBeNaN()
})

it('is never below the highest of the window, nor above that of one a part longer', () => {
  const samples = fc.array(
    fc.record({ passed: fc.nat(3_000), value: fc.integer({ min: -1_000, max: 1_000 }) }),
    { minLength: 1, maxLength: 400 },
  )
  fc.assert(
    fc.property(samples, (all) => {
      const rolling = maximum()
      const seen: { time: number; value: number }[] = []
      let now = 0
      for (const { passed, value } of all) {
        now += passed
        rolling.add(now, value)
        seen.push({ time: now, value })
        const highest = (spanMs: number) =>
          Math.max(...seen.filter(({ time }) => time > now - spanMs).map((one) => one.value))
        expect(rolling.at(now)).toBeGreaterThanOrEqual(highest(WINDOW_MS))
        expect(rolling.at(now)).toBeLessThanOrEqual(highest(WINDOW_MS + 2 * PART_MS))
      }
    }),
  )
})

it('forgets everything when it is cleared', () => {
  const rolling = maximum()
  rolling.add(0, 5)
  rolling.clear(1_000)
  expect(rolling.at(0)).toBeNaN()
})

it('takes what is told late for as old as what was told before it', () => {
  const rolling = maximum()
  rolling.add(50_000, 3)
  rolling.add(20_000, 5)
  expect(rolling.at(50_000 + WINDOW_MS - PART_MS)).toBe(5)
  expect(rolling.at(50_000 + WINDOW_MS + PART_MS)).toBeNaN()
})
