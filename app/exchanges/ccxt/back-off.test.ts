import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backOffMs } from './back-off.ts'

const anySeed = fc.integer({ min: 0, max: 2 ** 31 - 1 })

describe('backing off', () => {
  it('starts at about a second, doubles, and ends at a minute', () => {
    fc.assert(
      fc.property(anySeed, fc.integer({ min: 1, max: 10_000 }), (seed, failures) => {
        const regular = Math.min(60_000, 1_000 * 2 ** (failures - 1))
        const delay = backOffMs(failures, 0, seed)
        expect(delay).toBeGreaterThanOrEqual(regular * 0.75)
        expect(delay).toBeLessThanOrEqual(Math.min(60_000, regular * 1.25))
      }),
    )
  })

  it('is the same for the same seed, and differs between seeds', () => {
    expect(backOffMs(3, 0, 7)).toBe(backOffMs(3, 0, 7))
    const delays = new Set(Array.from({ length: 50 }, (_, seed) => backOffMs(3, 0, seed)))
    expect(delays.size).toBeGreaterThan(40)
  })

  it('is never shorter than the exchange asked for', () => {
    expect(backOffMs(1, 600_000, 1)).toBe(600_000)
    expect(backOffMs(7, 1_000, 1)).toBeGreaterThan(30_000)
  })
})
