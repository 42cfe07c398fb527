import { expect, it } from 'vitest'
import { compare, median, percentile } from './measurement.ts'

const figures = { name: 'x', unit: 'ms', ours: 150, yardstick: 100, goal: 1.5 }

it('meets a goal that is an upper limit at the limit', () => {
  expect(compare({ ...figures, better: 'lower' })).toMatchObject({ ratio: 1.5, met: true })
})

it('misses a goal that is an upper limit above it', () => {
  expect(compare({ ...figures, ours: 151, better: 'lower' }).met).toBe(false)
})

it('meets a goal that is a lower limit at the limit, and misses it below', () => {
  expect(compare({ ...figures, better: 'higher' }).met).toBe(true)
  expect(compare({ ...figures, ours: 149, better: 'higher' }).met).toBe(false)
})

it('takes medians and percentiles by the nearest rank', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 99)).toBe(10)
})
