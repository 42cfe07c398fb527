import { expect, it } from 'vitest'
import { type SizingSetup, sizingFrom } from './sizing-setup.ts'
import { sizingSetupOf } from './sizing-setup-of.ts'

it.each<SizingSetup>([
  { kind: 'fixed-amount', quantity: '0.01' },
  { kind: 'fixed-quote', amount: '250' },
  { kind: 'percent-of-equity', percent: 12.5 },
  { kind: 'risk-percent', percent: 0.75 },
  { kind: 'volatility-target', percent: 1, period: 14, multiple: 2.5 },
  { kind: 'kelly', winPercent: 55, payoffRatio: 1.5, fraction: 0.25, percentMax: 20 },
])('a sizing of the kind $kind comes back as it was typed', (setup) => {
  expect(sizingSetupOf(sizingFrom(setup))).toEqual(setup)
})
