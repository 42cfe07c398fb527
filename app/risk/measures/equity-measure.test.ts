import { describe, expect, it } from 'vitest'
import { EquityMeasure } from './equity-measure.ts'

const HOUR_MS = 3_600_000

function measured(...samples: readonly (readonly [equity: number, moved: number])[]) {
  const measure = new EquityMeasure(HOUR_MS)
  samples.forEach(([equity, moved], minute) => {
    measure.add(minute * 60_000, equity, moved)
  })
  return measure
}

describe('money that is moved', () => {
  it('scales the marks, so that neither way it is gain or loss', () => {
    const { peak, atMidnight } = measured([10_000, 0], [8_000, 0], [4_000, -4_000])
    expect([peak, atMidnight]).toEqual([5_000, 5_000])
  })

  it('is no loss when it is all that there was', () => {
    const measure = measured([10_000, 0], [0, -10_000], [0, 0])
    expect([measure.peak, measure.atMidnight, measure.highest(120_000)]).toEqual([0, 0, 0])
  })

  it('brings the marks back with it', () => {
    const { peak } = measured([10_000, 0], [8_000, 0], [0, -8_000], [0, 0], [4_000, 4_000])
    expect(peak).toBe(5_000)
  })
})

describe('equity that is lost', () => {
  it('leaves the marks where they are, to the last coin', () => {
    expect(measured([10_000, 0], [0, 0]).peak).toBe(10_000)
  })
})
