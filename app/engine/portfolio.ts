import type { Rate } from '../domain/amount.ts'
import {
  add,
  type Money,
  type Quantity,
  shareOf,
  subtract,
  ZERO_MONEY,
  ZERO_QUANTITY,
} from '../domain/amount.ts'
import type { Fill } from '../domain/fill.ts'
import type { Market } from '../domain/market.ts'
import { type Order, remainingQuantity } from '../domain/order.ts'
import type { Position } from '../domain/position.ts'
import { notional, type Price } from '../domain/price.ts'
import { Ledger } from '../portfolio/ledger.ts'
import { PositionBook } from '../portfolio/position-book.ts'
import type { Deposit, LedgerStore } from '../ports/ledger-store.ts'

/** Balances, positions and their worth at the last price. */
export class Portfolio {
  readonly #market: Market
  readonly #ledger = new Ledger()
  readonly #positions = new PositionBook()
  #mark: Price | undefined
  /** The two balances of this market, read off the ledger: equity is asked for at every candle. */
  #cash: Money = ZERO_MONEY
  #base: Quantity = ZERO_QUANTITY

  constructor(market: Market, store: Pick<LedgerStore, 'loadDeposits' | 'loadFills'>) {
    this.#market = market
    for (const deposit of store.loadDeposits()) this.deposit(deposit)
    for (const fill of store.loadFills()) this.book(fill)
  }

  get mark(): Price | undefined {
    return this.#mark
  }

  markAt(price: Price): void {
    this.#mark = price
  }

  /** After the fill was stored. */
  book(fill: Fill): void {
    this.#ledger.post(fill, this.#market)
    this.#positions.apply(fill)
    this.#readBalances()
  }

  deposit(deposit: Deposit): void {
    this.#ledger.deposit(deposit)
    this.#readBalances()
  }

  #readBalances(): void {
    this.#cash = this.#ledger.money(this.#market.quote)
    this.#base = this.#ledger.quantity(this.#market.base)
  }

  get cash(): Money {
    return this.#cash
  }

  get base(): Quantity {
    return this.#base
  }

  get feesPaid(): Money {
    return this.#ledger.feesPaid
  }

  get realised(): Money {
    return this.#positions.realised()
  }

  position(botId: string): Position {
    return this.#positions.position(botId)
  }

  /** Cash and holdings at the last price. */
  equity(): Money {
    if (this.#base === 0 || this.#mark === undefined) return this.#cash
    return add(this.#cash, notional(this.#market, this.#mark, this.#base, 'down'))
  }

  /** Cash that open purchases will take, with what the exchange takes on top. */
  reservedCash(orders: Iterable<Order>, costRate: Rate): Money {
    let reserved: Money = ZERO_MONEY
    for (const order of orders) {
      const price = order.intent.limitPrice ?? this.#mark
      if (order.intent.side !== 'buy' || price === undefined) continue
      const cost = notional(this.#market, price, remainingQuantity(order), 'up')
      reserved = add(reserved, add(cost, shareOf(cost, costRate, 'up')))
    }
    return reserved
  }

  freeCash(orders: Iterable<Order>, costRate: Rate): Money {
    const free = subtract(this.cash, this.reservedCash(orders, costRate))
    return free > 0 ? free : ZERO_MONEY
  }
}

/** What a bot's open orders on one side still have to trade. */
export function pendingQuantity(
  orders: Iterable<Order>,
  botId: string,
  side: 'buy' | 'sell',
): Quantity {
  let pending: Quantity = ZERO_QUANTITY
  for (const order of orders) {
    if (order.intent.botId === botId && order.intent.side === side) {
      pending = add(pending, remainingQuantity(order))
    }
  }
  return pending
}
