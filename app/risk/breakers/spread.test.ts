import { expect, it } from 'vitest'
import { judged } from './sample-inputs.fixture.ts'
import { spread } from './spread.ts'

it('trips at its threshold, and says so in numbers', () => {
  expect(judged(spread, { bid: 9_900, ask: 10_100 })).toBe('the best bid and ask are 2 % apart')
})

it('lets a near miss pass', () => {
  expect(judged(spread, { bid: 9_901, ask: 10_100 })).toBeUndefined()
})

it('trips when it cannot judge', () => {
  expect(judged(spread, { bid: Number.NaN })).toContain('is not known')
})
