import { expect, it } from 'vitest'
import { priceJump } from './price-jump.ts'
import { judged } from './sample-inputs.fixture.ts'

it('trips at its threshold, and says so in numbers', () => {
  expect(judged(priceJump, { priceHighest: 33_000 })).toBe('the price moved by 10 % within 1 min')
})

it('lets a near miss pass', () => {
  expect(judged(priceJump, { priceHighest: 32_999 })).toBeUndefined()
})

it('trips when it cannot judge', () => {
  expect(judged(priceJump, { priceLowest: Number.NaN })).toContain('is not known')
})
