import {
  add,
  formatAmount,
  formatPercent,
  type Money,
  type Rate,
  shareOf,
  subtract,
  withoutShare,
  ZERO_MONEY,
} from '../../domain/amount.ts'
import { quantityFor } from '../../domain/price.ts'
import { type Bound, limitOf, type TotalLimits } from '../effective-limits.ts'
import type { RiskContext, Standing } from '../risk-rule.ts'
import { type Ceiling, orderValueCeiling } from './ceilings.ts'

/**
 * What the limits leave room for, as far as a smaller size keeps them: a size is cut rather than refused. The rules have
 * the last word.
 */
export function limitCeilings(context: RiskContext): readonly Ceiling[] {
  const { limits, own, account, market, currency } = context
  const found: Ceiling[] = []
  // They are counted in the account's currency, and say how much to buy only where that is what is paid with.
  if (market.quote !== currency) return found
  if (limits.notionalMax !== null) found.push(orderValueCeiling(context, limits.notionalMax))
  if (limits.reserveShare !== null) found.push(reserveCeiling(context, limits.reserveShare))
  addTotals(found, context, limits.own, own)
  addTotals(found, context, limits.account, account)
  return found
}

function addTotals(
  found: Ceiling[],
  context: RiskContext,
  { positionShareMax, exposureShareMax, assetShareMax, groups }: TotalLimits,
  { position, exposure }: Standing,
): void {
  const { base } = context.market
  if (positionShareMax !== null) {
    const room = { bound: positionShareMax, taken: position, what: 'one position' }
    found.push(exposureCeiling(context, room))
  }
  const addRoom = (bound: Bound<Rate>, assets: Iterable<string>, what: string) => {
    let taken: Money = ZERO_MONEY
    // What is not known leaves its refusal to the rules.
    for (const asset of assets) taken = add(taken, exposure.get(asset) ?? ZERO_MONEY)
    found.push(exposureCeiling(context, { bound, taken, what }))
  }
  if (exposureShareMax !== null) addRoom(exposureShareMax, exposure.keys(), 'all together')
  if (assetShareMax !== null) addRoom(assetShareMax, [base], base)
  for (const { value, level } of groups) {
    if (!value.assets.includes(base)) continue
    addRoom({ value: value.shareMax, level }, value.assets, `the group ${value.name}`)
  }
}

interface Room {
  readonly bound: Bound<Rate>
  readonly taken: Money
  readonly what: string
}

function exposureCeiling(
  { market, price, equity, currency }: RiskContext,
  { bound, taken, what }: Room,
): Ceiling {
  const left = subtract(shareOf(equity, bound.value, 'down'), taken)
  return {
    quantityMax: quantityFor(market, left, price),
    words: () =>
      `${limitOf(bound)} of ${formatPercent(bound.value)} % of equity in ${what}, of which ${formatAmount(taken)} ${currency} is taken`,
  }
}

function reserveCeiling(
  { market, price, equity, freeCash, costRate, currency }: RiskContext,
  bound: Bound<Rate>,
): Ceiling {
  const reserve = shareOf(equity, bound.value, 'up')
  const left = withoutShare(subtract(freeCash, reserve), costRate)
  return {
    quantityMax: quantityFor(market, left, price),
    words: () =>
      `${limitOf(bound)} of ${formatPercent(bound.value)} % of equity as a reserve, ${formatAmount(reserve)} ${currency}`,
  }
}
