import { describe, expect, it } from 'vitest'
import { money, quantity, sampleIntent } from '../domain/sample-market.fixture.ts'
import { RISK_RULES, RiskEngine } from './risk-engine.ts'
import { sampleRiskContext } from './sample-risk-context.fixture.ts'

describe('the risk engine', () => {
  it('approves the very intent that no rule refuses', () => {
    const intent = sampleIntent()
    const review = new RiskEngine().review(intent, sampleRiskContext())
    expect(review.kind === 'approved' && review.order).toBe(intent)
  })

  it('gives every refusal, in the order of the rules', () => {
    const context = sampleRiskContext({ openOrders: 9, equity: money('1') })
    const review = new RiskEngine().review(sampleIntent({ quantity: quantity('1') }), context)
    expect(review.kind === 'refused' && review.refusals.map(({ rule }) => rule)).toEqual([
      'maximum-notional',
      'maximum-open-orders',
      'maximum-position-share',
    ])
  })

  it('gives the words of a single refusal', () => {
    const review = new RiskEngine().review(sampleIntent(), sampleRiskContext({ openOrders: 9 }))
    const message = '9 orders are open and the limit is 3'
    expect(review).toEqual({
      kind: 'refused',
      refusals: [{ rule: 'maximum-open-orders', message }],
    })
  })

  it('lets an exit out of whatever entries may not do', () => {
    const exit = sampleIntent({ side: 'sell', purpose: 'exit', quantity: quantity('1') })
    const context = sampleRiskContext({ openOrders: 9, equity: money('0') })
    expect(new RiskEngine().review(exit, context).kind).toBe('approved')
  })

  it('names each rule once', () => {
    expect(new Set(RISK_RULES.map(({ name }) => name)).size).toBe(RISK_RULES.length)
  })

  it('asks the rules it was given', () => {
    const review = new RiskEngine([{ name: 'never', refuse: () => 'no' }]).review(
      sampleIntent(),
      sampleRiskContext(),
    )
    expect(review).toEqual({ kind: 'refused', refusals: [{ rule: 'never', message: 'no' }] })
  })
})
