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

describe('the marks', () => {
  const DAY_MS = 24 * HOUR_MS

  it('are not known before there was anything', () => {
    const { peak, atMidnight } = measured()
    expect([peak, atMidnight, measured().highest(0)]).toEqual([Number.NaN, Number.NaN, Number.NaN])
  })

  it('are the highest within the window, since midnight, and ever', () => {
    const measure = new EquityMeasure(HOUR_MS)
    measure.add(DAY_MS - 3 * HOUR_MS, 120, 0)
    measure.add(DAY_MS - 1, 100, 0)
    measure.add(DAY_MS + 1, 90, 0)
    measure.add(DAY_MS + 2 * HOUR_MS, 80, 0)
    const marks = [measure.highest(DAY_MS + 2 * HOUR_MS), measure.atMidnight, measure.peak]
    expect(marks).toEqual([80, 100, 120])
  })

  it('go on from those of the process before', () => {
    const measure = new EquityMeasure(HOUR_MS)
    const noted = { time: DAY_MS, equity: 90, highest: 95, atMidnight: 100, peak: 120 }
    measure.resume(noted)
    measure.add(DAY_MS + 60_000, 80, 0)
    const marks = [measure.highest(DAY_MS + 60_000), measure.atMidnight, measure.peak]
    expect(marks).toEqual([95, 100, 120])
  })

  it('begin anew, each for itself, when what it measures is reset', () => {
    const measure = measured([100, 0], [120, 0], [80, 0])
    measure.restartPeak()
    expect([measure.peak, measure.highest(120_000)]).toEqual([80, 120])
    measure.restartWindow(HOUR_MS)
    expect([measure.highest(120_000), measure.atMidnight]).toEqual([80, 100])
    measure.restartDay()
    expect(measure.atMidnight).toBe(80)
  })
})
