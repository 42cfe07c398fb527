import { add, type Money } from '../../domain/amount.ts'
import type { OrderIntent } from '../../domain/order.ts'
import { notional } from '../../domain/price.ts'
import { failure, type Result, success } from '../../domain/result.ts'
import { noWayTo } from '../exposure.ts'
import type { RiskContext, RiskRule, Standing } from '../risk-rule.ts'
import { faultsText, shareFault } from '../share-of-equity.ts'

/** In one market, position, open entries and this order together may be worth so much of the equity. */
export const maximumPositionShare: RiskRule = {
  name: 'maximum-position-share',
  guards: 'entries',
  refuse(intent, context) {
    const { limits, own, account } = context
    if ((limits.own.positionShareMax ?? limits.account.positionShareMax) === null) return undefined
    return faultsText(
      shareFault(
        'the position',
        positionWorth(intent, context, own),
        limits.own.positionShareMax,
        context,
      ),
      shareFault(
        "the account's position",
        positionWorth(intent, context, account),
        limits.account.positionShareMax,
        context,
      ),
    )
  },
}

function positionWorth(
  { quantity }: OrderIntent,
  { market, price, worth, currency }: RiskContext,
  { position }: Standing,
): Result<Money, string> {
  const value = worth(add(position, notional(market, price, quantity, 'down')))
  return value === undefined ? failure(noWayTo(currency, market.quote)) : success(value)
}
