import { parseAmount } from '../matching/amount.ts'
import { isOpen, type Order } from '../matching/order.ts'
import type { OrderRequest } from '../matching/order-request.ts'
import { isRecord } from '../server/parse-json.ts'
import type { Route } from '../server/router.ts'
import { type AlgoType, isAlgo } from './algo-orders.ts'
import type { OkxApi } from './okx-api.ts'
import { badParameter, refusal, rejectionWords } from './okx-errors.ts'
import { describeAlgo, instrumentId, orderIdText, readOrderId } from './order-words.ts'
import { bodyOf, type Fields, marketOf, recordOf, text } from './trade-routes.ts'

const PAGE_MAX = 100
const AT_THE_MARKET = '-1'
const HUNDREDTHS_OF_PERCENT = 10_000
const TYPES: readonly string[] = ['conditional', 'oco', 'trigger', 'move_order_stop']
/** Only these two may be asked for at once. */
const TOGETHER: readonly string[] = ['conditional', 'oco']

/** Placing, cancelling and looking up orders that wait for a price. */
export function algoRoutes(api: OkxApi): readonly Route[] {
  const route = (method: 'GET' | 'POST', path: string, answer: Route['answer']): Route => ({
    ...{ method, path: `/api/v5/trade/${path}`, weight: 1, answer },
  })
  return [
    route('POST', 'order-algo', (_, request) => {
      const { accountId } = api.authorise(request, 'trade')
      return [place(api, recordOf(bodyOf(request)), accountId)]
    }),
    route('POST', 'cancel-algos', (_, request) => {
      const { accountId } = api.authorise(request, 'trade')
      const orders = bodyOf(request)
      if (!Array.isArray(orders) || !orders.every(isRecord)) throw badParameter('orders')
      return orders.map((fields) => cancel(api, fields, accountId))
    }),
    route('GET', 'order-algo', (query, request) => {
      const { accountId } = api.authorise(request, 'read')
      return [find(api, query, accountId)]
    }),
    route('GET', 'orders-algo-pending', (query, request) => {
      const { accountId } = api.authorise(request, 'read')
      return pending(api, query, accountId)
    }),
  ]
}

function place(api: OkxApi, fields: Fields, accountId: string): object {
  const algoClOrdId = text(fields, 'algoClOrdId')
  const answered = (sCode: string, sMsg: string, algoId = '') => {
    return { algoId, algoClOrdId, clOrdId: '', sCode, sMsg, tag: text(fields, 'tag') }
  }
  const request = readAlgo(api, fields, accountId)
  if (typeof request === 'string') return answered('51000', `Parameter ${request} error`)
  const placed = api.core.engine.place(request)
  if (placed.ok) {
    api.algoTypes.set(placed.value.id, readType(fields))
    return answered('0', '', orderIdText(placed.value.id))
  }
  const [code, message] = rejectionWords(placed.error)
  return answered(String(code), message)
}

/** Or the name of what is wrong. */
function readAlgo({ core }: OkxApi, fields: Fields, accountId: string): OrderRequest | string {
  const { state } = core.engine
  const market = marketOf(state.markets.values(), text(fields, 'instId'))
  const [side, quantity] = [text(fields, 'side'), parseAmount(text(fields, 'sz'))]
  if (side !== 'buy' && side !== 'sell') return 'side'
  if (text(fields, 'tdMode') !== 'cash') return 'tdMode'
  if (quantity === undefined || quantity <= 0n) return 'sz'
  const clientOrderId = text(fields, 'algoClOrdId') || `${state.nextId()}`
  const symbol = market?.symbol ?? ''
  const common = { accountId, clientOrderId, symbol, side, quantity, reservesWhenTriggered: true }
  if (text(fields, 'ordType') === 'move_order_stop') {
    const trailingDelta = Math.round(Number(text(fields, 'callbackRatio')) * HUNDREDTHS_OF_PERCENT)
    return trailingDelta > 0
      ? { ...common, side, type: 'stop-loss', trailingDelta }
      : 'callbackRatio'
  }
  const isTarget = text(fields, 'tpTriggerPx') !== ''
  const prefix = isTarget ? 'tp' : 'sl'
  const isPlainTrigger = text(fields, 'ordType') === 'trigger'
  const trigger = isPlainTrigger ? 'triggerPx' : `${prefix}TriggerPx`
  const triggerPrice = parseAmount(text(fields, trigger))
  if (triggerPrice === undefined || triggerPrice <= 0n) return trigger
  const orderPrice = text(fields, isPlainTrigger ? 'orderPx' : `${prefix}OrdPx`)
  const rises = triggerPrice > state.prices.quote(symbol).last
  const type = (isPlainTrigger ? rises === (side === 'sell') : isTarget)
    ? 'take-profit'
    : 'stop-loss'
  if (orderPrice === AT_THE_MARKET) return { ...common, side, type, triggerPrice }
  const price = parseAmount(orderPrice)
  return price === undefined
    ? 'ordPx'
    : { ...common, side, type: `${type}-limit`, triggerPrice, price }
}

