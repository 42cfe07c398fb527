import type { AccountView } from '../matching/account-view.ts'
import { type Fill, isOpen, type Order } from '../matching/order.ts'
import type { WireRequest } from '../server/wire-request.ts'
import type { BybitApi } from './bybit-api.ts'
import { type BybitRoute, get } from './bybit-route.ts'
import { checkCategory, type Fields, fieldsOf } from './fields.ts'
import { readOrderFilter } from './order-fields.ts'
import { readOrderId } from './order-ids.ts'
import { describeExecution, describeOrder, matchesFilter } from './order-words.ts'
import { page, readSpan } from './paging.ts'

const DAY_MS = 86_400_000
/** So many of those that have ended are still told of among the open ones. */
const ENDED_KEPT_MAX = 500
const ORDERS_PAGE = { idOf: ({ id }: Order) => id, usual: 20, most: 50 }
const FILLS_PAGE = { idOf: ({ id }: Fill) => id, usual: 50, most: 100 }

/** Looking orders and executions up. */
export function orderQueries(api: BybitApi): readonly BybitRoute[] {
  const read = (act: (fields: Fields, view: AccountView) => object) => (request: WireRequest) => {
    const { accountId } = api.authorise(request, 'read')
    const fields = fieldsOf(request)
    checkCategory(fields)
    return { category: 'spot', ...act(fields, api.viewOf(accountId)) }
  }
  return [
    get(
      '/v5/order/realtime',
      50,
      read((fields, view) => {
        return listOrders(liveOrders(api, fields, view), fields, view)
      }),
    ),
    get(
      '/v5/order/history',
      50,
      read((fields, view) => {
        return listOrders(pastOrders(api, fields, view), fields, view)
      }),
    ),
    get(
      '/v5/execution/list',
      50,
      read((fields, view) => listFills(api, fields, view)),
    ),
  ]
}

function listOrders(orders: readonly Order[], fields: Fields, view: AccountView): object {
  const { rows, nextPageCursor } = page(orders, fields, ORDERS_PAGE)
  const list = rows.map((order) => describeOrder(order, view.fillsOf(order.id)))
  return { list, nextPageCursor }
}

/** The open ones, and those that ended lately; asked for by id, either. */
function liveOrders(api: BybitApi, fields: Fields, view: AccountView): readonly Order[] {
  const ended = view.orders().filter((order) => !isOpen(order) && !api.hasForgotten(order.id))
  const kept = ended.toSorted((a, b) => b.updatedAt - a.updatedAt).slice(0, ENDED_KEPT_MAX)
  const open = view.openOrders()
  if (isAskedById(fields)) return select([...open, ...kept], fields)
  return select(fields.get('openOnly') === '1' ? kept : open, fields)
}

/** Those that have ended, in seven days at most; without a fill for one day only. */
function pastOrders(api: BybitApi, fields: Fields, view: AccountView): readonly Order[] {
  const now = api.now()
  const ended = view.orders().filter((order) => !isOpen(order))
  const kept = ended.filter(({ filled, updatedAt }) => filled > 0n || updatedAt > now - DAY_MS)
  if (isAskedById(fields)) return select(kept, fields)
  const { from, to } = readSpan(fields, now)
  return select(kept, fields).filter(({ createdAt }) => createdAt >= from && createdAt <= to)
}

function isAskedById(fields: Fields): boolean {
  return fields.has('orderId') || fields.has('orderLinkId')
}

/** Of several criteria the first that is there counts: id, link id, symbol. */
function select(orders: readonly Order[], fields: Fields): readonly Order[] {
  const filter = readOrderFilter(fields)
  const isMeant = criterion(fields)
  return orders.filter((order) => isMeant(order) && matchesFilter(order, filter))
}

type Criterion = (order: Pick<Order, 'id' | 'clientOrderId' | 'symbol'>) => boolean

function criterion(fields: Fields): Criterion {
  const [orderId, linkId] = [fields.get('orderId'), fields.get('orderLinkId')]
  if (orderId !== undefined) return ({ id }) => id === readOrderId(orderId)
  if (linkId !== undefined) return ({ clientOrderId }) => clientOrderId === linkId
  const wanted = fields.get('symbol')
  return ({ symbol }) => wanted === undefined || symbol === wanted
}

function listFills(api: BybitApi, fields: Fields, view: AccountView): object {
  const orders = new Map(view.orders().map((order) => [order.id, order]))
  const isMeant = criterion(fields)
  const mine = view.fills().filter(({ orderId }) => {
    const order = orders.get(orderId)
    return order !== undefined && isMeant(order)
  })
  const { from, to } = isAskedById(fields)
    ? { from: 0, to: Number.POSITIVE_INFINITY }
    : readSpan(fields, api.now())
  const inTime = mine.filter(({ time }) => time >= from && time <= to)
  const { rows, nextPageCursor } = page(inTime, fields, FILLS_PAGE)
  const list = rows.flatMap((fill) => {
    const order = orders.get(fill.orderId)
    return order ? [describeExecution(fill, order, leftAfter(fill, order, view))] : []
  })
  return { list, nextPageCursor }
}

/** How much of the order was left once this fill was done. */
function leftAfter(fill: Fill, order: Order, view: AccountView): bigint {
  const done = view.fillsOf(order.id).filter(({ id }) => id <= fill.id)
  return order.quantity - done.reduce((sum, { quantity }) => sum + quantity, 0n)
}
