import {
  add,
  moneyOf,
  type Quantity,
  quantityOf,
  smaller,
  subtract,
  ZERO_MONEY,
  ZERO_QUANTITY,
} from '../domain/amount.ts'
import { multiplyDivide } from '../domain/exact-integer.ts'
import type { Fill } from '../domain/fill.ts'
import { EMPTY_LOT, grown, type Lot, shrunk } from '../domain/lot.ts'
import type { Market } from '../domain/market.ts'
import { notional } from '../domain/price.ts'
import { workingKey } from '../domain/working-order.ts'

type Lots = Map<string, Lot>

/** What the working orders of each bot have bought, by their keys. Follows from the fills alone. */
export class LotBook {
  readonly #lots = new Map<string, Lots>()

  lot(botId: string, symbol: string, key: string): Lot {
    return this.#lots.get(holderOf({ botId, symbol }))?.get(key) ?? EMPTY_LOT
  }

  /** `held` is what the bot has of the market after the fill. */
  apply(fill: Fill, market: Market, held: Quantity): void {
    const { botId, side, clientOrderId } = fill
    if (side === 'sell' && this.#lots.size === 0) return
    const key = workingKey(botId, clientOrderId)
    if (side === 'buy') {
      if (key !== undefined) this.#bought(key, fill, market)
      return
    }
    const holder = holderOf(fill)
    const lots = this.#lots.get(holder)
    if (lots === undefined) return
    // What is left over cannot be sold: what is bought next begins anew.
    if (isDust(held, fill, market)) this.#lots.delete(holder)
    else sold(lots, key, givenBy(fill, market))
  }

  #bought(key: string, fill: Fill, market: Market): void {
    const holder = holderOf(fill)
    const lots = this.#lots.get(holder) ?? new Map<string, Lot>()
    this.#lots.set(holder, lots)
    const isFeeInBase = fill.feeCurrency === market.base
    const received = isFeeInBase ? subtract(fill.quantity, quantityOf(fill.fee)) : fill.quantity
    const paid = add(fill.cost, isFeeInBase ? ZERO_MONEY : fill.feeInQuote)
    lots.set(key, grown(lots.get(key) ?? EMPTY_LOT, received, paid))
  }
}

function holderOf({ botId, symbol }: Pick<Fill, 'botId' | 'symbol'>): string {
  return `${botId} ${symbol}`
}

function givenBy({ quantity, feeCurrency, fee }: Fill, { base }: Market): Quantity {
  return feeCurrency === base ? quantityOf(add(moneyOf(quantity), fee)) : quantity
}

/** Its own key's first; what is more than that is from all of them, in proportion. */
function sold(lots: Lots, key: string | undefined, quantity: Quantity): void {
  const own = key === undefined ? EMPTY_LOT : (lots.get(key) ?? EMPTY_LOT)
  const ofOwn = smaller(own.quantity, quantity)
  if (key !== undefined && ofOwn > 0) lots.set(key, shrunk(own, ofOwn))
  const rest = subtract(quantity, ofOwn)
  if (rest <= 0) return
  let total: Quantity = ZERO_QUANTITY
  for (const lot of lots.values()) total = add(total, lot.quantity)
  if (total <= 0) return
  for (const [name, lot] of lots) {
    const part = multiplyDivide(lot.quantity, smaller(rest, total), total, 'up') as Quantity
    lots.set(name, shrunk(lot, part))
  }
}

function isDust(held: Quantity, { price }: Fill, market: Market): boolean {
  if (held <= 0 || held < market.quantityMin) return true
  return notional(market, price, held, 'down') < market.notionalMin
}
