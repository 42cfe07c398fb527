import fc from 'fast-check'
import { expect, it } from 'vitest'
import { LatencyHistogram } from './latency-histogram.ts'

function holding(durations: readonly number[]): LatencyHistogram {
  const histogram = new LatencyHistogram()
  for (const duration of durations) histogram.add(duration)
  return histogram
}

it('is off by an eighth at most', () => {
  const durations = fc.double({ min: 0.001, max: 120_000, noNaN: true })
  fc.assert(
    fc.property(durations, (duration) => {
      // The longest caps what is told, so a longer one has to be there.
      const told = holding([duration, duration, 200_000]).percentileMs(50)
      expect(Math.abs(told - duration)).toBeLessThanOrEqual(duration / 8)
    }),
  )
})

it('tells percentiles by the nearest rank', () => {
  const histogram = holding(Array.from({ length: 100 }, (_, index) => index + 1))
  for (const percent of [1, 50, 99]) {
    expect(Math.abs(histogram.percentileMs(percent) - percent)).toBeLessThanOrEqual(percent / 8)
  }
})

it('never tells more than the longest', () => {
  const durations = fc.double({ min: 0.001, max: 120_000, noNaN: true })
  fc.assert(
    fc.property(durations, (duration) => {
      expect(holding([duration]).percentileMs(99)).toBeLessThanOrEqual(duration)
    }),
  )
})

it('counts what is shorter than each power of two of a microsecond', () => {
  const histogram = holding([0.000_1, 0.001, 0.0015, 0.002, 0.5, 1.5])
  expect([0, 1, 2, 10, 11, 20].map((exponent) => histogram.countBelow(exponent))).toEqual([
    1, 3, 4, 5, 6, 6,
  ])
})

it('keeps sums, the longest, and durations beyond all bounds', () => {
  const histogram = holding([1, 2, 1e12, -1])
  expect([histogram.count, histogram.totalMs, histogram.maxMs]).toEqual([4, 1e12 + 2, 1e12])
  expect(histogram.percentileMs(99)).toBeGreaterThan(120_000)
})

it('has nothing to tell when it is empty', () => {
  const { count, totalMs, maxMs } = new LatencyHistogram()
  expect([count, totalMs, maxMs, new LatencyHistogram().percentileMs(50)]).toEqual([0, 0, 0, 0])
})
