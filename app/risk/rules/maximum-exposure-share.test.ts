import { expect, it } from 'vitest'
import { rateFromPercent } from '../../domain/amount.ts'
import { money } from '../../domain/sample-market.fixture.ts'
import { ask, askExit, NOTHING } from '../sample-risk-context.fixture.ts'
import { maximumExposureShare } from './maximum-exposure-share.ts'

const limits = { exposureShareMax: rateFromPercent(60) }

function holding(ether: string) {
  const exposure = new Map([
    ['BTC', money('1000')],
    ['ETH', money(ether)],
  ])
  return { ...NOTHING, exposure }
}

it('allows holdings of all assets together at the limit', () => {
  expect(ask(maximumExposureShare, { limits, context: { account: holding('2000') } })).toBe('')
  expect(ask(maximumExposureShare, { context: { account: holding('20000') } })).toBe('')
})

it('refuses those above it', () => {
  expect(ask(maximumExposureShare, { limits, context: { account: holding('2001') } })).toBe(
    "all that the account holds would be 60.01 % of equity and the account's limit is 60 %",
  )
  expect(
    ask(maximumExposureShare, { limits, level: 'bot', context: { own: holding('2001') } }),
  ).toBe("all that the bot holds would be 60.01 % of equity and the bot's limit is 60 %")
})

it('refuses while nobody knows what something that is held is worth', () => {
  const exposure = new Map([['DOGE', undefined]])
  expect(
    ask(maximumExposureShare, { limits, context: { account: { ...NOTHING, exposure } } }),
  ).toBe(
    'no price leads from DOGE to USDT, so all that the account holds cannot be held against equity',
  )
  expect(ask(maximumExposureShare, { context: { account: { ...NOTHING, exposure } } })).toBe('')
})

it('is not in the way of an exit', () => {
  expect(askExit(maximumExposureShare, { limits, context: { account: holding('9000') } })).toBe('')
})
