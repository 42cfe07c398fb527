import { expect, it } from 'vitest'
import { rejectRate } from './reject-rate.ts'
import { judged } from './sample-inputs.fixture.ts'

it('trips at its threshold, and says so in numbers', () => {
  expect(judged(rejectRate, { answered: 20, rejected: 10 })).toBe(
    'the exchange rejected 10 of 20 orders in the last 10 min',
  )
})

it('lets a near miss pass', () => {
  expect(judged(rejectRate, { answered: 21, rejected: 10 })).toBeUndefined()
})

it('trips when it cannot judge', () => {
  expect(judged(rejectRate, { answered: Number.NaN, rejected: 4 })).toContain('is not known')
})

it('lets a few orders be rejected, however few there were', () => {
  expect(judged(rejectRate, { answered: 9, rejected: 9 })).toBeUndefined()
})
