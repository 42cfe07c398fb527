import { describe, expect, it } from 'vitest'
import { rateFromPercent } from '../domain/amount.ts'
import { money, quantity, sampleIntent } from '../domain/sample-market.fixture.ts'
import { effectiveLimits } from './effective-limits.ts'
import { RISK_RULES, RiskEngine } from './risk-engine.ts'
import { NOTHING, sampleRiskContext } from './sample-risk-context.fixture.ts'

/** Every limit there is, none of which this order keeps. */
const NOTHING_ALLOWED = effectiveLimits({
  account: {
    notionalMin: money('100000'),
    notionalMax: money('1'),
    positionShareMax: rateFromPercent(1),
    exposureShareMax: rateFromPercent(1),
    assetShareMax: rateFromPercent(1),
    groups: [{ name: 'all', assets: ['BTC'], shareMax: rateFromPercent(1) }],
    openOrdersMax: 1,
    ordersPerMinuteMax: 1,
    collarMax: rateFromPercent(1),
    spreadMax: rateFromPercent(1),
    bookAgeMaxMs: 1,
    slippageMax: rateFromPercent(1),
    stopCoolDownMs: 1_000,
    allowedSymbols: [],
    tradingHours: [],
    isStopRequired: true,
    reserveShare: rateFromPercent(99),
    duplicateWindowMs: 1_000,
  },
})
const now = 0
const CROWDED = sampleRiskContext({
  limits: { ...NOTHING_ALLOWED, tradingHours: [{ value: [], level: 'account' }] },
  now,
  lastPrice: undefined,
  account: { ...NOTHING, openOrders: 9, ordersLastMinute: 9 },
  lastStopAt: now,
  lastTwinAt: now,
})

describe('the risk engine', () => {
  it('approves the very intent that no rule refuses', () => {
    const intent = sampleIntent()
    const review = new RiskEngine().review(intent, sampleRiskContext())
    expect(review.kind === 'approved' && review.order).toBe(intent)
  })

  it('asks every rule, and gives every refusal in the order of the rules', () => {
    const review = new RiskEngine().review(sampleIntent(), CROWDED)
    const asked = RISK_RULES.map(({ name }) => name)
    expect(review.kind === 'refused' && review.refusals.map(({ rule }) => rule)).toEqual(asked)
  })

  it('gives the words of a single refusal', () => {
    const limits = effectiveLimits({ account: { openOrdersMax: 3 } })
    const context = sampleRiskContext({ limits, account: { ...NOTHING, openOrders: 9 } })
    const message = "9 orders are open and the account's limit is 3"
    expect(new RiskEngine().review(sampleIntent(), context)).toEqual({
      kind: 'refused',
      refusals: [{ rule: 'maximum-open-orders', message }],
    })
  })

  it('lets an exit out of whatever entries may not do', () => {
    const exit = sampleIntent({ side: 'sell', purpose: 'exit', quantity: quantity('1') })
    const context = { ...CROWDED, equity: money('0') }
    expect(new RiskEngine().review(exit, context).kind).toBe('approved')
  })

  it('names each rule once', () => {
    expect(new Set(RISK_RULES.map(({ name }) => name)).size).toBe(RISK_RULES.length)
  })

  it('asks the rules it was given', () => {
    const review = new RiskEngine([
      { name: 'never', guards: 'entries', refuse: () => 'no' },
    ]).review(sampleIntent(), sampleRiskContext())
    expect(review).toEqual({ kind: 'refused', refusals: [{ rule: 'never', message: 'no' }] })
  })
})
