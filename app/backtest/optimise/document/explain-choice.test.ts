import { expect, it } from 'vitest'
import { sampleMetrics } from '../sample-metrics.fixture.ts'
import { explainChoice } from './explain-choice.ts'

const trial = (fast: number, value: number, plateau: number) => ({
  ...{ parameters: { fast }, value, plateau, neighbours: 2 },
  metrics: sampleMetrics(),
})

it('says why a plateau is taken rather than a peak', () => {
  expect(explainChoice('sharpe', trial(10, 1.2, 1.1), trial(5, 1.9, 0.3))).toBe(
    'fast 10 has a sharpe of 1.200; the median of it and its 2 neighbours, 1.100, is the highest of all medians. fast 5 is higher by itself, 1.900, but with its neighbours it has 0.300: a peak that stands alone is likelier to be luck.',
  )
})

it('says when the two are one', () => {
  const both = trial(10, 1.2, 1.1)
  expect(explainChoice('sqn', both, both)).toContain('No single set is higher either.')
})

it('says when there is nothing to choose', () => {
  expect(explainChoice('sharpe', null, null)).toContain('No set met the constraints')
})
