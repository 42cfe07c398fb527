import fc from 'fast-check'
import {
  type Money,
  type Quantity,
  type Rate,
  rateFromBasisPoints,
  rateFromPercent,
  ZERO_QUANTITY,
} from '../../domain/amount.ts'
import { notional, type Price } from '../../domain/price.ts'
import {
  anyMoney,
  anyPrice,
  anyQuantity,
  anyRate,
  signedMoney,
  smallRate,
} from '../../domain/sample-arbitraries.fixture.ts'
import { money, price, SAMPLE_MARKET } from '../../domain/sample-market.fixture.ts'
import type { Sizing } from '../../domain/sizing.ts'
import { effectiveLimits } from '../effective-limits.ts'
import type { RiskContext } from '../risk-rule.ts'
import { NOTHING, sampleRiskContext } from '../sample-risk-context.fixture.ts'
import { limitCeilings } from './limit-ceilings.ts'
import type { SizeRequest } from './position-sizer.ts'
import { sizeEntry } from './size-entry.ts'

/** 10,000 USDT, all free, at a price of 30,000, with costs of 0.13 %, a stop 2 % below, and no limits. */
export const SAMPLE_REQUEST: SizeRequest = {
  market: SAMPLE_MARKET,
  price: price('30000'),
  equity: money('10000'),
  freeCash: money('10000'),
  costRate: rateFromBasisPoints(13),
  stopPrice: price('29400'),
  averageTrueRange: price('150'),
  ceilings: [],
}

/** An account with limits, as a test may change it. */
export interface SampleAccount {
  readonly price: Price
  readonly equity: Money
  readonly freeCash: Money
  readonly costRate: Rate
  readonly stopPrice: Price | null
  readonly averageTrueRange: Price | null
  readonly notionalMax: Money
  readonly shareMax: Rate
  readonly taken: Quantity
}

/** Up to 100,000: what people have and gain and lose, beside amounts of every magnitude. */
const usualUnits = fc.integer({ min: 0, max: 10_000_000_000_000 })
export const anyWorth = fc.oneof(
  anyMoney,
  usualUnits.map((units) => units as Money),
)

/** Limits in nobody's way, so that what is asked for is not hidden by what it is cut to. */
const usualAccount: fc.Arbitrary<SampleAccount> = fc
  .record({
    price: anyPrice,
    equity: usualUnits.map((units) => units as Money),
    costRate: smallRate,
    stopPrice: fc.option(anyPrice),
    averageTrueRange: fc.option(anyPrice),
  })
  .map((account) => ({
    ...account,
    freeCash: money('1000000'),
    notionalMax: money('1000000'),
    shareMax: rateFromPercent(1_000),
    taken: ZERO_QUANTITY,
  }))

const wildAccount: fc.Arbitrary<SampleAccount> = fc.record({
  price: anyPrice,
  equity: signedMoney,
  freeCash: signedMoney,
  costRate: smallRate,
  stopPrice: fc.option(anyPrice),
  averageTrueRange: fc.option(anyPrice),
  notionalMax: anyMoney,
  shareMax: anyRate,
  taken: fc.oneof(fc.constant(ZERO_QUANTITY), anyQuantity),
})

export const anyAccount = fc.oneof(wildAccount, usualAccount)

export function requestOf(account: SampleAccount): SizeRequest {
  const { notionalMax, shareMax, taken, ...plain } = account
  return { market: SAMPLE_MARKET, ...plain, ceilings: limitCeilings(riskContextOf(account)) }
}

/** Where every limit that a smaller size keeps is set, on the bot and on the account. */
export function riskContextOf(account: SampleAccount): RiskContext {
  const { price, equity, freeCash, costRate, taken, notionalMax, shareMax } = account
  const group = { name: 'majors', assets: [SAMPLE_MARKET.base, 'ETH'], shareMax }
  const shares = { positionShareMax: shareMax, exposureShareMax: shareMax, groups: [group] }
  const worth = notional(SAMPLE_MARKET, price, taken, 'down')
  const exposure = new Map([
    [SAMPLE_MARKET.base, worth],
    ['ETH', worth],
  ])
  const standing = { ...NOTHING, position: worth, exposure }
  return sampleRiskContext({
    price,
    equity,
    freeCash,
    costRate,
    own: standing,
    account: standing,
    limits: effectiveLimits({
      bot: { notionalMax, ...shares },
      account: { ...shares, assetShareMax: shareMax },
    }),
  })
}

/** How much would be bought; nothing where the sizing cannot tell. */
export function sizeOf(sizing: Sizing, request: SizeRequest): Quantity {
  const size = sizeEntry(sizing, request)
  return size.ok ? size.value.quantity : ZERO_QUANTITY
}

/** The arithmetic, or why there is none. */
export function arithmeticOf(sizing: Sizing, changes: Partial<SizeRequest> = {}): string {
  const size = sizeEntry(sizing, { ...SAMPLE_REQUEST, ...changes })
  return size.ok ? size.value.arithmetic() : size.error
}
