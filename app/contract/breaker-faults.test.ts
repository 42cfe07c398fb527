import { describe, expect, it } from 'vitest'
import type { BreakerName, BreakerUnit } from '../domain/breaker.ts'
import { probeFault, thresholdFault, windowFault } from './breaker-faults.ts'

describe('a threshold', () => {
  /** The highest that can be reached, the lowest that cannot, and why. */
  it.each<[BreakerName, BreakerUnit, number, number, string]>([
    ['drawdown', 'percent', 100, 100.1, 'nothing can fall by more than 100 %'],
    ['reject-rate', 'percent', 100, 101, 'nothing can fall by more than 100 %'],
    ['spread', 'percent', 199.9, 200, 'it would never trip'],
    ['price-jump', 'percent', 1_000, 1_001, '1000 % at most'],
    ['late-candle', 'percent', 1_000, 1_001, '1000 % at most'],
    ['order-rate', 'count', 1_000, 1_001, 'it counts to 1000'],
    ['drift', 'count', 2, 1.5, 'a whole number'],
    ['stale-market', 'ms', 86_400_000, 86_400_001, '1 d at most'],
    ['clock-offset', 'ms', 1, 1e15, '1 d at most'],
    ['memory', 'MiB', 1_048_576, 1_048_577, '1048576 MiB at most'],
  ])('of %s in %s may be %d, and not %d', (name, unit, reachable, unreachable, reason) => {
    expect(thresholdFault({ name, unit }, reachable)).toBeUndefined()
    expect(thresholdFault({ name, unit }, unreachable)).toContain(reason)
  })

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('is not %d', (threshold) => {
    expect(thresholdFault({ name: 'drawdown', unit: 'percent' }, threshold)).toContain('above zero')
  })
})

it('looks back for a second to a week, or not at all', () => {
  expect([null, 1_000, 604_800_000].map(windowFault)).toEqual([undefined, undefined, undefined])
  for (const windowMs of [999, 604_800_001]) {
    expect(windowFault(windowMs)).toBe('it can look back from 1 s to 7 d')
  }
})

it('waits for a week at most', () => {
  expect(probeFault(604_800_000)).toBeUndefined()
  expect(probeFault(604_800_001)).toContain('7 d at most')
})
