import { expect, it } from 'vitest'
import { orderRate } from './order-rate.ts'
import { judged } from './sample-inputs.fixture.ts'

it('trips at its threshold, and says so in numbers', () => {
  expect(judged(orderRate, { ordersSent: 300 })).toBe('300 orders were sent in the last 1 min')
})

it('lets a near miss pass', () => {
  expect(judged(orderRate, { ordersSent: 299 })).toBeUndefined()
})

it('trips when it cannot judge', () => {
  expect(judged(orderRate, { ordersSent: Number.NaN })).toContain('is not known')
})
