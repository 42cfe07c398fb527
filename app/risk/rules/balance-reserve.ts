import { add, formatAmount, shareOf, subtract } from '../../domain/amount.ts'
import { notional } from '../../domain/price.ts'
import { limitOf } from '../effective-limits.ts'
import type { RiskRule } from '../risk-rule.ts'
import { percentText } from '../share-of-equity.ts'

/** Keeps a part of the equity as cash, with what the exchange takes on top. Only the account's own currency is cash. */
export const balanceReserve: RiskRule = {
  name: 'balance-reserve',
  guards: 'entries',
  refuse(intent, { market, price, limits, equity, currency, freeCash, costRate }) {
    const { reserveShare } = limits
    if (reserveShare === null || market.quote !== currency) return undefined
    const cost = notional(market, price, intent.quantity, 'up')
    const left = subtract(freeCash, add(cost, shareOf(cost, costRate, 'up')))
    const reserve = shareOf(equity, reserveShare.value, 'up')
    if (left >= reserve) return undefined
    return `it would leave ${formatAmount(left)} ${currency} of cash and ${limitOf(reserveShare)} is ${percentText(reserveShare.value)} % of equity, ${formatAmount(reserve)}`
  },
}
