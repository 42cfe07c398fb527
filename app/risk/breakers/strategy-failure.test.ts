import { expect, it } from 'vitest'
import { judged } from './sample-inputs.fixture.ts'
import { strategyFailure } from './strategy-failure.ts'

it('trips at its threshold, and says so in numbers', () => {
  expect(judged(strategyFailure, { evaluationMs: 2_000 })).toBe(
    'the strategy took 2 s over one candle',
  )
})

it('lets a near miss pass', () => {
  expect(judged(strategyFailure, { evaluationMs: 1_999 })).toBeUndefined()
})

it('trips when it cannot judge', () => {
  expect(judged(strategyFailure, { evaluationMs: Number.NaN })).toContain('is not known')
})

it('trips on a strategy that threw', () => {
  expect(judged(strategyFailure, { evaluationMs: Number.POSITIVE_INFINITY })).toBe(
    'the strategy failed',
  )
})
