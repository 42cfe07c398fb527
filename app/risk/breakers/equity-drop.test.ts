import { expect, it } from 'vitest'
import { equityDrop } from './equity-drop.ts'
import { judged } from './sample-inputs.fixture.ts'

it('trips at its threshold, and says so in numbers', () => {
  expect(judged(equityDrop, { equity: 9_000 })).toBe(
    'equity is 10 % below its highest of the last 1 h',
  )
})

it('lets a near miss pass', () => {
  expect(judged(equityDrop, { equity: 9_001 })).toBeUndefined()
})

it('trips when it cannot judge', () => {
  expect(judged(equityDrop, { equity: Number.NaN })).toContain('is not known')
})
