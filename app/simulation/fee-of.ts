import {
  type Money,
  moneyOf,
  type Quantity,
  type Rate,
  shareOf,
  subtract,
  ZERO_MONEY,
} from '../domain/amount.ts'
import type { Execution } from '../domain/fill.ts'
import type { Market } from '../domain/market.ts'
import type { Side } from '../domain/order.ts'
import type { ExchangeProfile } from './exchange-profile.ts'
import { OWN_CURRENCY } from './simulated-markets.ts'

/** 0.1 %. */
export const FEE_RATE = 100_000 as Rate
/** The same, counted in a currency of which one is worth 500 of the quote currency. */
const OWN_FEE_RATE = 200 as Rate
const MAKER_PAY_RATE = 10_000 as Rate

export interface Fee {
  readonly fee: Money
  readonly feeCurrency: string
}

interface Trade {
  readonly market: Market
  readonly side: Side
  readonly quantity: Quantity
  readonly cost: Money
  readonly liquidity: Execution['liquidity']
}

/** Where too little of the exchange's own currency is left, the fee is taken from what is received. */
export function feeOf(
  { market, side, quantity, cost, liquidity }: Trade,
  { feeHabit, paysMakers }: ExchangeProfile,
  own: Money,
): Fee {
  if (paysMakers && liquidity === 'maker') {
    const pay = shareOf(cost, MAKER_PAY_RATE, 'down')
    return { fee: subtract(ZERO_MONEY, pay), feeCurrency: market.quote }
  }
  if (feeHabit === 'own') {
    const fee = shareOf(cost, OWN_FEE_RATE, 'up')
    if (fee <= own) return { fee, feeCurrency: OWN_CURRENCY }
  }
  if (feeHabit === 'quote' || side === 'sell') {
    return { fee: shareOf(cost, FEE_RATE, 'up'), feeCurrency: market.quote }
  }
  return { fee: moneyOf(shareOf(quantity, FEE_RATE, 'up')), feeCurrency: market.base }
}
