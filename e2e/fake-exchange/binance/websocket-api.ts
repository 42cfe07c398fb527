import type { EngineEvent } from '../matching/event-log.ts'
import type { Order } from '../matching/order.ts'
import { ApiError } from '../server/api-error.ts'
import type { ApiKey, ApiKeys } from '../server/api-keys.ts'
import { isRecord, parseRecord } from '../server/parse-json.ts'
import type { Answer } from '../server/router.ts'
import type { StreamConnection } from '../server/stream-connection.ts'
import type { StreamHandler } from '../server/stream-server.ts'
import { type WireRequest, wireRequest } from '../server/wire-request.ts'
import { describeError } from './binance-errors.ts'
import { describeUserEvents } from './user-events.ts'

/** Methods that do what a REST request does. */
const REST_METHODS: Readonly<Record<string, readonly [method: string, path: string]>> = {
  ping: ['GET', '/api/v3/ping'],
  time: ['GET', '/api/v3/time'],
  exchangeInfo: ['GET', '/api/v3/exchangeInfo'],
  depth: ['GET', '/api/v3/depth'],
  klines: ['GET', '/api/v3/klines'],
  'ticker.price': ['GET', '/api/v3/ticker/price'],
  'ticker.book': ['GET', '/api/v3/ticker/bookTicker'],
  'ticker.24hr': ['GET', '/api/v3/ticker/24hr'],
  'order.place': ['POST', '/api/v3/order'],
  'order.test': ['POST', '/api/v3/order/test'],
  'order.status': ['GET', '/api/v3/order'],
  'order.cancel': ['DELETE', '/api/v3/order'],
  'order.cancelReplace': ['POST', '/api/v3/order/cancelReplace'],
  'openOrders.status': ['GET', '/api/v3/openOrders'],
  'openOrders.cancelAll': ['DELETE', '/api/v3/openOrders'],
  'account.status': ['GET', '/api/v3/account'],
  allOrders: ['GET', '/api/v3/allOrders'],
  myTrades: ['GET', '/api/v3/myTrades'],
}

interface Message {
  readonly id: unknown
  readonly method: string
  readonly params: Readonly<Record<string, unknown>>
}

interface Subscription {
  readonly id: number
  readonly key: string
  readonly accountId: string
  readonly connection: StreamConnection
}

interface WebSocketApiOptions {
  readonly keys: ApiKeys
  readonly answer: (request: WireRequest) => Answer
  readonly authorise: (request: WireRequest) => ApiKey
  readonly ordersOfList: (listId: number) => readonly Order[]
}

/** Binance's WebSocket API: requests with answers, and the events of accounts that were subscribed to. */
export class WebSocketApi implements StreamHandler {
  readonly #options: WebSocketApiOptions
  #subscriptions: readonly Subscription[] = []
  #lastSubscriptionId = -1

  constructor(options: WebSocketApiOptions) {
    this.#options = options
  }

  readonly onMessage = (connection: StreamConnection, text: string): void => {
    const message = readMessage(text)
    try {
      connection.answer({ id: message.id, ...this.#perform(connection, message), rateLimits: [] })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      connection.answer({ id: message.id, status: error.status, error: describeError(error) })
    }
  }

  readonly onClose = (connection: StreamConnection): void => {
    this.#subscriptions = this.#subscriptions.filter((other) => other.connection !== connection)
  }

  /** Tells all who listen to the account. */
  publish(event: EngineEvent): void {
    if (event.kind === 'price') return
    const events = describeUserEvents(event, this.#options.ordersOfList)
    for (const subscription of this.#subscriptions) {
      if (subscription.accountId === event.accountId)
        this.#publishTo(subscription, events, event.time)
    }
  }

  /** How many listen. */
  get listeners(): number {
    return this.#subscriptions.length
  }

  #publishTo(subscription: Subscription, events: readonly object[], time: number): void {
    const { id, key, connection } = subscription
    if (this.#options.keys.find(key)) {
      for (const event of events) connection.publish({ subscriptionId: id, event })
      return
    }
    this.#subscriptions = this.#subscriptions.filter((other) => other !== subscription)
    connection.publish({
      subscriptionId: id,
      event: { e: 'eventStreamTerminated', E: time },
    })
  }

  #perform(connection: StreamConnection, { method, params }: Message): object {
    if (method === 'userDataStream.subscribe.signature') {
      return { status: 200, result: this.#subscribe(connection, params) }
    }
    if (method === 'userDataStream.unsubscribe') {
      this.onClose(connection)
      return { status: 200, result: {} }
    }
    const [verb, path] = REST_METHODS[method] ?? []
    if (!verb || !path) throw new ApiError(400, -1002, 'Unknown method.')
    const answer = this.#options.answer(asRequest(verb, path, params))
    const body: unknown = JSON.parse(answer.body)
    return { status: answer.status, [answer.status === 200 ? 'result' : 'error']: body }
  }

  #subscribe(
    connection: StreamConnection,
    params: Readonly<Record<string, unknown>>,
  ): { readonly subscriptionId: number } {
    const apiKey = this.#options.authorise(asRequest('GET', '/ws-api/v3', params))
    this.#lastSubscriptionId += 1
    const id = this.#lastSubscriptionId
    const { key, accountId } = apiKey
    this.#subscriptions = [...this.#subscriptions, { id, key, accountId, connection }]
    return { subscriptionId: id }
  }
}

/** Signed are the parameters in the order of the alphabet, the key among them. */
function asRequest(
  method: string,
  path: string,
  params: Readonly<Record<string, unknown>>,
): WireRequest {
  const { signature, ...rest } = params
  const query = Object.entries(rest)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${String(value)}`)
  const signed = signature === undefined ? query : [...query, `signature=${String(signature)}`]
  const { apiKey } = params
  const headers = typeof apiKey === 'string' ? { 'x-mbx-apikey': apiKey } : {}
  return wireRequest(`${path}?${signed.join('&')}`, method, { headers })
}

function readMessage(text: string): Message {
  const { id = null, method, params } = parseRecord(text)
  return { id, method: String(method), params: isRecord(params) ? params : {} }
}
