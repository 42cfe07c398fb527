import { redact } from '../../domain/redact.ts'
import type { ExchangeListener } from '../../ports/exchange-client.ts'
import type { StreamHealth } from '../../ports/exchange-health.ts'
import type { AccountConnection } from './account-connection.ts'
import type { AnswerReader } from './answer-reader.ts'
import { backOffMs } from './back-off.ts'
import type { DeliveryTurns } from './delivery-turns.ts'
import { guardClients } from './guard-clients.ts'
import { parseBalance } from './parse-balance.ts'
import { tapCache } from './tap-cache.ts'

const JITTER_SEED = 1
/** How often a connection that is being made is looked at, and how long it has to be there: subscribing takes a moment. */
const OPENING_LOOK_MS = 250
const SUBSCRIBED_AFTER_LOOKS = 4

type Stream = 'watchOrders' | 'watchMyTrades'

/**
 * The account's news. ccxt hands out a stream as promises, and what arrives between two of them is late or lost; so news
 * are taken where ccxt stores them, and the promises only tell how the connection is. A socket that is open and dead shows
 * after two pings; one that answers pings and tells nothing does not, and what it withholds is found by asking.
 */
export class AccountStream {
  readonly #connection: AccountConnection
  readonly #answers: AnswerReader
  #listener: ExchangeListener | undefined
  #cancelWaits = new Set<() => void>()
  #failures = 0
  #heardAt: number | null = null
  #isLost = false
  #isStopped = false

  constructor(connection: AccountConnection, answers: AnswerReader, turns: DeliveryTurns) {
    this.#connection = connection
    this.#answers = answers
    guardClients(connection.exchange, turns, () => this.#isStopped)
    tapCache(connection.exchange, 'orders', (order) => this.#onOrder(order))
    tapCache(connection.exchange, 'myTrades', (trade) => this.#onTrade(trade))
  }

  start(listener: ExchangeListener): void {
    this.#listener = listener
    const { orders, trades, balance } = this.#connection.facts.streams
    if (orders !== 'none') void this.#watch('watchOrders')
    if (trades) void this.#watch('watchMyTrades')
    if (balance) void this.#watchBalances()
  }

  /** Nothing where the exchange has no stream of an account. */
  health(): readonly StreamHealth[] {
    const { facts, clock } = this.#connection
    if (facts.streams.orders === 'none' && !facts.streams.trades) return []
    const ageMs = this.#heardAt === null ? null : Math.max(0, clock.now() - this.#heardAt)
    return [{ news: 'account', symbol: null, ageMs, isStale: this.#isLost, check: null }]
  }

  stop(): void {
    this.#listener = undefined
    this.#isStopped = true
    for (const cancel of this.#cancelWaits) cancel()
    // Closing rejects what still waits for news.
    this.#connection.exchange.close().catch(() => undefined)
  }

  async #watch(stream: Stream): Promise<void> {
    while (this.#listener !== undefined) {
      try {
        const news = this.#connection.questions[stream]()
        if (this.#isLost) this.#lookWhetherOpen(SUBSCRIBED_AFTER_LOOKS)
        await news
        this.#heardAt = this.#connection.clock.now()
      } catch (error) {
        await this.#lost(error)
      }
    }
  }

  /** Beside the news of orders, on their connection: only those say how it is, since nothing rests on balances. */
  async #watchBalances(): Promise<void> {
    let failures = 0
    while (this.#listener !== undefined) {
      try {
        this.#onBalances(await this.#connection.questions.watchBalance())
        failures = 0
      } catch {
        failures += 1
        await this.#pause(failures)
      }
    }
  }

  #onBalances(raw: unknown): void {
    const balances = parseBalance(raw, this.#connection.secrets)
    if (balances.ok) this.#listener?.onBalances(balances.value)
  }

  /** Nothing is known of what happened since, until the connection is back and the exchange was asked. */
  async #lost(error: unknown): Promise<void> {
    const { name, secrets } = this.#connection
    if (!this.#isLost) {
      this.#isLost = true
      const words = refusalIn(error)
      const reason =
        words === undefined
          ? `the connection to ${name} was lost`
          : `${name} does not tell the account's news: ${redact(words, secrets)}`
      this.#listener?.onConnection('lost', reason)
    }
    this.#failures += 1
    await this.#pause(this.#failures)
  }

  /** Not once it was stopped: nobody would cancel the wait, and it would keep the process from ending. */
  async #pause(failures: number): Promise<void> {
    if (this.#isStopped) return
    const { clock } = this.#connection
    await new Promise<void>((resume) => {
      this.#wait(clock, backOffMs(failures, 0, JITTER_SEED), resume)
    })
  }

  /** The next news may be long in coming, so it is not awaited to learn that the connection is there again. */
  #lookWhetherOpen(looksLeft: number): void {
    if (!this.#isLost || this.#listener === undefined) return
    const { exchange, clock, name } = this.#connection
    const clients = Object.values(exchange.clients)
    const isOpen = clients.length > 0 && clients.every((client) => client.isConnected)
    if (isOpen && looksLeft === 0) {
      this.#isLost = false
      this.#failures = 0
      this.#listener.onConnection('restored', `the connection to ${name} is back`)
      return
    }
    const next = isOpen ? looksLeft - 1 : SUBSCRIBED_AFTER_LOOKS
    this.#wait(clock, OPENING_LOOK_MS, () => this.#lookWhetherOpen(next))
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
    const isHint = this.#connection.facts.streams.orders === 'hint'
    const news = isHint ? 'unreadable' : this.#answers.news(raw)
    if (news === 'unreadable') this.#listener?.onHint()
    else if (news !== 'not ours') this.#listener?.onReply(news)
  }

  /** One that cannot be read, or does not tell its fee yet, is asked for. */
  #onTrade(raw: unknown): void {
    const { correctTrade } = this.#connection.facts.streams
    const execution = this.#answers.execution(correctTrade?.(raw) ?? raw)
    if (execution.ok) this.#listener?.onExecution(execution.value)
    else this.#listener?.onHint()
  }
}

/** What an exchange says when it refuses a stream, from the JSON in ccxt's message. */
const REFUSAL = /"(?:msg|ret_?msg|message)":\s*"([^"]{1,200})"/i

function refusalIn(error: unknown): string | undefined {
  return error instanceof Error ? REFUSAL.exec(error.message)?.[1] : undefined
}
