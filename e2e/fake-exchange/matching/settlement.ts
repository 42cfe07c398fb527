import type { Account, BalanceChange, FeeRates } from './account.ts'
import { type Amount, amount, floorToDecimals, multiply, smallest } from './amount.ts'
import type { Market } from './market.ts'
import type { Order } from './order.ts'
import { spentAsset } from './reservation.ts'

export interface Execution {
  readonly price: Amount
  readonly quantity: Amount
  readonly maker: boolean
}

export interface Settlement {
  readonly quoteQuantity: Amount
  readonly fee: Amount
  readonly feeAsset: string
  /** How much less is reserved for the order afterwards. */
  readonly released: Amount
  readonly changes: readonly BalanceChange[]
}

interface Parties {
  readonly account: Account
  readonly market: Market
  /** Price of the discount asset in the market's quote asset. */
  readonly discountAssetPrice: Amount
}

const DISCOUNT = amount('0.75')

/** What one execution does to the balances of its account. */
export function settle(order: Order, execution: Execution, parties: Parties): Settlement {
  const { market } = parties
  const quoteQuantity = multiply(execution.price, execution.quantity)
  const spent = order.side === 'buy' ? quoteQuantity : execution.quantity
  const received = order.side === 'buy' ? execution.quantity : quoteQuantity
  const released = smallest(order.reserved, heldFor(order, execution, spent))
  const { fee, feeAsset } = feeFor(order, execution, parties)
  const receivedAsset = order.side === 'buy' ? market.baseAsset : market.quoteAsset
  const changes = [
    { asset: spentAsset(order, market), free: released - spent, locked: -released },
    { asset: receivedAsset, free: received, locked: 0n },
    { asset: feeAsset, free: -fee, locked: 0n },
  ]
  return { quoteQuantity, fee, feeAsset, released, changes }
}

/** A limit order that fills at a better price gives the difference back. */
function heldFor(order: Order, { quantity }: Execution, spent: Amount): Amount {
  if (order.side === 'sell' || order.price === null) return spent
  return multiply(order.price, quantity)
}

interface Fee {
  readonly fee: Amount
  readonly feeAsset: string
}

/** Taken from what was received, or from the discount asset when the account has enough of that. */
function feeFor(order: Order, execution: Execution, parties: Parties): Fee {
  const { account, market } = parties
  const rate = rateOf(account.feeRates, execution.maker)
  const quoteQuantity = multiply(execution.price, execution.quantity)
  const { discountAsset } = account.feeRates
  if (discountAsset !== null) {
    const inQuote = multiply(multiply(quoteQuantity, rate), DISCOUNT)
    const inAsset = (inQuote * amount('1')) / parties.discountAssetPrice
    const fee = floorToDecimals(inAsset, market.assetDecimals)
    if (fee <= account.balance(discountAsset).free) return { fee, feeAsset: discountAsset }
  }
  const received = order.side === 'buy' ? execution.quantity : quoteQuantity
  const fee = floorToDecimals(multiply(received, rate), market.assetDecimals)
  return { fee, feeAsset: order.side === 'buy' ? market.baseAsset : market.quoteAsset }
}

function rateOf({ maker, taker }: FeeRates, isMaker: boolean): Amount {
  return isMaker ? maker : taker
}
