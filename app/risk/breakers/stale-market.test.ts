import { expect, it } from 'vitest'
import { judged } from './sample-inputs.fixture.ts'
import { staleMarket } from './stale-market.ts'

it('trips at its threshold, and says so in numbers', () => {
  expect(judged(staleMarket, { staleMs: 60_000 })).toBe(
    'the market data has not been current for 1 min',
  )
})

it('lets a near miss pass', () => {
  expect(judged(staleMarket, { staleMs: 59_999 })).toBeUndefined()
})

it('trips when it cannot judge', () => {
  expect(judged(staleMarket, { staleMs: Number.NaN })).toContain('is not known')
})
