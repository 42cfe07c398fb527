import {
  add,
  larger,
  type Money,
  type Quantity,
  quantityOf,
  type Rate,
  shareOf,
  subtract,
  ZERO_MONEY,
  ZERO_QUANTITY,
} from '../domain/amount.ts'
import { bindingOrders } from '../domain/binding-orders.ts'
import type { Execution, Fill } from '../domain/fill.ts'
import type { Lot } from '../domain/lot.ts'
import type { Market } from '../domain/market.ts'
import type { MarketBook } from '../domain/market-book.ts'
import { type Order, remainingQuantity } from '../domain/order.ts'
import type { Position } from '../domain/position.ts'
import { notional, type Price } from '../domain/price.ts'
import type { Transfer } from '../domain/transfer.ts'
import type { Priced } from '../portfolio/converted.ts'
import { Ledger } from '../portfolio/ledger.ts'
import { LotBook } from '../portfolio/lot-book.ts'
import { PositionBook } from '../portfolio/position-book.ts'
import type { LedgerStore } from '../ports/ledger-store.ts'
import { LossStreaks } from '../risk/measures/loss-streaks.ts'

export interface PortfolioParts {
  /** In which equity is counted. */
  readonly currency: string
  readonly markets: MarketBook
  readonly store: Pick<LedgerStore, 'loadTransfers' | 'loadFills'>
}

/** A market whose price is known, with what the account holds of its base: equity is asked for at every candle. */
interface Marked {
  readonly market: Market
  price: Price
  base: Quantity
}

/** Balances, positions and their worth at the last prices. */
export class Portfolio {
  readonly currency: string
  readonly streaks = new LossStreaks()
  readonly #markets: MarketBook
  readonly #ledger = new Ledger()
  readonly #store: PortfolioParts['store']
  #positions = new PositionBook()
  #lots = new LotBook()
  readonly #marked = new Map<string, Marked>()
  /** Mostly it is the same market again. */
  #markedLast: Marked | undefined
  /** Those of them that equity is made of. */
  readonly #counted: Marked[] = []
  /** In which fees were paid, beside the currencies of their markets. */
  readonly feeCurrencies = new Set<string>()
  /** Fills whose fee counts as nothing so far, because no price of its currency was known. */
  #unvalued: Fill[] = []
  #feesPaid: Money = ZERO_MONEY
  #cash: Money = ZERO_MONEY
  readonly #moved = new Map<string, Money>()
  #transferCount = 0
  #isPriced = true
  /** Markets whose price is from before. */
  readonly #recalled = new Set<string>()
  /** On its way out, by currency. */
  #leaving: ReadonlyMap<string, Money> = new Map()

  constructor({ currency, markets, store }: PortfolioParts) {
    this.currency = currency
    this.#markets = markets
    this.#store = store
    for (const transfer of store.loadTransfers()) this.transfer(transfer)
    for (const fill of store.loadFills()) this.book(fill)
  }

  mark(symbol: string): Price | undefined {
    return this.#marked.get(symbol)?.price
  }

