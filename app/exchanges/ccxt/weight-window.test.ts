import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WeightWindow } from './weight-window.ts'

describe('what was spent', () => {
  it('counts for exactly as long as the window', () => {
    const window = new WeightWindow(1_000)
    window.spend(3, 5_000)
    expect(window.used(5_999)).toBe(3)
    expect(window.used(6_000)).toBe(0)
  })

  it('tells when there will be room', () => {
    const window = new WeightWindow(1_000)
    window.spend(3, 5_000)
    window.spend(4, 5_100)
    expect(window.freeAt(3, 10, 5_200)).toBe(5_200)
    expect(window.freeAt(4, 10, 5_200)).toBe(6_000)
    expect(window.freeAt(10, 10, 5_200)).toBe(6_100)
  })

  it('does not count for longer because the clock was set back', () => {
    const window = new WeightWindow(1_000)
    window.spend(3, 50_000)
    expect(window.used(10_000)).toBe(3)
    expect(window.used(11_000)).toBe(0)
  })

  it('leaves room when it said so, and not a moment earlier', () => {
    const spends = fc.array(
      fc.record({
        weight: fc.integer({ min: 1, max: 9 }),
        afterMs: fc.integer({ min: 0, max: 500 }),
      }),
    )
    fc.assert(
      fc.property(spends, fc.integer({ min: 1, max: 20 }), (list, weight) => {
        const window = new WeightWindow(1_000)
        let now = 0
        for (const spent of list) {
          now += spent.afterMs
          if (window.used(now) + spent.weight <= 20) window.spend(spent.weight, now)
        }
        const at = window.freeAt(weight, 20, now)
        if (at > now) expect(window.used(at - 1) + weight).toBeGreaterThan(20)
        expect(window.used(at) + weight).toBeLessThanOrEqual(20)
      }),
    )
  })
})
