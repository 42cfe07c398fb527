import type { Result } from '../../../app/domain/result.ts'
import { parseAmount } from '../matching/amount.ts'
import type { Market } from '../matching/market.ts'
import { isOpen, type Order, type TimeInForce } from '../matching/order.ts'
import type { OrderRequest } from '../matching/order-request.ts'
import type { Rejection } from '../matching/rejection.ts'
import { isRecord, parseJson } from '../server/parse-json.ts'
import type { Route } from '../server/router.ts'
import type { WireRequest } from '../server/wire-request.ts'
import { algoBehind, isAlgo } from './algo-orders.ts'
import type { OkxApi } from './okx-api.ts'
import { badParameter, refusal, rejectionWords } from './okx-errors.ts'
import {
  describeFill,
  describeOrder,
  instrumentId,
  orderIdText,
  readOrderId,
} from './order-words.ts'

export type Fields = Readonly<Record<string, unknown>>

const PAGE_MAX = 100
const CLIENT_ID = /^[A-Za-z0-9]{1,32}$/
const TAG = /^[A-Za-z0-9]{0,16}$/
const TIMES: Readonly<Record<string, TimeInForce>> = { limit: 'gtc', ioc: 'ioc', fok: 'fok' }
const SECONDS_MIN = 10
const SECONDS_MAX = 120

/** Placing, cancelling and looking up plain orders and fills, and "Cancel all after". */
export function tradeRoutes(api: OkxApi): readonly Route[] {
  const post = (path: string, act: (body: unknown, accountId: string) => unknown): Route => ({
    ...{ method: 'POST', path: `/api/v5/trade/${path}`, weight: 1 },
    answer: (_, request) => act(bodyOf(request), api.authorise(request, 'trade').accountId),
  })
  const get = (
    path: string,
    act: (query: URLSearchParams, accountId: string) => unknown,
  ): Route => ({
    ...{ method: 'GET', path: `/api/v5/trade/${path}`, weight: 1 },
    answer: (query, request) => act(query, api.authorise(request, 'read').accountId),
  })
  return [
    post('batch-orders', (orders, accountId) => {
      if (!Array.isArray(orders) || !orders.every(isRecord)) throw badParameter('orders')
      return orders.map((fields) => place(api, fields, accountId))
    }),
    post('cancel-order', (fields, accountId) => [cancel(api, recordOf(fields), accountId)]),
    post('cancel-all-after', (fields, accountId) => [renew(api, recordOf(fields), accountId)]),
    get('order', (query, accountId) => [inWords(api, findOrder(api, query, accountId))]),
    get('orders-pending', (query, accountId) => openOrders(api, query, accountId)),
    get('fills-history', (query, accountId) => fills(api, query, accountId)),
  ]
}

export function bodyOf({ body }: WireRequest): unknown {
  return parseJson(body)
}

export function recordOf(body: unknown): Fields {
  if (!isRecord(body)) throw badParameter('body')
  return body
}

export function text(fields: Fields, name: string): string {
  return String(fields[name] ?? '')
}

function place(api: OkxApi, fields: Fields, accountId: string): object {
  const [clOrdId, tag] = [text(fields, 'clOrdId'), text(fields, 'tag')]
  const answered = (code: string, sMsg: string, ordId = '') => {
    return { clOrdId, ordId, tag, sCode: code, sMsg, ts: String(api.now()) }
  }
  if (clOrdId !== '' && !CLIENT_ID.test(clOrdId))
    return answered('51000', 'Parameter clOrdId error')
  if (!TAG.test(tag)) return answered('51000', 'Parameter tag error')
  const request = readOrder(api, fields, accountId)
  if (typeof request === 'string') return answered('51000', `Parameter ${request} error`)
  const placed: Result<Order, Rejection> = api.core.engine.place(request)
  if (!placed.ok) {
    const [code, message] = rejectionWords(placed.error)
    return answered(String(code), message)
  }
  if (tag !== '') api.tags.set(placed.value.id, tag)
  return answered('0', 'Order placed', orderIdText(placed.value.id))
}

/** Or the name of what is wrong. */
function readOrder({ core }: OkxApi, fields: Fields, accountId: string): OrderRequest | string {
  const market = marketOf(core.engine.state.markets.values(), text(fields, 'instId'))
  const [side, ordType] = [text(fields, 'side'), text(fields, 'ordType')]
  const quantity = parseAmount(text(fields, 'sz'))
  if (side !== 'buy' && side !== 'sell') return 'side'
  // Anything else would borrow.
  if (text(fields, 'tdMode') !== 'cash') return 'tdMode'
  if (quantity === undefined || quantity <= 0n) return 'sz'
  const clientOrderId = text(fields, 'clOrdId') || `${core.engine.state.nextId()}`
  const common = { accountId, clientOrderId, symbol: market?.symbol ?? '', side } as const
  if (ordType === 'market') {
    // A purchase is in money, unless told otherwise.
    const inMoney = side === 'buy' && text(fields, 'tgtCcy') !== 'base_ccy'
    return { ...common, type: 'market', ...(inMoney ? { quoteQuantity: quantity } : { quantity }) }
  }
  const price = parseAmount(text(fields, 'px'))
  if (price === undefined || price <= 0n) return 'px'
  if (ordType === 'post_only') return { ...common, type: 'limit-maker', price, quantity }
  const timeInForce = TIMES[ordType]
  return timeInForce ? { ...common, type: 'limit', timeInForce, price, quantity } : 'ordType'
}

