import { expect, it } from 'vitest'
import { judged } from './sample-inputs.fixture.ts'
import { storeFailure } from './store-failure.ts'

it('trips at its threshold, and says so in numbers', () => {
  expect(judged(storeFailure, { failedWrites: 1 })).toBe(
    '1 times in a row something could not be stored',
  )
})

it('lets a near miss pass', () => {
  expect(judged(storeFailure, { failedWrites: 0 })).toBeUndefined()
})

it('trips when it cannot judge', () => {
  expect(judged(storeFailure, { failedWrites: Number.NaN })).toContain('is not known')
})
