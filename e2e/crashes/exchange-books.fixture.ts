import { type FakeExchange, MAIN_ACCOUNT } from '../fake-exchange/fake-exchange.ts'
import { amountText } from '../fake-exchange/matching/amount.ts'
import type { Order } from '../fake-exchange/matching/order.ts'

/** Orders with how much of them has traded, fills, and what there is of each currency: a line each. */
export interface Books {
  readonly orders: readonly string[]
  readonly fills: readonly string[]
  readonly balances: readonly string[]
}

const STATES = {
  pending: 'waiting',
  waiting: 'open',
  new: 'open',
  'partially-filled': 'partially-filled',
  filled: 'filled',
  canceled: 'cancelled',
  expired: 'cancelled',
} as const satisfies Record<Order['status'], string>

/**
 * What the exchange knows of the account, apart from what others ordered there and we have not taken over; `ourId` says what
 * we call an order, where the exchange takes our ids in another form.
 */
export function exchangeBooks(
  { engine }: FakeExchange,
  takenOver: readonly number[],
  ourId: (theirs: string) => string = (theirs) => theirs,
): Books {
  const { orders, account } = engine.state
  const ours = orders.all().filter(({ origin, id }) => origin === 'api' || takenOver.includes(id))
  const nameOf = ({ origin, id, symbol, clientOrderId }: Order) =>
    origin === 'api' ? ourId(clientOrderId) : `ext-${id}-${symbol}`
  const clientIds = new Map(ours.map((order) => [order.id, nameOf(order)]))
  return {
    orders: ours
      .map((order) => [nameOf(order), STATES[order.status], amountText(order.filled)].join(' '))
      .toSorted(),
    fills: orders
      .fills()
      .map(({ id, orderId, quantity, fee, feeAsset }) =>
        [id, clientIds.get(orderId), amountText(quantity), amountText(fee), feeAsset].join(' '),
      )
      .toSorted(),
    balances: account
      .call(engine.state, MAIN_ACCOUNT)
      .balances()
      .map(({ asset, free, locked }) => `${asset} ${amountText(free + locked)}`)
      .toSorted(),
  }
}
