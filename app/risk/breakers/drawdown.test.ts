import { expect, it } from 'vitest'
import { drawdown } from './drawdown.ts'
import { judged } from './sample-inputs.fixture.ts'

it('trips at its threshold, and says so in numbers', () => {
  expect(judged(drawdown, { equity: 8_000 })).toBe('equity is 20 % below its peak')
})

it('lets a near miss pass', () => {
  expect(judged(drawdown, { equity: 8_001 })).toBeUndefined()
})

it('trips when it cannot judge', () => {
  expect(judged(drawdown, { equityPeak: Number.NaN })).toContain('is not known')
})
