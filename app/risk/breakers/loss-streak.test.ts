import { expect, it } from 'vitest'
import { lossStreak } from './loss-streak.ts'
import { judged } from './sample-inputs.fixture.ts'

it('trips at its threshold, and says so in numbers', () => {
  expect(judged(lossStreak, { lossesInARow: 10 })).toBe(
    '10 trades in a row were closed at a loss in the last 1 d',
  )
})

it('lets a near miss pass', () => {
  expect(judged(lossStreak, { lossesInARow: 9 })).toBeUndefined()
})

it('trips when it cannot judge', () => {
  expect(judged(lossStreak, { lossesInARow: Number.NaN })).toContain('is not known')
})