export function marketOf(markets: Iterable<Market>, instId: string): Market | undefined {
  return [...markets].find((market) => instrumentId(market) === instId)
}

function cancel(api: OkxApi, fields: Fields, accountId: string): object {
  const [clOrdId, ordId] = [text(fields, 'clOrdId'), text(fields, 'ordId')]
  const order = lookUp(api, { clOrdId, ordId, accountId }, isOpen)
  const cancelled = order && api.core.engine.cancel(order.id)
  const [code, sMsg] = cancelled?.ok ? ['0', ''] : rejectionWords({ kind: 'unknown-order' })
  const id = order ? orderIdText(order.id) : ordId
  return { clOrdId, ordId: id, sCode: String(code), sMsg, ts: String(api.now()) }
}

interface OrderName {
  readonly clOrdId: string
  readonly ordId: string
  readonly accountId: string
}

/** Never stale. OKX's own id goes before the client's. */
function lookUp(
  { core }: OkxApi,
  { clOrdId, ordId, accountId }: OrderName,
  isMeant: (order: Order) => boolean,
): Order | undefined {
  const { orders } = core.engine.state
  const found =
    ordId === ''
      ? orders.findByClientId(accountId, clOrdId)
      : [orders.find(readOrderId(ordId) ?? -1)]
  return found.findLast(
    (order) =>
      order?.accountId === accountId && isMeant(order) && !isAlgo(core.engine.state, order),
  )
}

function renew(api: OkxApi, fields: Fields, accountId: string): object {
  const seconds = Number(text(fields, 'timeOut'))
  const isKnown = seconds === 0 || (seconds >= SECONDS_MIN && seconds <= SECONDS_MAX)
  if (!Number.isInteger(seconds) || !isKnown) throw badParameter('timeOut')
  const tag = text(fields, 'tag')
  if (!TAG.test(tag)) throw badParameter('tag')
  const triggerTime = api.cancelAfter.renew(accountId, tag, seconds)
  return { triggerTime: String(triggerTime), tag, ts: String(api.now()) }
}

function findOrder(api: OkxApi, query: URLSearchParams, accountId: string): Order {
  const [clOrdId, ordId] = [query.get('clOrdId'), query.get('ordId')]
  const view = api.viewOf(accountId)
  const order = ordId ? view.order(readOrderId(ordId) ?? -1) : view.orderByClientId(clOrdId ?? '')
  if (order === undefined || isAlgo(api.core.engine.state, order)) {
    throw refusal(51603, 'Order does not exist')
  }
  return order
}

function inWords(api: OkxApi, order: Order): object {
  const { engine } = api.core
  const market = engine.state.market(order.symbol)
  const fillsOfOrder = api.viewOf(order.accountId).fillsOf(order.id)
  const algo = algoBehind(engine.state, order)
  return describeOrder(order, { market, tag: api.tagOf(order), fills: fillsOfOrder, algo })
}

/** The newest first; `after` an id come those before it. */
function openOrders(api: OkxApi, query: URLSearchParams, accountId: string): readonly object[] {
  const instId = query.get('instId')
  const after = readOrderId(query.get('after') ?? '') ?? Number.POSITIVE_INFINITY
  const { engine } = api.core
  return api
    .viewOf(accountId)
    .openOrders()
    .filter(({ symbol }) => instId === null || instrumentId(engine.state.market(symbol)) === instId)
    .filter((order) => order.id < after && !isAlgo(engine.state, order))
    .toSorted((a, b) => b.id - a.id)
    .slice(0, PAGE_MAX)
    .map((order) => inWords(api, order))
}

/** The newest first. */
function fills(api: OkxApi, query: URLSearchParams, accountId: string): readonly object[] {
  const view = api.viewOf(accountId)
  const [begin, end] = [Number(query.get('begin') ?? 0), Number(query.get('end') ?? Infinity)]
  const { engine } = api.core
  return view
    .fills()
    .filter(({ time }) => time >= begin && time <= end)
    .toSorted((a, b) => b.id - a.id)
    .slice(0, PAGE_MAX)
    .flatMap((fill) => {
      const [order, market] = [view.order(fill.orderId), engine.state.market(fill.symbol)]
      const isMeant = (query.get('instId') ?? instrumentId(market)) === instrumentId(market)
      return order && isMeant ? [describeFill(fill, order, market)] : []
    })
}
