import { expect, it } from 'vitest'
import { rateFromPercent } from '../../domain/amount.ts'
import { money } from '../../domain/sample-market.fixture.ts'
import { ask, askExit, NOTHING } from '../sample-risk-context.fixture.ts'
import { maximumAssetShare } from './maximum-asset-share.ts'

const limits = { assetShareMax: rateFromPercent(40) }

function holding(bitcoin: string) {
  const exposure = new Map([
    ['BTC', money(bitcoin)],
    ['ETH', money('5000')],
  ])
  return { account: { ...NOTHING, exposure } }
}

it('allows what is held of the asset at the limit, whatever is held of others', () => {
  expect(ask(maximumAssetShare, { limits, context: holding('1000') })).toBe('')
})

it('refuses more than that', () => {
  expect(ask(maximumAssetShare, { limits, context: holding('1000.01') })).toBe(
    "BTC of the account would be 40.0001 % of equity and the account's limit is 40 %",
  )
})

it('is not in the way of an exit', () => {
  expect(askExit(maximumAssetShare, { limits, context: holding('5000') })).toBe('')
})
