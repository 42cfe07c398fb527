import {
  add,
  formatAmount,
  type Money,
  type Quantity,
  ratioOf,
  smaller,
  subtract,
  ZERO_MONEY,
} from '../../domain/amount.ts'
import type { Market } from '../../domain/market.ts'
import type { BookLevel } from '../../domain/order-book.ts'
import { notional, type Price } from '../../domain/price.ts'
import { usableBook } from '../book-prices.ts'
import { limitOf } from '../effective-limits.ts'
import type { RiskRule } from '../risk-rule.ts'
import { percentText } from '../share-of-equity.ts'

/**
 * How much worse than the mark the book would fill an order that takes any price; one that has a worst price of its own
 * is the collar's business. Refuses when there is no book, or too little in it.
 */
export const maximumSlippage: RiskRule = {
  name: 'maximum-slippage',
  guards: 'entries',
  refuse({ limitPrice, quantity, side }, context) {
    const { market, limits } = context
    const { slippageMax } = limits
    if (slippageMax === null || limitPrice !== null || quantity <= 0) return undefined
    const found = usableBook(context)
    if (found.bid === undefined) return `the slippage is not known: ${found.fault}`
    const { book, bid, ask } = found
    const levels = side === 'buy' ? book.asks : book.bids
    const taken = take(market, levels, quantity)
    if (taken.missing > 0) {
      return `the book offers only ${formatAmount(subtract(quantity, taken.missing))} of ${formatAmount(quantity)} ${market.base}`
    }
    const twiceAtMark = notional(market, (bid.price + ask.price) as Price, quantity, 'up')
    const twice = add(taken.cost, taken.cost)
    const worse = side === 'buy' ? subtract(twice, twiceAtMark) : subtract(twiceAtMark, twice)
    const slippage = ratioOf(worse, twiceAtMark)
    if (slippage <= slippageMax.value) return undefined
    return `the book would fill it ${percentText(slippage)} % worse than the mark and ${limitOf(slippageMax)} is ${percentText(slippageMax.value)} %`
  },
}

/** What an order would pay or bring if it traded against the book now, and what the book does not have. */
function take(market: Market, levels: readonly BookLevel[], quantity: Quantity) {
  let missing = quantity
  let cost: Money = ZERO_MONEY
  for (const level of levels) {
    if (missing <= 0) break
    const part = smaller(missing, level.quantity)
    cost = add(cost, notional(market, level.price, part, 'up'))
    missing = subtract(missing, part)
  }
  return { missing, cost }
}
