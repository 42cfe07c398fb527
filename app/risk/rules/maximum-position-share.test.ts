import { expect, it } from 'vitest'
import { rateFromPercent } from '../../domain/amount.ts'
import { money, price, quantity } from '../../domain/sample-market.fixture.ts'
import { ask, askExit, NOTHING } from '../sample-risk-context.fixture.ts'
import { maximumPositionShare } from './maximum-position-share.ts'

const limits = { positionShareMax: rateFromPercent(50) }
const half = { price: price('50000') }

it('allows a position at the limit', () => {
  expect(ask(maximumPositionShare, { limits, context: half })).toBe('')
  expect(ask(maximumPositionShare, { limits, context: half, level: 'bot' })).toBe('')
})

it('refuses one above it, and says by how much', () => {
  const intent = { quantity: quantity('0.10001') }
  expect(ask(maximumPositionShare, { limits, intent, context: half, level: 'bot' })).toBe(
    "the position would be 50.005 % of equity and the bot's limit is 50 %",
  )
  const context = { price: price('50000.01') }
  expect(ask(maximumPositionShare, { limits, context })).toBe(
    "the account's position would be 50.00001 % of equity and the account's limit is 50 %",
  )
})

it.each([
  ['bot', 'own'],
  ['account', 'account'],
  ['global', 'account'],
] as const)('holds the limit of %s against what it has itself', (level, whose) => {
  const context = { ...half, [whose]: { ...NOTHING, position: money('4500') } }
  const of = (text: string) => ({ limits, level, context, intent: { quantity: quantity(text) } })
  expect(ask(maximumPositionShare, of('0.01'))).toBe('')
  expect(ask(maximumPositionShare, of('0.01001'))).toContain('50.005 %')
  const other = whose === 'own' ? { ...context, own: NOTHING } : { ...context, account: NOTHING }
  expect(ask(maximumPositionShare, { ...of('0.01001'), context: other })).toBe('')
})

it('refuses to take a share of nothing', () => {
  const question = (equity: string) => ({ limits, context: { equity: money(equity) } })
  expect(ask(maximumPositionShare, question('0'))).toBe(
    'equity is 0 USDT, so there is nothing to take a share of',
  )
  expect(ask(maximumPositionShare, question('-1'))).toContain('equity is -1')
})

it('refuses where it cannot tell what the order is worth', () => {
  const context = { worth: () => undefined, currency: 'EUR' }
  expect(ask(maximumPositionShare, { limits, context })).toBe(
    "no price leads from USDT to EUR, so the account's position cannot be held against equity",
  )
  expect(ask(maximumPositionShare, { context })).toBe('')
})

it('is not in the way of an exit', () => {
  const question = { limits, intent: { quantity: quantity('10') } }
  expect(askExit(maximumPositionShare, { ...question, context: { equity: money('0') } })).toBe('')
})
