import { expect, it } from 'vitest'
import { judged } from './sample-inputs.fixture.ts'
import { unresolvedOrders } from './unresolved-orders.ts'

it('trips at its threshold, and says so in numbers', () => {
  expect(judged(unresolvedOrders, { unresolvedMs: 120_000 })).toBe(
    'nobody has known for 2 min what became of an order',
  )
})

it('lets a near miss pass', () => {
  expect(judged(unresolvedOrders, { unresolvedMs: 119_999 })).toBeUndefined()
})

it('trips when it cannot judge', () => {
  expect(judged(unresolvedOrders, { unresolvedMs: Number.NaN })).toContain('is not known')
})
