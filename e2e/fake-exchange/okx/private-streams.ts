import type { EngineEvent } from '../matching/event-log.ts'
import { parseRecord } from '../server/parse-json.ts'
import type { StreamConnection } from '../server/stream-connection.ts'
import type { StreamHandler } from '../server/stream-server.ts'
import { algoBehind, isAlgo } from './algo-orders.ts'
import type { OkxApi } from './okx-api.ts'
import { describeBalances, describeOrder } from './order-words.ts'
import { isSignedBy } from './signed-request.ts'

const CHANNELS = ['orders', 'account']

interface Session {
  readonly channels: Set<string>
  /** Null until the client has proved who it is. */
  accountId: string | null
}

/** OKX's private stream: log in, subscribe, and hear of orders and balances. */
export class PrivateStreams implements StreamHandler {
  readonly #api: OkxApi
  readonly #sessions = new Map<StreamConnection, Session>()

  constructor(api: OkxApi) {
    this.#api = api
  }

  readonly onOpen = (connection: StreamConnection): void => {
    this.#sessions.set(connection, { channels: new Set(), accountId: null })
  }

  readonly onClose = (connection: StreamConnection): void => {
    this.#sessions.delete(connection)
  }

  readonly onMessage = (connection: StreamConnection, text: string): void => {
    const session = this.#sessions.get(connection)
    if (!session) return
    if (text === 'ping') {
      connection.answerText('pong')
      return
    }
    const { op, args } = parseRecord(text)
    for (const arg of Array.isArray(args) ? args : []) {
      connection.answer(this.#perform(session, String(op), Object(arg)))
    }
  }

  /** Tells all who listen to the account. */
  publish(event: EngineEvent): void {
    if (event.kind !== 'order' && event.kind !== 'balances') return
    // Those have a channel of their own, to which nobody listens here.
    if (event.kind === 'order' && isAlgo(this.#api.core.engine.state, event.order)) return
    const message = this.#describe(event)
    for (const [connection, { channels, accountId }] of this.#sessions) {
      if (accountId === event.accountId && channels.has(message.arg.channel)) {
        connection.publish(message)
      }
    }
  }

  /** How many channels are listened to, over all connections. */
  get listeners(): number {
    return [...this.#sessions.values()].reduce((sum, { channels }) => sum + channels.size, 0)
  }

  #perform(session: Session, op: string, arg: Readonly<Record<string, unknown>>): object {
    if (op === 'login') {
      session.accountId = this.#authenticate(arg)
      const isKnown = session.accountId !== null
      return isKnown
        ? { event: 'login', code: '0', msg: '' }
        : { event: 'error', code: '60009', msg: 'Login failed.' }
    }
    if (session.accountId === null) return { event: 'error', code: '60011', msg: 'Please log in' }
    const channel = String(arg.channel)
    if (op !== 'subscribe' || !CHANNELS.includes(channel)) {
      return { event: 'error', code: '60012', msg: 'Invalid request' }
    }
    session.channels.add(channel)
    return { event: 'subscribe', arg }
  }

  #authenticate(arg: Readonly<Record<string, unknown>>): string | null {
    const apiKey = this.#api.core.keys.find(String(arg.apiKey))
    if (apiKey?.passphrase !== arg.passphrase || apiKey === undefined) return null
    const signed = `${arg.timestamp}GET/users/self/verify`
    return isSignedBy(apiKey, signed, String(arg.sign)) ? apiKey.accountId : null
  }

  #describe(event: Extract<EngineEvent, { kind: 'order' | 'balances' }>) {
    const { core, tagOf } = this.#api
    if (event.kind === 'balances') {
      const told = describeBalances(event.balances, event.time)
      return { arg: { channel: 'account' }, data: [told] }
    }
    const { order, fill } = event
    const fills = core.engine.state.orders.fillsOf(order.id)
    const market = core.engine.state.market(order.symbol)
    // A change that is no trade says nothing of one.
    const algo = algoBehind(core.engine.state, order)
    const words = { market, tag: tagOf(order), fills: fill ? fills : [], algo }
    return { arg: { channel: 'orders', instType: 'ANY' }, data: [describeOrder(order, words)] }
  }
}
