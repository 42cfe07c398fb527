import { assert } from '../../domain/assert.ts'
import type { Clock } from '../../ports/clock.ts'
import { CALL_KINDS } from '../../ports/exchange-health.ts'
import type { RequestBudget, RequestKind } from './exchange-facts.ts'
import { resetAfter, retryAfter } from './exchange-failure.ts'
import { Pause } from './pause.ts'
import {
  aborted,
  queueFull,
  type RequestNotSent,
  stopped,
  tooHeavy,
  waitedTooLong,
} from './request-not-sent.ts'
import { WeightWindow } from './weight-window.ts'

/** First come first: a cancel never waits for anything but a ban and other cancels. */
const PRIORITIES: readonly RequestKind[] = CALL_KINDS

/** How far into the budget each may go, so that there is always something left for what is more urgent. */
const SHARES: Readonly<Record<RequestKind, number>> = {
  cancel: 1,
  query: 0.95,
  create: 0.9,
  account: 0.75,
  'market-data': 0.6,
}

/** How long each may wait for its turn. An order that goes out late is not the order that was approved. */
const WAIT_MS_MAX: Readonly<Record<RequestKind, number>> = {
  cancel: 3_600_000,
  query: 120_000,
  create: 2_000,
  account: 60_000,
  'market-data': 30_000,
}

/** More than this waiting means that nobody will read the answers. */
export const QUEUED_MAX = 500

/** Of a limit of which the exchange does not say when it ends. */
const LIMITED_MS_MAX = 30_000
/** One that comes later than that after the last has nothing to do with it. */
const LIMIT_FORGOTTEN_MS = 60_000
/** A 418 without Retry-After. */
const BANNED_MS_DEFAULT = 120_000

export interface ScheduledRequest<Value> {
  readonly kind: RequestKind
  /** Called once, when it is its turn; what it does before its first await happens in the same tick. */
  readonly send: () => Promise<Value>
  /** Where it differs from what the budget says of its kind. */
  readonly weight?: number
  readonly waitMsMax?: number
  readonly signal?: AbortSignal
}

export interface SchedulerState {
  /** Nothing goes out before this time; null when the exchange does not mind us. */
  readonly bannedUntil: number | null
  readonly usedWeight: number
  readonly weightMax: number
  readonly queued: Readonly<Record<RequestKind, number>>
}

interface Waiting {
  readonly kind: RequestKind
  readonly weight: number
  start(): void
  refuse(error: RequestNotSent): void
}

interface SchedulerParts {
  readonly clock: Clock
  readonly budget: RequestBudget
  /**
   * Signed requests wait for each other's answers: see `risingNonce`. Cancels do not wait even so: one that comes out of
   * order is refused as such, which is better than late.
   */
  readonly oneAtATime?: boolean
}

const IN_TURN: readonly RequestKind[] = ['query', 'create', 'account']

