import type { MatchingEngine } from '../matching/matching-engine.ts'
import { ApiError } from '../server/api-error.ts'
import type { StreamConnection } from '../server/stream-connection.ts'
import type { StreamHandler } from '../server/stream-server.ts'
import type { SyntheticMarket } from '../synthetic-market.ts'
import { MarketTopics } from './market-topics.ts'
import { checkTopics, readCommand, reply, type StreamCommand } from './stream-words.ts'

/** Bybit's public streams: "publicTrade.BTCUSDT", "kline.1.BTCUSDT", "orderbook.50.BTCUSDT", "tickers.BTCUSDT". */
export class PublicStreams implements StreamHandler {
  readonly #topics: MarketTopics
  readonly #subscriptions = new Map<StreamConnection, Set<string>>()
  #lastConnection = 0

  constructor(engine: MatchingEngine, market: SyntheticMarket) {
    this.#topics = new MarketTopics(engine, market)
  }

  readonly onOpen = (connection: StreamConnection): void => {
    this.#subscriptions.set(connection, new Set())
  }

  readonly onClose = (connection: StreamConnection): void => {
    this.#subscriptions.delete(connection)
  }

  readonly onMessage = (connection: StreamConnection, text: string): void => {
    const command = readCommand(text)
    this.#lastConnection += 1
    const connectionId = `public-${this.#lastConnection}`
    try {
      const message = this.#perform(connection, command)
      connection.answer(reply(command, { success: true, message, connectionId }))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      connection.answer(reply(command, { success: false, message: error.message, connectionId }))
      return
    }
    if (command.op === 'subscribe') this.#begin(connection, command.args)
  }

  /** The price of a symbol has moved, or a second has passed. */
  tell(symbol: string): void {
    const all = [...this.#subscriptions.values()].flatMap((topics) => [...topics])
    for (const topic of new Set(all)) {
      if (topic.endsWith(`.${symbol}`)) this.#publish(topic, this.#topics.next(topic))
    }
  }

  #perform(connection: StreamConnection, { op, args }: StreamCommand): string {
    const topics = this.#subscriptions.get(connection) ?? new Set()
    switch (op) {
      case 'ping':
        return 'pong'
      case 'subscribe':
        checkTopics(args, (topic) => this.#topics.has(topic))
        for (const topic of args) topics.add(topic)
        return 'subscribe'
      case 'unsubscribe':
        for (const topic of args) topics.delete(topic)
        return ''
      default:
        throw new ApiError(200, 10001, `error:invalid op,op:${op}`)
    }
  }

  /** A new subscriber is told how things are now. */
  #begin(connection: StreamConnection, topics: readonly string[]): void {
    for (const topic of topics) {
      for (const event of this.#topics.first(topic)) connection.publish(event)
    }
  }

  #publish(topic: string, events: readonly object[]): void {
    for (const [connection, topics] of this.#subscriptions) {
      if (!topics.has(topic)) continue
      for (const event of events) connection.publish(event)
    }
  }
}
