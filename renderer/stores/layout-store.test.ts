import { expect, it } from 'vitest'
import { createLayoutStore, PANEL_LIMITS } from './layout-store.ts'

it('takes a size within the limits', () => {
  const store = createLayoutStore()
  store.getState().resize('side', 400.4)
  expect(store.getState().side).toBe(400)
})

it('stops at the limits', () => {
  const store = createLayoutStore()
  store.getState().resize('records', 5)
  expect(store.getState().records).toBe(PANEL_LIMITS.records.min)
  store.getState().resize('records', 5_000)
  expect(store.getState().records).toBe(PANEL_LIMITS.records.max)
})