  /** A price from before this process, to make do with until there is a newer one: nothing is gained or lost by that. */
  recallPrice(symbol: string, price: Price): void {
    if (this.#marked.has(symbol) && !this.#recalled.has(symbol)) return
    this.markAt(symbol, price)
    this.#recalled.add(symbol)
    this.#lookForPrices()
  }

  markAt(symbol: string, price: Price): void {
    if (this.#recalled.size > 0 && this.#recalled.delete(symbol)) this.#lookForPrices()
    const last = this.#markedLast
    const marked = last?.market.symbol === symbol ? last : this.#marked.get(symbol)
    if (marked !== undefined) {
      marked.price = price
      this.#markedLast = marked
      return
    }
    const market = this.#markets.get(symbol)
    const added = { market, price, base: this.holding(market.base) }
    this.#marked.set(symbol, added)
    if (market.quote === this.currency) this.#counted.push(added)
    this.#lookForPrices()
  }

  /** After the fill was stored. */
  book(fill: Fill): void {
    const market = this.#markets.get(fill.symbol)
    this.#ledger.post(fill, market)
    const { botId, symbol, time } = fill
    const before = this.#positions.position(botId, symbol)
    this.#apply(fill)
    const after = this.#positions.position(botId, symbol)
    const { quantityMin } = market
    this.streaks.traded({ botId, symbol, before, after, quantityMin, time })
    this.#readBalances()
  }

  /** Those fills, with what their fee is worth, whose fee was booked as nothing and has a price now. */
  feesToValue(): readonly Fill[] {
    if (this.#unvalued.length === 0) return this.#unvalued
    return this.#unvalued
      .map((fill) => ({ ...fill, feeInQuote: this.feeInQuote(fill) }))
      .filter(({ feeInQuote }) => feeInQuote !== 0)
  }

  /**
   * After those were stored. What bots hold follows from the fills in their order, so all of them are gone through again;
   * streaks, which may have been reset since, stay as they are.
   */
  feesValued(): void {
    this.#positions = new PositionBook()
    this.#lots = new LotBook()
    this.#feesPaid = ZERO_MONEY
    this.#unvalued = []
    for (const fill of this.#store.loadFills()) this.#apply(fill)
  }

  #apply(fill: Fill): void {
    const { botId, symbol } = fill
    const market = this.#markets.get(symbol)
    this.#positions.apply(fill, market)
    this.#lots.apply(fill, market, this.#positions.position(botId, symbol).quantity)
    this.#feesPaid = add(this.#feesPaid, fill.feeInQuote)
    if (fill.feeCurrency === market.base || fill.feeCurrency === market.quote) return
    this.feeCurrencies.add(fill.feeCurrency)
    if (fill.fee !== 0 && fill.feeInQuote === 0) this.#unvalued.push(fill)
  }

  transfer(transfer: Transfer): void {
    this.#ledger.transfer(transfer)
    const { currency, amount } = transfer
    this.#moved.set(currency, add(this.#moved.get(currency) ?? ZERO_MONEY, amount))
    this.#transferCount += 1
    this.#readBalances()
  }

  #readBalances(): void {
    this.#cash = this.#ledger.balance(this.currency)
    for (const marked of this.#marked.values()) marked.base = this.holding(marked.market.base)
    this.#lookForPrices()
  }

  #lookForPrices(): void {
    this.#isPriced = true
    if (this.#recalled.size === 0 && this.#marked.size === this.#markets.size) return
    for (const market of this.#markets.all()) {
      if (this.#isUnpriced(market)) this.#isPriced = false
    }
  }

  /** False while something that is held, and counts, has no price of this run. */
  get isPriced(): boolean {
    return this.#isPriced
  }

  /** Markets of what is held, and could be sold, whose price is not known. */
  unpriced(): readonly Market[] {
    return [...this.#markets.all()].filter((market) => this.#isUnpriced(market))
  }

  #isUnpriced({ symbol, base, quote, quantityMin }: Market): boolean {
    if (quote !== this.currency) return false
    if (this.#marked.has(symbol) && !this.#recalled.has(symbol)) return false
    const held = this.holding(base)
    return held > 0 && held >= quantityMin
  }

  /** What was moved in, less what was moved out, by currency. */
  get moved(): ReadonlyMap<string, Money> {
    return this.#moved
  }

  /** Grows with everything that is moved in or out. */
  get transferCount(): number {
    return this.#transferCount
  }

  /** By how much equity is larger for so much of a currency, at the last prices. */
  worth(currency: string, amount: Money): Money {
    if (currency === this.currency) return amount
    const marked = this.#marked.get(`${currency}/${this.currency}`)
    if (marked === undefined) return ZERO_MONEY
    const { market, price } = marked
    const of = (positive: Money) => notional(market, price, quantityOf(positive), 'down')
    return amount < 0 ? subtract(ZERO_MONEY, of(subtract(ZERO_MONEY, amount))) : of(amount)
  }

  /** Of the currency in which equity is counted. */
  get cash(): Money {
    return this.#cash
  }

  balance(currency: string): Money {
    return this.#ledger.balance(currency)
  }

  holding(currency: string): Quantity {
    return quantityOf(this.#ledger.balance(currency))
  }

  /** Withdrawals under way: they are booked once they are complete, and nothing is to be paid with them meanwhile. */
  leave(withdrawals: readonly Transfer[]): void {
    const leaving = new Map<string, Money>()
    for (const { currency, amount } of withdrawals) {
      leaving.set(currency, subtract(leaving.get(currency) ?? ZERO_MONEY, amount))
    }
    this.#leaving = leaving
  }

  /** What is held, without what is on its way out. */
  freeHolding(currency: string): Quantity {
    return quantityOf(this.#staying(currency))
  }

  #staying(currency: string): Money {
    return subtract(this.balance(currency), this.#leaving.get(currency) ?? ZERO_MONEY)
  }

  currencies(): IterableIterator<string> {
    return this.#ledger.currencies()
  }

  /** Of every currency that was ever held. */
  *balances(): IterableIterator<readonly [string, Money]> {
    for (const currency of this.currencies()) yield [currency, this.balance(currency)]
  }

  get feesPaid(): Money {
    return this.#feesPaid
  }

  get realised(): Money {
    return this.#positions.realised()
  }

  position(botId: string, symbol: string): Position {
    return this.#positions.position(botId, symbol)
  }

  /** What the working orders of a bot have bought under a key. */
  lot(botId: string, symbol: string, key: string): Lot {
    return this.#lots.lot(botId, symbol, key)
  }

  /** What bots other than this one hold of a currency, in whichever markets they bought it. */
  heldByOthers(botId: string, base: string): Quantity {
    let held: Quantity = ZERO_QUANTITY
    for (const { botId: holder, symbol, position } of this.#positions.all()) {
      const isOther = holder !== botId && this.#markets.find(symbol)?.base === base
      if (isOther && position.quantity > 0) held = add(held, position.quantity)
    }
    return held
  }

  /** Of one market, by all bots and by hand. */
  heldIn(symbol: string): Quantity {
    return this.#positions.heldIn(symbol)
  }

  /** Cash and holdings at the last prices. What is held in currencies that no known market prices does not count. */
  equity(): Money {
    let equity = this.#cash
    for (let index = 0; index < this.#counted.length; index += 1) {
      const marked = this.#counted[index]
      if (marked === undefined || marked.base === 0) continue
      equity = add(equity, notional(marked.market, marked.price, marked.base, 'down'))
    }
    return equity
  }

  /** The last prices that are known. */
  *prices(): IterableIterator<Priced> {
    for (const { market, price } of this.#marked.values()) yield { market, price }
  }

  /** Currencies that are held, and that equity does not count because no market of the account prices them. */
  uncounted(): readonly string[] {
    const counted = new Set(this.#counted.map(({ market }) => market.base))
    return [...this.balances()]
      .filter(
        ([currency, amount]) =>
          amount !== 0 && currency !== this.currency && !counted.has(currency),
      )
      .map(([currency]) => currency)
  }

  /** What an amount of another currency is worth in the account's; undefined where no known price leads there. */
  valuation(quote: string): (amount: Money) => Money | undefined {
    if (quote === this.currency) return asItIs
    const priced = this.#marked.get(`${quote}/${this.currency}`)
    if (priced === undefined) return unknownWorth
    return (amount) => notional(priced.market, priced.price, quantityOf(amount), 'down')
  }

  /**
   * What is held by base asset, at the last prices: by one bot, or all that the account has, whoever bought it. What no
   * price is known of counts with what it cost; undefined where no price leads from there to the account's currency.
   */
  exposure(botId?: string): Map<string, Money | undefined> {
    const exposure = botId === undefined ? this.#holdings() : new Map<string, Money | undefined>()
    const isPriced = new Set(exposure.keys())
    for (const { botId: holder, symbol, position } of this.#positions.all()) {
      const { base, quote } = this.#markets.get(symbol)
      if ((botId !== undefined && botId !== holder) || isPriced.has(base)) continue
      if (position.quantity <= 0) continue
      const inQuote = this.#marketValue(symbol, position.quantity) ?? position.cost
      addWorth(exposure, base, this.valuation(quote)(inQuote))
    }
    return exposure
  }

  #holdings(): Map<string, Money | undefined> {
    const holdings = new Map<string, Money | undefined>()
    for (const { market, price, base } of this.#marked.values()) {
      if (base <= 0 || market.quote !== this.currency) continue
      holdings.set(market.base, notional(market, price, base, 'down'))
    }
    return holdings
  }

  #marketValue(symbol: string, quantity: Quantity): Money | undefined {
    const marked = this.#marked.get(symbol)
    return marked && notional(marked.market, marked.price, quantity, 'down')
  }

  /** What a fee is worth in its market's quote currency; nothing where no price is known. */
  feeInQuote({ fee, feeCurrency, symbol, price }: Execution): Money {
    const market = this.#markets.get(symbol)
    if (feeCurrency === market.quote) return fee
    if (feeCurrency === market.base) return notional(market, price, quantityOf(fee), 'up')
    const priced = this.#marked.get(`${feeCurrency}/${market.quote}`)
    return priced ? notional(priced.market, priced.price, quantityOf(fee), 'up') : ZERO_MONEY
  }

  /** What open orders of this market will take of its quote currency, with what the exchange takes on top. */
  reservedCash(orders: Iterable<Order>, quote: string, costRate: Rate): Money {
    let reserved: Money = ZERO_MONEY
    for (const order of orders) {
      const { intent } = order
      const market = this.#markets.get(intent.symbol)
      const price = intent.limitPrice ?? intent.triggerPrice ?? this.mark(intent.symbol)
      if (intent.side !== 'buy' || market.quote !== quote) continue
      // It may take whatever there is.
      if (price === undefined) return this.balance(quote)
      const cost = notional(market, price, remainingQuantity(order), 'up')
      const paid = add(cost, shareOf(cost, costRate, 'up'))
      reserved = add(reserved, larger(paid, fundsLeft(order)))
    }
    return reserved
  }

  freeCash(orders: Iterable<Order>, quote: string, costRate: Rate): Money {
    const free = subtract(this.#staying(quote), this.reservedCash(orders, quote, costRate))
    return free > 0 ? free : ZERO_MONEY
  }
}

/** Of the money that an order is for, what its trades have not taken, their fees aside. */
function fundsLeft({ intent: { funds }, filledCost }: Order): Money {
  return funds === null ? ZERO_MONEY : subtract(funds, filledCost)
}

/** What is not known stays so, whatever is added to it. */
export function addWorth(
  exposure: Map<string, Money | undefined>,
  base: string,
  worth: Money | undefined,
): void {
  const before = exposure.has(base) ? exposure.get(base) : ZERO_MONEY
  exposure.set(base, before === undefined || worth === undefined ? undefined : add(before, worth))
}

function asItIs(amount: Money): Money {
  return amount
}

function unknownWorth(): undefined {
  return undefined
}

/**
 * What a bot's open orders on one side still have to trade. A sale that waits for a price binds nothing: it is for what is
 * held by then.
 */
export function pendingQuantity(
  orders: readonly Order[],
  { botId, symbol }: { readonly botId: string; readonly symbol: string },
  side: 'buy' | 'sell',
): Quantity {
  let pending: Quantity = ZERO_QUANTITY
  for (const order of bindingOrders(orders)) {
    const { intent } = order
    if (side === 'sell' && isForLater(order)) continue
    if (intent.botId === botId && intent.side === side && intent.symbol === symbol) {
      pending = add(pending, remainingQuantity(order))
    }
  }
  return pending
}

/** A sale that waits for a price binds nothing: it is for what is held by then. */
export function isForLater({ state, intent: { link } }: Order): boolean {
  return state === 'waiting' && link?.role !== 'replacement'
}
