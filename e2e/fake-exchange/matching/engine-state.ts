import { Account, type BalanceChange } from './account.ts'
import { type Amount, amount } from './amount.ts'
import { EventLog, type Execution } from './event-log.ts'
import { FillScript } from './fill-script.ts'
import type { Market } from './market.ts'
import type { Fill, Order } from './order.ts'
import { OrderStore } from './order-store.ts'
import { PriceBoard } from './price-board.ts'

/** Of a fee asset that has no market of its own. */
const UNLISTED_DISCOUNT_PRICE = amount('600')

/** Whether the id of a finished order may be used again. */
export type ClientIdRule = 'unique-while-open' | 'unique-forever'

/** How one exchange differs from another. */
export interface EngineRules {
  readonly clientIdRule: ClientIdRule
  /** What becomes of a limit-maker order that would take: no order at all, or one that ends at once. */
  readonly postOnlyRule?: 'reject' | 'accept-and-end'
  /** A conditional order that triggers becomes another one, with this client id; without it, it stays the same. */
  readonly successorClientId?: (id: number) => string
}

export interface EngineOptions extends EngineRules {
  readonly now: () => number
}

/** What the exchange knows, and the only ways to change it. */
export class EngineState {
  readonly now: () => number
  readonly rules: EngineRules
  readonly accounts = new Map<string, Account>()
  readonly markets = new Map<string, Market>()
  readonly prices = new PriceBoard()
  readonly orders = new OrderStore()
  readonly fillScript = new FillScript()
  /** Lists whose later orders have not begun, by the order that they wait for. */
  readonly chains = new Map<number, readonly number[]>()
  readonly log: EventLog
  /** Of the levels of every book, from the best one on, over and over. */
  bookQuantities: readonly string[] = ['4.219', '3.0511', '0.5', '1.25', '7.8']
  #lastId = 1_000

  constructor({ now, ...rules }: EngineOptions) {
    this.now = now
    this.rules = rules
    this.log = new EventLog(now)
  }

  nextId(): number {
    this.#lastId += 1
    return this.#lastId
  }

  account(id: string): Account {
    const account = this.accounts.get(id) ?? new Account(id)
    this.accounts.set(id, account)
    return account
  }

  market(symbol: string): Market {
    const market = this.markets.get(symbol)
    if (!market) throw new RangeError(`there is no market ${symbol}`)
    return market
  }

  /** What an asset that fees are paid in costs in a market's quote asset. */
  discountPrice(asset: string | null, { quoteAsset }: Market): Amount {
    const isPriced = (market: Market) =>
      market.baseAsset === asset && market.quoteAsset === quoteAsset
    const priced = [...this.markets.values()].find(isPriced)
    return priced ? this.prices.quote(priced.symbol).last : UNLISTED_DISCOUNT_PRICE
  }

  changeBalances(accountId: string, changes: readonly BalanceChange[]): void {
    const sequence = this.log.next()
    for (const change of changes) this.account(accountId).apply(sequence, change)
  }

  announceBalances(accountId: string, assets: readonly string[]): void {
    const balances = [...new Set(assets)].map((asset) => this.account(accountId).balance(asset))
    this.log.add({ kind: 'balances', accountId, balances })
  }

  /** Keeps an order as it is from now on, and says so. */
  record(order: Order, execution: Execution, fill: Fill | null = null): Order {
    const updated = { ...order, updatedAt: this.now() }
    const sequence = this.log.next()
    this.orders.put(sequence, updated)
    if (fill) this.orders.putFill(sequence, fill)
    const { accountId } = order
    this.log.add({ kind: 'order', accountId, execution, order: updated, fill })
    return updated
  }
}
