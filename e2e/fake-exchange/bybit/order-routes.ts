import type { Result } from '../../../app/domain/result.ts'
import type { Amendment } from '../matching/amending.ts'
import type { MatchingEngine } from '../matching/matching-engine.ts'
import { isOpen, type Order } from '../matching/order.ts'
import type { OrderRequest } from '../matching/order-request.ts'
import type { Rejection } from '../matching/rejection.ts'
import type { WireRequest } from '../server/wire-request.ts'
import type { BybitApi } from './bybit-api.ts'
import { badParameter, rejectionError } from './bybit-errors.ts'
import { type BybitRoute, post } from './bybit-route.ts'
import { checkCategory, type Fields, fieldsOf } from './fields.ts'
import { readOrder, readOrderFilter } from './order-fields.ts'
import { orderIdText, ownLinkId, readOrderId } from './order-ids.ts'
import { matchesFilter, type OrderFilter } from './order-words.ts'

/** Placing, changing and cancelling orders. An answer says only that the request was taken. */
export function orderRoutes(api: BybitApi): readonly BybitRoute[] {
  const trade = (act: (fields: Fields, accountId: string) => object) => (request: WireRequest) => {
    const { accountId } = api.authorise(request, 'trade')
    const fields = fieldsOf(request)
    checkCategory(fields)
    return act(fields, accountId)
  }
  return [
    post(
      '/v5/order/create',
      20,
      trade((fields, accountId) => place(api, fields, accountId)),
    ),
    post(
      '/v5/order/amend',
      10,
      trade((fields, accountId) => amend(api, fields, accountId)),
    ),
    post(
      '/v5/order/cancel',
      20,
      trade((fields, accountId) => cancel(api, fields, accountId)),
    ),
    post(
      '/v5/order/cancel-all',
      20,
      trade((fields, accountId) => cancelAll(api, fields, accountId)),
    ),
    post('/v5/order/disconnected-cancel-all', 5, (request) => {
      const { accountId } = api.authorise(request, 'trade')
      return setProtection(api, fieldsOf(request), accountId)
    }),
  ]
}

function orThrow<Value>(result: Result<Value, Rejection>): Value {
  if (!result.ok) throw rejectionError(result.error)
  return result.value
}

function idsOf(order: Order): object {
  return { orderId: orderIdText(order.id), orderLinkId: order.clientOrderId }
}

function place({ engine }: BybitApi, fields: Fields, accountId: string): object {
  const symbol = fields.wanted('symbol')
  const request = readOrder(fields, {
    accountId,
    lastPrice: engine.state.prices.quote(symbol).last,
    newLinkId: () => ownLinkId(engine.state.nextId()),
  })
  const placed = engine.place(request)
  if (!placed.ok) throw rejectionError(sharper(placed.error, request, engine))
  return idsOf(placed.value)
}

/** Too much and too little are two errors here. */
function sharper(rejection: Rejection, { symbol, quantity }: OrderRequest, engine: MatchingEngine) {
  const isRange = rejection.kind === 'rule' && rejection.rule === 'quantity-range'
  if (!isRange || (quantity ?? 0n) <= engine.state.market(symbol).rules.quantityMax)
    return rejection
  return { kind: 'rule', rule: 'market-quantity-range' } as const
}

function amend(api: BybitApi, fields: Fields, accountId: string): object {
  const order = openOrder(api, fields, { accountId, filter: undefined })
  const [price, quantity] = [fields.amount('price'), fields.amount('qty')]
  const triggerPrice = fields.amount('triggerPrice')
  const amendment: Amendment = {
    ...(price === undefined ? {} : { price }),
    ...(quantity === undefined ? {} : { quantity }),
    ...(triggerPrice === undefined ? {} : { triggerPrice }),
  }
  if (Object.keys(amendment).length === 0) throw badParameter('The order remains unchanged')
  return idsOf(orThrow(api.engine.amend(order.id, amendment)))
}

function cancel(api: BybitApi, fields: Fields, accountId: string): object {
  const filter = readOrderFilter(fields) ?? 'Order'
  const order = openOrder(api, fields, { accountId, filter })
  return idsOf(orThrow(api.engine.cancel(order.id)))
}

function cancelAll({ engine }: BybitApi, fields: Fields, accountId: string): object {
  const filter = readOrderFilter(fields) ?? 'Order'
  const symbol = fields.get('symbol')
  const list = engine.state.orders
    .open()
    .filter((order) => order.accountId === accountId && matchesFilter(order, filter))
    .filter((order) => symbol === undefined || order.symbol === symbol)
  return { list: list.map((order) => idsOf(orThrow(engine.cancel(order.id)))), success: '1' }
}

interface Meant {
  readonly accountId: string
  readonly filter: OrderFilter | undefined
}

/** Never stale: it looks at the book itself. The exchange's own id goes before the client's. */
function openOrder({ engine }: BybitApi, fields: Fields, { accountId, filter }: Meant): Order {
  const symbol = fields.wanted('symbol')
  const [orderId, linkId] = [fields.get('orderId'), fields.get('orderLinkId')]
  if (orderId === undefined && linkId === undefined) {
    throw badParameter('orderId or orderLinkId is required')
  }
  const { orders } = engine.state
  const candidates =
    orderId === undefined
      ? orders.findByClientId(accountId, linkId ?? '')
      : [orders.find(readOrderId(orderId) ?? -1)]
  const order = candidates.find(
    (candidate) => candidate?.accountId === accountId && candidate.symbol === symbol,
  )
  if (!order || !isOpen(order) || !matchesFilter(order, filter)) {
    throw rejectionError({ kind: 'unknown-order' })
  }
  return order
}

/** Nothing counts down after this: the time begins when the last stream that subscribed to it is gone. */
function setProtection({ protection }: BybitApi, fields: Fields, accountId: string): object {
  const seconds = fields.wholeNumber('timeWindow')
  if (seconds === undefined || seconds < 3 || seconds > 300) {
    throw badParameter('timeWindow must be between 3 and 300')
  }
  if (fields.get('product') === 'SPOT') protection.setTime(accountId, seconds)
  return {}
}
