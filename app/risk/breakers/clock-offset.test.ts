import { expect, it } from 'vitest'
import { clockOffset } from './clock-offset.ts'
import { judged } from './sample-inputs.fixture.ts'

it('trips at its threshold, and says so in numbers', () => {
  expect(judged(clockOffset, { clockOffsetMs: -300_000 })).toBe(
    'this computer’s clock and the exchange’s are 5 min apart',
  )
})

it('lets a near miss pass', () => {
  expect(judged(clockOffset, { clockOffsetMs: 299_999 })).toBeUndefined()
})

it('trips when it cannot judge', () => {
  expect(judged(clockOffset, { clockOffsetMs: Number.NaN })).toContain('is not known')
})
