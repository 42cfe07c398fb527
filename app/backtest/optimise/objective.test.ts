import { expect, it } from 'vitest'
import { meets } from './constraint.ts'
import { objectiveValue } from './objective.ts'
import { sampleMetrics } from './sample-metrics.fixture.ts'

it('takes what is asked for from the metrics', () => {
  const metrics = sampleMetrics({ totalReturn: 0.3, maxDrawdown: 0.1, sqn: 2.5 })
  expect(objectiveValue('return', metrics)).toBe(0.3)
  expect(objectiveValue('return-drawdown', metrics)).toBeCloseTo(3, 12)
  expect(objectiveValue('sqn', metrics)).toBe(2.5)
})

it('has no value where there is nothing to divide by', () => {
  expect(objectiveValue('return-drawdown', sampleMetrics({ maxDrawdown: 0 }))).toBeNull()
  expect(objectiveValue('profit-factor', sampleMetrics({ profitFactor: null }))).toBeNull()
})

it('meets a constraint at its limit', () => {
  const metrics = sampleMetrics({ trades: 30, maxDrawdown: 0.2 })
  expect(meets(metrics, [{ metric: 'trades', kind: 'at-least', limit: 30 }])).toBe(true)
  expect(meets(metrics, [{ metric: 'maxDrawdown', kind: 'at-most', limit: 0.2 }])).toBe(true)
})

it('misses one beyond it, and one whose metric cannot be told', () => {
  const metrics = sampleMetrics({ trades: 30, sharpe: null })
  expect(meets(metrics, [{ metric: 'trades', kind: 'at-least', limit: 31 }])).toBe(false)
  expect(meets(metrics, [{ metric: 'trades', kind: 'at-most', limit: 29 }])).toBe(false)
  expect(meets(metrics, [{ metric: 'sharpe', kind: 'at-least', limit: -9 }])).toBe(false)
})
