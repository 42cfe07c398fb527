import { describe, expect, it } from 'vitest'
import { TIMEFRAMES, timeframeMs, timeframeOf } from './timeframe.ts'

describe('a timeframe', () => {
  it('has one duration, and is found by it', () => {
    expect(TIMEFRAMES.map(timeframeMs)).toEqual([
      ...[60_000, 300_000, 900_000, 1_800_000],
      ...[3_600_000, 14_400_000, 86_400_000],
    ])
    for (const timeframe of TIMEFRAMES) {
      expect(timeframeOf(timeframeMs(timeframe))).toBe(timeframe)
    }
  })

  it('is not found where there is none', () => {
    expect(timeframeOf(61_000)).toBeUndefined()
  })
})
