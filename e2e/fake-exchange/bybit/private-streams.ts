import type { EngineEvent } from '../matching/event-log.ts'
import type { MatchingEngine } from '../matching/matching-engine.ts'
import { ApiError } from '../server/api-error.ts'
import type { ApiKey, ApiKeys } from '../server/api-keys.ts'
import type { StreamConnection } from '../server/stream-connection.ts'
import type { StreamHandler } from '../server/stream-server.ts'
import type { DisconnectProtection } from './disconnect-protection.ts'
import { describePrivateEvents, type PrivateEvent } from './private-events.ts'
import { isSignedBy } from './signed-request.ts'
import { checkTopics, readCommand, reply, type StreamCommand } from './stream-words.ts'

const TOPICS = [
  ...['order', 'order.spot', 'execution', 'execution.spot', 'execution.fast'],
  ...['execution.fast.spot', 'wallet', 'position', 'position.spot', 'dcp.spot'],
]
const PROTECTED = 'dcp.spot'
/** "Policy violation", in the words of WebSockets. */
const CLOSED_FOR_KEY = 1008

interface Session {
  readonly id: string
  readonly topics: Set<string>
  /** Null until the client has proved who it is. */
  apiKey: ApiKey | null
}

interface PrivateStreamsParts {
  readonly engine: MatchingEngine
  readonly keys: ApiKeys
  readonly protection: DisconnectProtection
  /** Undefined when times are not compared. */
  readonly now: () => number | undefined
}

/** Bybit's private stream: prove who you are, subscribe, and hear of orders, executions and balances. */
export class PrivateStreams implements StreamHandler {
  readonly #parts: PrivateStreamsParts
  readonly #sessions = new Map<StreamConnection, Session>()
  #lastSession = 0

  constructor(parts: PrivateStreamsParts) {
    this.#parts = parts
  }

  readonly onOpen = (connection: StreamConnection): void => {
    this.#lastSession += 1
    const id = `private-${this.#lastSession}`
    this.#sessions.set(connection, { id, topics: new Set(), apiKey: null })
  }

  readonly onClose = (connection: StreamConnection): void => {
    const session = this.#sessions.get(connection)
    this.#sessions.delete(connection)
    if (!session?.apiKey || !session.topics.has(PROTECTED)) return
    const { accountId } = session.apiKey
    if (!this.#hasProtected(accountId)) this.#parts.protection.onLost(accountId)
  }

  readonly onMessage = (connection: StreamConnection, text: string): void => {
    const session = this.#sessions.get(connection)
    if (!session) return
    const command = readCommand(text)
    if (command.op === 'ping') {
      connection.answer(pong(command, session.id))
      return
    }
    const outcome = this.#attempt(session, command)
    connection.answer(reply(command, { ...outcome, connectionId: session.id }))
  }

  /** Tells all who listen to the account. */
  publish(event: EngineEvent): void {
    if (event.kind === 'price') return
    const events = describePrivateEvents(event, this.#parts.engine)
    for (const [connection, session] of this.#sessions) {
      if (session.apiKey?.accountId !== event.accountId) continue
      if (this.#parts.keys.find(session.apiKey.key)) tell(connection, session, events)
      else connection.close(CLOSED_FOR_KEY)
    }
  }

  /** How many topics are listened to, over all connections. */
  get listeners(): number {
    return [...this.#sessions.values()].reduce((sum, { topics }) => sum + topics.size, 0)
  }

  #attempt(session: Session, command: StreamCommand): { success: boolean; message: string } {
    try {
      this.#perform(session, command)
      return { success: true, message: '' }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      return { success: false, message: error.message }
    }
  }

  #perform(session: Session, { op, args }: StreamCommand): void {
    if (op === 'auth') {
      session.apiKey = this.#authenticate(args)
      return
    }
    if (!session.apiKey) throw new ApiError(200, 10003, 'Request not authorized')
    if (op === 'subscribe') {
      checkTopics(args, (topic) => TOPICS.includes(topic))
      for (const topic of args) session.topics.add(topic)
      if (args.includes(PROTECTED)) this.#parts.protection.onSubscribed(session.apiKey.accountId)
    } else if (op === 'unsubscribe') {
      for (const topic of args) session.topics.delete(topic)
    } else {
      throw new ApiError(200, 10001, `error:invalid op,op:${op}`)
    }
  }

  /** Signed is the time until which the signature holds. */
  #authenticate([key = '', expires = '', signature = '']: readonly string[]): ApiKey {
    const apiKey = this.#parts.keys.find(key)
    if (!apiKey) throw new ApiError(200, 10003, 'API key is invalid.')
    const now = this.#parts.now()
    if (now !== undefined && !(Number(expires) > now)) {
      throw new ApiError(200, 10002, 'Params Error: expires is in the past')
    }
    if (isSignedBy(apiKey, `GET/realtime${expires}`, signature)) return apiKey
    throw new ApiError(200, 10004, 'Error sign, please check your signature generation algorithm.')
  }

  #hasProtected(accountId: string): boolean {
    return [...this.#sessions.values()].some(
      ({ apiKey, topics }) => apiKey?.accountId === accountId && topics.has(PROTECTED),
    )
  }
}

function tell(
  connection: StreamConnection,
  { id, topics }: Session,
  events: readonly PrivateEvent[],
): void {
  for (const { topic, data } of events) {
    for (const name of [topic, `${topic}.spot`]) {
      if (!topics.has(name)) continue
      connection.publish({ id, topic: name, creationTime: Date.now(), data })
    }
  }
}

function pong({ requestId }: StreamCommand, connectionId: string): object {
  return { req_id: requestId, op: 'pong', args: [String(Date.now())], conn_id: connectionId }
}
