import { expect, it } from 'vitest'
import { dailyLoss } from './daily-loss.ts'
import { judged } from './sample-inputs.fixture.ts'

it('trips at its threshold, and says so in numbers', () => {
  expect(judged(dailyLoss, { equity: 9_500 })).toBe(
    'equity is 5 % below what it was when the day began (00:00 UTC)',
  )
})

it('lets a near miss pass', () => {
  expect(judged(dailyLoss, { equity: 9_501 })).toBeUndefined()
})

it('trips when it cannot judge', () => {
  expect(judged(dailyLoss, { equityAtMidnight: Number.NaN })).toContain('is not known')
})