function readType(fields: Fields): AlgoType {
  const type = text(fields, 'ordType')
  return type === 'trigger' || type === 'move_order_stop' ? type : 'conditional'
}

function cancel(api: OkxApi, fields: Fields, accountId: string): object {
  const [algoId, algoClOrdId] = [text(fields, 'algoId'), text(fields, 'algoClOrdId')]
  const { engine } = api.core
  const order = ordersOf(api, accountId).findLast(
    (one) => isOpen(one) && isNamed(one, { algoId, algoClOrdId }),
  )
  const [sCode, sMsg] =
    order && engine.cancel(order.id).ok ? ['0', ''] : ['51400', 'Cancellation failed']
  return {
    algoId: order ? orderIdText(order.id) : algoId,
    algoClOrdId,
    clOrdId: '',
    sCode,
    sMsg,
    tag: '',
  }
}

function find(api: OkxApi, query: URLSearchParams, accountId: string): object {
  const name = { algoId: query.get('algoId') ?? '', algoClOrdId: query.get('algoClOrdId') ?? '' }
  const order = ordersOf(api, accountId).findLast((one) => isNamed(one, name))
  if (order === undefined) throw refusal(51603, 'Order does not exist')
  return inWords(api, order)
}

/** The newest first; `after` an id come those before it. */
function pending(api: OkxApi, query: URLSearchParams, accountId: string): readonly object[] {
  const types = (query.get('ordType') ?? '').split(',')
  const areKnown = types.every((type) => TYPES.includes(type))
  const areTogether = types.length === 1 || types.every((type) => TOGETHER.includes(type))
  if (!areKnown || !areTogether) throw badParameter('ordType')
  const instId = query.get('instId')
  const after = readOrderId(query.get('after') ?? '') ?? Number.POSITIVE_INFINITY
  return ordersOf(api, accountId)
    .filter((order) => isOpen(order) && order.id < after && types.includes(api.algoTypeOf(order)))
    .filter(
      ({ symbol }) =>
        instId === null || instrumentId(api.core.engine.state.market(symbol)) === instId,
    )
    .toSorted((a, b) => b.id - a.id)
    .slice(0, PAGE_MAX)
    .map((order) => inWords(api, order))
}

/** As fresh or stale as all that is read. */
function ordersOf(api: OkxApi, accountId: string): readonly Order[] {
  const { state } = api.core.engine
  return api
    .viewOf(accountId)
    .orders()
    .filter((order) => isAlgo(state, order))
}

/** OKX's own id goes before the client's. */
function isNamed(
  order: Order,
  { algoId, algoClOrdId }: { algoId: string; algoClOrdId: string },
): boolean {
  return algoId === '' ? order.clientOrderId === algoClOrdId : orderIdText(order.id) === algoId
}

function inWords(api: OkxApi, order: Order): object {
  const market = api.core.engine.state.market(order.symbol)
  return describeAlgo(order, { market, type: api.algoTypeOf(order) })
}
