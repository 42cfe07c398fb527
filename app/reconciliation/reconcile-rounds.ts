import type { Clock } from '../ports/clock.ts'
import type { ExchangeClient } from '../ports/exchange-client.ts'
import { UNNOTICED_MS_MAX } from './absence-evidence.ts'
import type { ExchangeRecord, Scope } from './exchange-record.ts'
import type { Questions } from './gather-record.ts'

/** What made a round of questions necessary; wake: the machine slept, or its clock was set. */
export type Trigger = 'start' | 'reconnect' | 'wake' | 'interval' | 'order' | 'balance' | 'by hand'

/** What a round was for, and what it brought. */
export interface Round {
  readonly trigger: Trigger
  readonly record: ExchangeRecord
  /** The account's activity when the questions were asked. */
  readonly activity: number
}

export interface RoundsParts {
  readonly exchange: ExchangeClient
  readonly clock: Clock
  /** What there is to ask now. */
  readonly questions: (scope: Scope) => Questions
  readonly activity: () => number
  /** Orders whose fate should be known by now. */
  readonly isAnythingInDoubt: () => boolean
  /** Asks all of them, one after the other. */
  readonly gather: (exchange: ExchangeClient, questions: Questions) => Promise<ExchangeRecord>
  readonly settle: (round: Round) => void
  /** How much time has passed is not known: less than the clock says, perhaps. */
  readonly unsure: (now: number) => void
  /** A round broke off: not the exchange's failure to answer, but an error of our own. */
  readonly failed: (error: unknown) => void
}

const TICK_MS = 2_000
const ORDERS_EVERY_MS = 10_000
const BOOKS_EVERY_MS = 30_000
/** A tick that comes so late means that the machine slept, or that the clock was set. */
const SLEPT_MS = 15_000

const BREADTH: Readonly<Record<Scope, number>> = { 'in-flight': 0, orders: 1, books: 2 }

interface Wanted {
  readonly scope: Scope
  readonly trigger: Trigger
}

/** Asks the exchange, one round at a time: regularly, and whenever something gives reason to. */
export class ReconcileRounds {
  readonly #parts: RoundsParts
  #wanted: Wanted | null = null
  #isAsking = false
  #isStopped = true
  #cancelTick: () => void = () => undefined
  #tickedAt = 0
  #askedOrdersAt = 0
  #askedBooksAt = 0

  constructor(parts: RoundsParts) {
    this.#parts = parts
  }

  start(): void {
    this.#isStopped = false
    this.#tickedAt = this.#parts.clock.now()
    this.request('books', 'start')
    this.#scheduleTick()
  }

  stop(): void {
    this.#isStopped = true
    this.#cancelTick()
  }

  /** A round as soon as possible; one that waits already becomes as wide as the widest that is asked for. */
  request(scope: Scope, trigger: Trigger): void {
    if (this.#isStopped) return
    const waiting = this.#wanted
    const isWider = waiting === null || BREADTH[waiting.scope] < BREADTH[scope]
    // Whoever settles the round must know that time has jumped.
    if (isWider || trigger === 'wake') {
      this.#wanted = { scope, trigger }
    }
    if (!this.#isAsking) this.#ask().catch((error) => this.#throw(error))
  }

  /** Those who are told that a round broke off broke as well: an error that nobody caught, and no promise of anybody's. */
  #throw(error: unknown): void {
    this.#parts.clock.schedule(0, () => {
      throw error
    })
  }

  async #ask(): Promise<void> {
    this.#isAsking = true
    try {
      for (let wanted = this.#take(); wanted !== null; wanted = this.#take()) {
        await this.#askOnce(wanted)
      }
    } catch (error) {
      if (!this.#isStopped) this.#parts.failed(error)
    } finally {
      this.#isAsking = false
    }
  }

  #take(): Wanted | null {
    const wanted = this.#isStopped ? null : this.#wanted
    this.#wanted = null
    return wanted
  }

  async #askOnce({ scope, trigger }: Wanted): Promise<void> {
    const { exchange, questions, clock, gather } = this.#parts
    const activity = this.#parts.activity()
    const now = clock.now()
    if (scope !== 'in-flight') this.#askedOrdersAt = now
    if (scope === 'books') this.#askedBooksAt = now
    this.#noticeJump(now)
    const record = await gather(exchange, questions(scope))
    if (!this.#isStopped) this.#parts.settle({ trigger, record, activity })
  }

  /** Before anything is concluded from when it was asked. */
  #noticeJump(now: number): void {
    if (now - this.#tickedAt > TICK_MS + UNNOTICED_MS_MAX) this.#parts.unsure(now)
  }

  #scheduleTick(): void {
    this.#cancelTick = this.#parts.clock.schedule(TICK_MS, () => this.#tick())
  }

  #tick(): void {
    const now = this.#parts.clock.now()
    // By a clock that was set back, the other rounds would not be due for as long.
    const slept = now < this.#tickedAt || now - this.#tickedAt > TICK_MS + SLEPT_MS
    this.#noticeJump(now)
    this.#tickedAt = now
    this.#scheduleTick()
    if (slept) this.request('books', 'wake')
    else if (now >= this.#askedBooksAt + BOOKS_EVERY_MS) this.request('books', 'interval')
    else if (now >= this.#askedOrdersAt + ORDERS_EVERY_MS) this.request('orders', 'interval')
    else if (this.#parts.isAnythingInDoubt()) this.request('in-flight', 'interval')
  }
}
