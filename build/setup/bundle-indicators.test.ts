import { expect, it } from 'vitest'
import { INDICATORS_BUNDLE } from '../../app/sandbox/indicators-bundle.ts'
import { bundleIndicators } from './bundle-indicators.ts'

it('has the indicators of the installed trading-signals for users’ strategies', async () => {
  expect(await bundleIndicators()).toBe(INDICATORS_BUNDLE)
})
