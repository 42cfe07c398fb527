import { expect, it } from 'vitest'
import { rateFromPercent } from '../../domain/amount.ts'
import { money } from '../../domain/sample-market.fixture.ts'
import { ask, askExit, NOTHING } from '../sample-risk-context.fixture.ts'
import { maximumGroupShare } from './maximum-group-share.ts'

const majors = { name: 'majors', assets: ['BTC', 'ETH'], shareMax: rateFromPercent(50) }
const others = { name: 'others', assets: ['DOGE', 'ETH'], shareMax: rateFromPercent(1) }
const limits = { groups: [majors, others] }

function holding(ether: string) {
  const exposure = new Map([
    ['ETH', money(ether)],
    ['SOL', money('9000')],
  ])
  return { account: { ...NOTHING, exposure } }
}

it('allows the assets of a group together at its limit, whatever is held of others', () => {
  expect(ask(maximumGroupShare, { limits, context: holding('2000') })).toBe('')
})

it('refuses more of them, and names the group', () => {
  expect(ask(maximumGroupShare, { limits, context: holding('2001') })).toBe(
    "the group majors would be 50.01 % of equity and the account's limit is 50 %",
  )
})

it('gives every group that is full', () => {
  const twice = { groups: [majors, { ...majors, name: 'large', shareMax: rateFromPercent(45) }] }
  expect(ask(maximumGroupShare, { limits: twice, context: holding('3000') })).toBe(
    "the group majors would be 60 % of equity and the account's limit is 50 %; the group large would be 60 % of equity and the account's limit is 45 %",
  )
})

it('is not in the way of an exit', () => {
  expect(askExit(maximumGroupShare, { limits, context: holding('9000') })).toBe('')
})
