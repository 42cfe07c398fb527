import type { Balance } from '../domain/balance.ts'
import type { Execution } from '../domain/fill.ts'
import type { Transfer } from '../domain/transfer.ts'
import type { OrderLookup, OrderReport } from '../ports/exchange-client.ts'

/** What a round of questions covers: `orders` open orders, `books` fills, balances and transfers as well. */
export type Scope = 'in-flight' | 'orders' | 'books'

/** What the exchange told in one round of questions. What was not asked, or not answered, is null. */
export interface ExchangeRecord {
  readonly scope: Scope
  /** When the round began: what happened since is not missing. */
  readonly askedAt: number
  readonly openOrders: readonly OrderReport[] | null
  /** By client order id, of orders of ours that are not in the list. */
  readonly lookups: ReadonlyMap<string, OrderLookup>
  readonly executions: readonly Execution[]
  /** The markets of which all executions were told, and of which orders they are. */
  readonly toldSymbols: ReadonlySet<string>
  /** The orders of executions that were not known as ours, by `strangerKey`. */
  readonly strangers: ReadonlyMap<string, OrderLookup>
  readonly balances: readonly Balance[] | null
  readonly transfers: readonly Transfer[]
  /** Withdrawals under way: booked once they are complete. */
  readonly leaving: readonly Transfer[]
  /** Why some of it could not be had; empty when every question was answered. */
  readonly failures: readonly string[]
  /** In the exchange's words, when that was because it does not take the key; asking again changes nothing. */
  readonly keyRefusal: string | null
}

/** Some exchanges count the orders of each market by themselves. */
export function strangerKey({
  symbol,
  exchangeOrderId,
}: Pick<Execution, 'symbol' | 'exchangeOrderId'>): string {
  return `${symbol} ${exchangeOrderId}`
}
