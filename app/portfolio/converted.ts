import { type Money, moneyOf, quantityOf, subtract, ZERO_MONEY } from '../domain/amount.ts'
import type { Market } from '../domain/market.ts'
import { notional, type Price, quantityFor } from '../domain/price.ts'

/** A market and what was paid there last. */
export interface Priced {
  readonly market: Market
  readonly price: Price
}

/** A path through more markets than these says little about what could be had. */
const MARKETS_MAX = 3

/**
 * What an amount of one currency is worth in another, through as few markets as possible and at most three, rounded down at
 * each; undefined where no known prices lead there.
 */
export function converted(
  amount: Money,
  { from, to }: { readonly from: string; readonly to: string },
  prices: Iterable<Priced>,
): Money | undefined {
  if (amount < 0) {
    const worth = converted(subtract(ZERO_MONEY, amount), { from, to }, prices)
    return worth === undefined ? undefined : subtract(ZERO_MONEY, worth)
  }
  const known = [...prices]
  const reached = new Map([[from, amount]])
  for (let step = 0; step < MARKETS_MAX && !reached.has(to); step += 1) {
    for (const [currency, worth] of [...reached]) {
      for (const priced of known) reach(reached, currency, worth, priced)
    }
  }
  return reached.get(to)
}

function reach(
  reached: Map<string, Money>,
  currency: string,
  worth: Money,
  { market, price }: Priced,
): void {
  const { base, quote } = market
  if (currency === base && !reached.has(quote)) {
    reached.set(quote, notional(market, price, quantityOf(worth), 'down'))
  } else if (currency === quote && !reached.has(base) && price > 0) {
    reached.set(base, moneyOf(quantityFor(market, worth, price)))
  }
}
