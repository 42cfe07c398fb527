import { expect, it } from 'vitest'
import { drift } from './drift.ts'
import { judged } from './sample-inputs.fixture.ts'

it('trips at its threshold, and says so in numbers', () => {
  expect(judged(drift, { openDrifts: 10 })).toBe(
    '10 differences between our record and the exchange’s are not explained',
  )
})

it('lets a near miss pass', () => {
  expect(judged(drift, { openDrifts: 9 })).toBeUndefined()
})

it('trips when it cannot judge', () => {
  expect(judged(drift, { openDrifts: Number.NaN })).toContain('is not known')
})
