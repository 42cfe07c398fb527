import { formatAmount } from '../../domain/amount.ts'
import { formatPrice, quantityFor } from '../../domain/price.ts'
import { success } from '../../domain/result.ts'
import type { FixedQuote } from '../../domain/sizing.ts'
import type { PositionSizer } from './position-sizer.ts'

/** What the money buys before costs, whatever the account is worth. */
export const fixedQuote: PositionSizer<FixedQuote> = ({ amount }, { market, price }) =>
  success({
    quantity: quantityFor(market, amount, price),
    stake: amount,
    arithmetic: () =>
      `fixed ${formatAmount(amount)} ${market.quote} at ${formatPrice(market, price)}`,
  })
