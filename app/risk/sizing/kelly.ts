import { formatAmount, type Rate, rateOf, shareOf, WHOLE } from '../../domain/amount.ts'
import { formatPrice, quantityFor } from '../../domain/price.ts'
import { failure, success } from '../../domain/result.ts'
import { type Kelly, kellyShare } from '../../domain/sizing.ts'
import type { PositionSizer } from './position-sizer.ts'

/**
 * A fraction of Kelly's share, at most the cap, of the equity. The share is taken as what the purchase is worth, as if all
 * of it could be lost: a stop makes the true stake smaller than the formula's.
 */
export const kelly: PositionSizer<Kelly> = (sizing, request) => {
  const { fraction, shareMax } = sizing
  const { market, equity, price } = request
  const full = kellyShare(sizing)
  if (full <= 0) return failure(`Kelly stakes nothing: ${formula(sizing)} is not above zero`)
  const wanted = rateOf(full, fraction)
  const share = Math.min(wanted, shareMax) as Rate
  return success({
    quantity: quantityFor(market, shareOf(equity, share, 'down'), price),
    arithmetic: () =>
      `(${formula(sizing)}) × ${formatAmount(fraction)} = ${formatAmount(wanted)}${cap(wanted, shareMax)}, × equity ${formatAmount(equity)} ${market.quote} at ${formatPrice(market, price)}`,
  })
}

function formula(sizing: Kelly): string {
  const { winRate, payoffRatio } = sizing
  const lossRate = (WHOLE - winRate) as Rate
  return `Kelly ${formatAmount(winRate)} − ${formatAmount(lossRate)} ÷ ${formatAmount(payoffRatio)} = ${formatAmount(kellyShare(sizing))}`
}

function cap(wanted: Rate, shareMax: Rate): string {
  return wanted > shareMax ? `, capped at ${formatAmount(shareMax)}` : ''
}
