import type { Money, Quantity } from '../domain/amount.ts'
import type { Market } from '../domain/market.ts'
import type { Price } from '../domain/price.ts'

const ONE = 10 ** 8

function market(base: string): Market {
  return {
    symbol: `${base}/USDT`,
    base,
    quote: 'USDT',
    priceDecimals: 2,
    priceTick: 1 as Price,
    quantityStep: 10_000 as Quantity,
    quantityMin: 10_000 as Quantity,
    notionalMin: (10 * ONE) as Money,
  }
}

/** Bots trade the first one; people trade both. */
export const BOT_MARKET = market('BTC')
export const SIMULATED_MARKETS: readonly Market[] = [BOT_MARKET, market('ETH')]

export const FIRST_PRICES: ReadonlyMap<string, Price> = new Map([
  ['BTC/USDT', 30_000_00 as Price],
  ['ETH/USDT', 2_000_00 as Price],
])

/** The currency in which some exchanges take their fees, and a fee's share of the cost counted in it. */
export const OWN_CURRENCY = 'BNB'

export const OPENING_BALANCES: ReadonlyMap<string, Money> = new Map([
  ['USDT', (60_000 * ONE) as Money],
  ['BTC', ONE as Money],
  ['ETH', (10 * ONE) as Money],
  [OWN_CURRENCY, (ONE / 50) as Money],
])
