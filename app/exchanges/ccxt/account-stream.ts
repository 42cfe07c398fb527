import type { ExchangeListener } from '../../ports/exchange-client.ts'
import type { AccountConnection } from './account-connection.ts'
import type { AnswerReader } from './answer-reader.ts'
import { backOffMs } from './back-off.ts'
import { tapCache } from './tap-cache.ts'

const JITTER_SEED = 1
/** How often a connection that is being made is looked at. */
const OPENING_LOOK_MS = 250

type Stream = 'watchOrders' | 'watchMyTrades'

/**
 * The account's news. ccxt hands out a stream as promises, and what arrives between two of them is late or lost; so news
 * are taken where ccxt stores them, and the promises only tell how the connection is.
 */
export class AccountStream {
  readonly #connection: AccountConnection
  readonly #answers: AnswerReader
  #listener: ExchangeListener | undefined
  #cancelWaits = new Set<() => void>()
  #failures = 0
  #isLost = false
  #isStopped = false

  constructor(connection: AccountConnection, answers: AnswerReader) {
    this.#connection = connection
    this.#answers = answers
    this.#refuseWhenStopped()
    tapCache(connection.exchange, 'orders', (order) => this.#onOrder(order))
    tapCache(connection.exchange, 'myTrades', (trade) => this.#onTrade(trade))
  }

  start(listener: ExchangeListener): void {
    this.#listener = listener
    const { orders, trades } = this.#connection.facts.streams
    if (orders !== 'none') void this.#watch('watchOrders')
    if (trades) void this.#watch('watchMyTrades')
  }

  stop(): void {
    this.#listener = undefined
    this.#isStopped = true
    for (const cancel of this.#cancelWaits) cancel()
    // Closing rejects what still waits for news.
    this.#connection.exchange.close().catch(() => undefined)
  }

  /** ccxt may be on its way to open a connection when it is closed, and would go on to. */
  #refuseWhenStopped(): void {
    const { exchange } = this.#connection
    const open = exchange.client.bind(exchange)
    exchange.client = (url: string) => {
      if (this.#isStopped) throw new Error('the account was closed')
      return open(url)
    }
  }

  async #watch(stream: Stream): Promise<void> {
    while (this.#listener !== undefined) {
      try {
        const news = this.#connection.questions[stream]()
        this.#lookWhetherOpen()
        await news
        this.#failures = 0
      } catch {
        await this.#lost()
      }
    }
  }

  /** Nothing is known of what happened since, until the connection is back and the exchange was asked. */
  async #lost(): Promise<void> {
    const { clock, name } = this.#connection
    if (!this.#isLost) {
      this.#isLost = true
      this.#listener?.onConnection('lost', `the connection to ${name} was lost`)
    }
    this.#failures += 1
    if (this.#listener === undefined) return
    await new Promise<void>((resume) => {
      this.#wait(clock, backOffMs(this.#failures, 0, JITTER_SEED), resume)
    })
  }

  /** The next news may be long in coming, so it is not awaited to learn that the connection is there again. */
  #lookWhetherOpen(): void {
    if (!this.#isLost || this.#listener === undefined) return
    const clients = Object.values(this.#connection.exchange.clients)
    if (clients.length > 0 && clients.every((client) => client.isConnected)) {
      this.#isLost = false
      this.#listener.onConnection('restored', `the connection to ${this.#connection.name} is back`)
      return
    }
    this.#wait(this.#connection.clock, OPENING_LOOK_MS, () => this.#lookWhetherOpen())
  }

  #wait(clock: AccountConnection['clock'], delayMs: number, callback: () => void): void {
    const cancel = clock.schedule(delayMs, () => {
      this.#cancelWaits.delete(cancel)
      callback()
    })
    this.#cancelWaits.add(cancel)
  }

  /** Some exchanges say no more than that something happened to an order. */
  #onOrder(raw: unknown): void {
    if (this.#connection.facts.streams.orders === 'hint') {
      this.#listener?.onHint()
      return
    }
    const reply = this.#answers.news(raw)
    if (reply) this.#listener?.onReply(reply)
  }

  /** One that cannot be read, or does not tell its fee yet, is asked for with the next questions. */
  #onTrade(raw: unknown): void {
    const execution = this.#answers.execution(raw)
    if (execution.ok) this.#listener?.onExecution(execution.value)
  }
}
