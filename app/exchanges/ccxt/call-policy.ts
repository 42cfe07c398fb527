import {
  BrokenCircuitError,
  type BulkheadPolicy,
  BulkheadRejectedError,
  bulkhead,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleType,
  type IBackoff,
  type RetryPolicy,
  retry,
  wrap,
} from 'cockatiel'
import type { Clock } from '../../ports/clock.ts'
import type { CallBreaker, CallKind } from '../../ports/exchange-health.ts'
import { randomAt } from '../seeded-random.ts'
import { backOffMs } from './back-off.ts'
import { type CallAnswer, isUnanswered, isUnsent, isWorthRepeating } from './call-answers.ts'
import { Pause } from './pause.ts'
import { RequestNotSent } from './request-not-sent.ts'
import { QUEUED_MAX } from './request-scheduler.ts'

/** One or two calls can get lost on any day; so many in a row do not. */
export const UNANSWERED_MAX = 5

/** How many may wait for their answers at once, so that one slow corner of an exchange does not take every socket. */
export const AT_ONCE_MAX: Readonly<Record<CallKind, number>> = {
  cancel: 32,
  query: 8,
  create: 16,
  account: 8,
  'market-data': 8,
}

/** Only questions are asked again: a second order is a second order. */
export const REPEATS_MAX: Readonly<Record<CallKind, number>> = {
  cancel: 0,
  query: 2,
  create: 0,
  account: 2,
  'market-data': 2,
}
const REPEAT_AFTER_MS = 100
const JITTER_SEED = 2
const REPEAT_STREAM = 2

/** These are written down before they are sent: they go out, or nobody knows that they were meant to. */
const URGENT: readonly CallKind[] = ['cancel', 'create']

export interface CallPolicyParts {
  readonly kind: CallKind
  readonly clock: Clock
  /** Why a call got no answer, in words for people. */
  readonly describe: (answer: CallAnswer) => string
  readonly changed: (breaker: CallBreaker) => void
}

/**
 * How calls of one kind reach an exchange that may be down: so many at once, questions a few times, and none for a growing
 * pause when too many in a row got no answer; then one goes to see. Orders and cancels are sent all the same, and `blocked`
 * tells before one is written down that it had better not be.
 */
export class CallPolicy {
  readonly #parts: CallPolicyParts
  readonly #places: BulkheadPolicy
  readonly #circuit: CircuitBreakerPolicy
  readonly #repeats: RetryPolicy
  #paused = new Pause()
  #since: number | null = null
  #reason = ''

  constructor(parts: CallPolicyParts) {
    this.#parts = parts
    const { kind } = parts
    this.#places = bulkhead(AT_ONCE_MAX[kind], URGENT.includes(kind) ? 0 : QUEUED_MAX)
    this.#circuit = circuitBreaker(handleType(Unanswered), {
      breaker: new ConsecutiveBreaker(UNANSWERED_MAX),
      halfOpenAfter: { next: ({ attempt }) => this.#pause(attempt) },
    })
    this.#repeats = retry(
      handleType(Unanswered, ({ answer }) => isWorthRepeating(answer)),
      { maxAttempts: REPEATS_MAX[kind] },
    )
    this.#circuit.onStateChange((state) => this.#changed(state))
  }

  /** Never rejects; what may go at once starts before this returns. */
  async run(call: () => Promise<CallAnswer>): Promise<CallAnswer> {
    if (URGENT.includes(this.#parts.kind) && this.blocked() !== undefined) return call()
    try {
      const path = wrap(this.#places, this.#circuit, this.#repeats)
      return await path.execute(({ attempt }) => this.#attempt(call, attempt))
    } catch (error) {
      if (error instanceof NoAnswer) return error.answer
      return { ok: false, error: this.#notSent(error), requests: [] }
    }
  }

  /** Why a call that can wait should not be made now, or nothing. */
  blocked(): string | undefined {
    const { kind, clock } = this.#parts
    if (this.#places.executionSlots <= 0) {
      return `${AT_ONCE_MAX[kind]} ${NAMES[kind]} wait for an answer already`
    }
    const isWaiting = this.#circuit.state === CircuitState.Open && !this.#paused.isOver(clock.now())
    if (!isWaiting && this.#circuit.state !== CircuitState.HalfOpen) return undefined
    return `the last ${UNANSWERED_MAX} or more ${NAMES[kind]} got no answer: ${this.#reason}`
  }

  breaker(): CallBreaker {
    const { kind: calls } = this.#parts
    return { calls, state: STATES[this.#circuit.state], reason: this.#reason, since: this.#since }
  }

  async #attempt(call: () => Promise<CallAnswer>, attempt: number): Promise<CallAnswer> {
    const isProbe = this.#circuit.state === CircuitState.HalfOpen
    if (attempt > 0) await this.#wait(attempt)
    const answer = await call()
    if (isUnanswered(answer) || (isProbe && isUnsent(answer))) {
      this.#reason = this.#parts.describe(answer)
      throw new Unanswered(answer)
    }
    if (isUnsent(answer)) throw new NoAnswer(answer)
    return answer
  }

  #wait(attempt: number): Promise<void> {
    const jitter = 0.5 + randomAt(JITTER_SEED, REPEAT_STREAM, attempt)
    const delayMs = REPEAT_AFTER_MS * 2 ** (attempt - 1) * jitter
    return new Promise((done) => this.#parts.clock.schedule(Math.round(delayMs), done))
  }

  /** By our clock: all that the circuit asks is whether a pause is longer than what has passed by the system's. */
  #pause(attempt: number): IBackoff<{ readonly attempt: number }> {
    const { clock } = this.#parts
    const pause = new Pause()
    pause.begin(backOffMs(attempt, 0, JITTER_SEED), clock.now())
    this.#paused = pause
    return {
      next: (context) => this.#pause(context.attempt),
      get duration() {
        return pause.isOver(clock.now()) ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
      },
    }
  }

  #changed(state: CircuitState): void {
    const { clock, changed } = this.#parts
    if (state === CircuitState.Closed) {
      this.#since = null
      this.#reason = ''
    } else this.#since ??= clock.now()
    changed(this.breaker())
  }

  #notSent(error: unknown): unknown {
    if (error instanceof BulkheadRejectedError || error instanceof BrokenCircuitError) {
      return new RequestNotSent('blocked', this.blocked() ?? NOT_NOW)
    }
    return error
  }
}

/** A call that did not bring what was asked for, with what it came to. */
class NoAnswer extends Error {
  readonly answer: CallAnswer

  constructor(answer: CallAnswer) {
    super('no answer')
    this.answer = answer
  }
}

/** That is the exchange's fault, or the network's. */
class Unanswered extends NoAnswer {}

const NOT_NOW = 'the exchange is being left alone for a moment'

const NAMES: Readonly<Record<CallKind, string>> = {
  cancel: 'cancels',
  query: 'questions about single orders',
  create: 'orders',
  account: 'questions about the account',
  'market-data': 'requests for market data',
}

const STATES: Readonly<Record<CircuitState, CallBreaker['state']>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half-open',
  [CircuitState.Isolated]: 'open',
}