/** Lets requests go in the order of their urgency and never more than the budget; one for each account. */
export class RequestScheduler {
  readonly #clock: Clock
  readonly #budget: RequestBudget
  readonly #window: WeightWindow
  readonly #kindWindows: ReadonlyMap<RequestKind, WeightWindow>
  readonly #queues: Readonly<Record<RequestKind, Waiting[]>> = {
    cancel: [],
    query: [],
    create: [],
    account: [],
    'market-data': [],
  }
  readonly #oneAtATime: boolean
  #inTurn = 0
  readonly #ban = new Pause()
  /** For how long it waited when it was last asked too often, and not told for how long. */
  #limitedMs = 0
  #cancelWake: (() => void) | null = null
  #isStopped = false

  constructor({ clock, budget, oneAtATime = false }: SchedulerParts) {
    this.#clock = clock
    this.#budget = budget
    this.#oneAtATime = oneAtATime
    this.#window = new WeightWindow(budget.windowMs)
    const limited = PRIORITIES.flatMap((kind) => {
      const limit = budget.kindLimits?.[kind]
      return limit === undefined ? [] : [[kind, new WeightWindow(limit.windowMs)] as const]
    })
    this.#kindWindows = new Map(limited)
  }

  /** True when such a request would leave in the same tick. */
  startsAtOnce(kind: RequestKind, weight = this.#budget.weights[kind]): boolean {
    const now = this.#clock.now()
    if (this.#isBanned(now) || this.#isHeldBack(kind, now)) return false
    const before = PRIORITIES.slice(0, PRIORITIES.indexOf(kind) + 1)
    const isAhead = (other: RequestKind) =>
      this.#queues[other].length > 0 && !this.#isHeldBack(other, now)
    if (before.some(isAhead)) return false
    return this.#window.freeAt(weight, this.#limit(kind), now) <= now
  }

  /** Why a request of this kind would wait for longer than it may, or nothing. */
  blocked(kind: RequestKind): string | undefined {
    const now = this.#clock.now()
    const leftMs = this.#ban.endsAt(now) - now
    if (leftMs <= WAIT_MS_MAX[kind]) return undefined
    return `it asked for fewer requests, and takes the next one in ${Math.ceil(leftMs / 1_000)} s`
  }

  run<Value>(request: ScheduledRequest<Value>): Promise<Value> {
    const { kind, send, weight = this.#budget.weights[kind], signal } = request
    assert(weight > 0, 'a request weighs something')
    if (this.#isStopped) return Promise.reject(stopped())
    if (signal?.aborted) return Promise.reject(aborted())
    if (weight > this.#limit(kind)) return Promise.reject(tooHeavy(weight))
    if (this.startsAtOnce(kind, weight)) return this.#start(kind, weight, send)
    if (this.#queues[kind].length >= QUEUED_MAX) return Promise.reject(queueFull(kind, QUEUED_MAX))
    return this.#wait(request, weight)
  }

  /** To be told of every answer: it may say how much is left, or that we must stop. */
  observe(status: number, headers: Readonly<Record<string, unknown>>): void {
    const now = this.#clock.now()
    const { usedHeader, remainingHeader, weightMax } = this.#budget
    this.#raiseTo(numberIn(headers, usedHeader), now)
    const remaining = numberIn(headers, remainingHeader)
    if (remaining !== undefined) this.#raiseTo(weightMax - remaining, now)
    const stated = retryAfter(headers, now) ?? this.#resetAfter(status, headers)
    if (status === 418) this.pause(stated ?? BANNED_MS_DEFAULT)
    else if (status === 429) this.limited(stated ?? null)
    else if (status >= 400 && stated !== undefined) this.pause(stated)
  }

  /** A good answer may tell the same of the next window. */
  #resetAfter(status: number, headers: Readonly<Record<string, unknown>>): number | undefined {
    if (status !== 429) return undefined
    return resetAfter(headers, this.#budget.resetHeader, this.#clock.now())
  }

  /**
   * To be told when it was asked too often. Without a stated time, for as long as the exchange counts: all of its budget is
   * free again then. When that was not enough, for twice as long.
   */
  limited(statedMs: number | null): void {
    const now = this.#clock.now()
    const isAgain = now < this.#ban.endsAt(now) + LIMIT_FORGOTTEN_MS
    if (statedMs !== null) this.pause(statedMs)
    // Told of by each request that was under way.
    if (this.#isBanned(now)) return
    const before = isAgain ? this.#limitedMs : 0
    this.#limitedMs = Math.min(Math.max(before * 2, this.#budget.windowMs), LIMITED_MS_MAX)
    this.pause(this.#limitedMs)
  }

  /** Nothing leaves for this long, not even a cancel: each request would prolong the ban. */
  pause(forMs: number): void {
    this.#ban.begin(forMs, this.#clock.now())
    this.#drain()
  }

  state(): SchedulerState {
    const now = this.#clock.now()
    const counts = PRIORITIES.map((kind) => [kind, this.#queues[kind].length])
    return {
      bannedUntil: this.#isBanned(now) ? this.#ban.endsAt(now) : null,
      usedWeight: this.#window.used(now),
      weightMax: this.#budget.weightMax,
      queued: Object.fromEntries(counts),
    }
  }

  /** Nothing will be sent any more. */
  stop(): void {
    this.#isStopped = true
    this.#cancelWake?.()
    this.#cancelWake = null
    for (const kind of PRIORITIES) {
      for (const waiting of [...this.#queues[kind]]) {
        waiting.refuse(stopped())
      }
    }
  }

  #start<Value>(kind: RequestKind, weight: number, send: () => Promise<Value>): Promise<Value> {
    const now = this.#clock.now()
    this.#window.spend(weight, now)
    this.#kindWindows.get(kind)?.spend(1, now)
    const answer = called(send)
    if (!this.#oneAtATime || !IN_TURN.includes(kind)) return answer
    this.#inTurn += 1
    return answer.finally(() => {
      this.#inTurn -= 1
      this.#drain()
    })
  }

  /** By something that holds its own kind back, and nobody else. */
  #isHeldBack(kind: RequestKind, now: number): boolean {
    return this.#mustWaitForAnswer(kind) || this.#kindFreeAt(kind, now) > now
  }

  #mustWaitForAnswer(kind: RequestKind): boolean {
    return this.#inTurn > 0 && IN_TURN.includes(kind)
  }

  #kindFreeAt(kind: RequestKind, now: number): number {
    const { max = Number.POSITIVE_INFINITY } = this.#budget.kindLimits?.[kind] ?? {}
    return this.#kindWindows.get(kind)?.freeAt(1, max, now) ?? now
  }

  #wait<Value>(
    { kind, send, signal, waitMsMax = WAIT_MS_MAX[kind] }: ScheduledRequest<Value>,
    weight: number,
  ): Promise<Value> {
    return new Promise((resolve, reject) => {
      const onAbort = () => waiting.refuse(aborted())
      const leave = () => {
        const queue = this.#queues[kind]
        const place = queue.indexOf(waiting)
        if (place !== -1) queue.splice(place, 1)
        cancelTimeout()
        signal?.removeEventListener('abort', onAbort)
      }
      const waiting: Waiting = {
        kind,
        weight,
        start: () => {
          leave()
          this.#start(kind, weight, send).then(resolve, reject)
        },
        refuse: (error) => {
          leave()
          reject(error)
          this.#drain()
        },
      }
      const cancelTimeout = this.#clock.schedule(waitMsMax, () =>
        waiting.refuse(waitedTooLong(kind, waitMsMax)),
      )
      signal?.addEventListener('abort', onAbort)
      this.#queues[kind].push(waiting)
      this.#drain()
    })
  }

  /**
   * Starts whoever may go, the most urgent first; when that one must wait for the budget, so must all behind it, and when it
   * waits for the limit of its kind, nobody else has to.
   */
  #drain(): void {
    this.#cancelWake?.()
    this.#cancelWake = null
    for (;;) {
      const { next, at } = this.#next()
      if (next === undefined) return
      const now = this.#clock.now()
      if (at > now) {
        this.#cancelWake = this.#clock.schedule(at - now, () => this.#drain())
        return
      }
      next.start()
    }
  }

  /** Who goes next, and when; none where all wait for answers, or nobody waits. */
  #next(): { readonly next: Waiting | undefined; readonly at: number } {
    const now = this.#clock.now()
    let soonest: Waiting | undefined
    let at = Number.POSITIVE_INFINITY
    for (const kind of PRIORITIES) {
      const [first] = this.#queues[kind]
      if (first === undefined || this.#mustWaitForAnswer(kind)) continue
      if (this.#isBanned(now)) return { next: first, at: this.#ban.endsAt(now) }
      const kindFreeAt = this.#kindFreeAt(kind, now)
      const isOpen = kindFreeAt <= now
      const free = isOpen ? this.#window.freeAt(first.weight, this.#limit(kind), now) : kindFreeAt
      if (free < at) [soonest, at] = [first, free]
      if (isOpen) break
    }
    return { next: soonest, at }
  }

  #isBanned(now: number): boolean {
    return !this.#ban.isOver(now)
  }

  #limit(kind: RequestKind): number {
    return this.#budget.weightMax * SHARES[kind]
  }

  /** What other programs spent at the same address counts as ours. */
  #raiseTo(used: number | undefined, now: number): void {
    const ours = this.#window.used(now)
    if (used !== undefined && used > ours) this.#window.spend(used - ours, now)
  }
}

function called<Value>(send: () => Promise<Value>): Promise<Value> {
  try {
    return send()
  } catch (error) {
    return Promise.reject(error)
  }
}

function numberIn(
  headers: Readonly<Record<string, unknown>>,
  name: string | null,
): number | undefined {
  if (name === null) return undefined
  const [, value] = Object.entries(headers).find(([key]) => key.toLowerCase() === name) ?? []
  const number = Number.parseFloat(String(value))
  return Number.isFinite(number) ? number : undefined
}
