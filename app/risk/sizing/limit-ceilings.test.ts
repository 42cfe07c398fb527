import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Rate, rateFromPercent } from '../../domain/amount.ts'
import { money, quantity, sampleIntent } from '../../domain/sample-market.fixture.ts'
import { effectiveLimits } from '../effective-limits.ts'
import { RiskEngine } from '../risk-engine.ts'
import { balanceReserve } from '../rules/balance-reserve.ts'
import { NOTHING, sampleRiskContext } from '../sample-risk-context.fixture.ts'
import { limitCeilings } from './limit-ceilings.ts'
import { anyAccount } from './sample-size-request.fixture.ts'

it('has no ceilings where nothing is limited', () => {
  expect(limitCeilings(sampleRiskContext())).toEqual([])
})

it('says of each limit what it leaves room for, and whose it is', () => {
  const groups = [
    { name: 'majors', assets: ['BTC', 'ETH'], shareMax: rateFromPercent(50) },
    { name: 'others', assets: ['SOL'], shareMax: rateFromPercent(1) },
  ]
  const limits = effectiveLimits({
    bot: { notionalMax: money('600') },
    account: { exposureShareMax: rateFromPercent(60), reserveShare: rateFromPercent(70) },
    global: { assetShareMax: rateFromPercent(30), groups },
  })
  const exposure = new Map([
    ['BTC', money('1500')],
    ['ETH', money('2000')],
  ])
  const context = sampleRiskContext({ limits, account: { ...NOTHING, exposure } })
  const told = limitCeilings(context).map(({ quantityMax, words }) => [quantityMax, words()])
  expect(told).toEqual([
    [quantity('0.02'), "the bot's limit of 600 USDT an order"],
    [quantity('0.1'), "the account's limit of 70 % of equity as a reserve, 7000 USDT"],
    [
      quantity('0.08333333'),
      "the account's limit of 60 % of equity in all together, of which 3500 USDT is taken",
    ],
    [
      quantity('0.05'),
      'the limit of all accounts of 30 % of equity in BTC, of which 1500 USDT is taken',
    ],
    [
      quantity('0.05'),
      'the limit of all accounts of 50 % of equity in the group majors, of which 3500 USDT is taken',
    ],
  ])
})

it('leaves limits on shares to the rules where equity is counted in another currency', () => {
  const limits = effectiveLimits({ bot: { exposureShareMax: rateFromPercent(1) } })
  expect(limitCeilings(sampleRiskContext({ limits, currency: 'EUR' }))).toEqual([])
})

it('leaves no more room than the reserve allows, to the last unit', () => {
  const share = fc.integer({ min: 1, max: 100_000_000 }).map((units) => units as Rate)
  fc.assert(
    fc.property(anyAccount, share, ({ price, equity, freeCash, costRate }, reserveShare) => {
      const limits = effectiveLimits({ account: { reserveShare } })
      const context = sampleRiskContext({ limits, price, equity, freeCash, costRate })
      const [ceiling] = limitCeilings(context)
      if (ceiling === undefined || ceiling.quantityMax <= 0) return
      const intent = sampleIntent({ quantity: ceiling.quantityMax })
      expect(new RiskEngine([balanceReserve]).review(intent, context).kind).toBe('approved')
    }),
  )
})
