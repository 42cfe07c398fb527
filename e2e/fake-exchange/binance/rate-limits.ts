import type { Route } from '../server/router.ts'

/** What the exchange says to one who asked too much. */
export interface Overuse {
  readonly status: 429 | 418
  readonly code: number
  readonly message: string
  readonly retryAfterSeconds: number
}

const MINUTE_MS = 60_000
const TEN_SECONDS_MS = 10_000
const DAY_MS = 86_400_000
/** How often one may go on after 429 before the address is banned. */
const IGNORED_WARNINGS_MAX = 10
const FIRST_BAN_SECONDS = 120

/** Counts something in windows of real time, as Binance does. */
class WindowCount {
  readonly lengthMs: number
  #window = 0
  #count = 0

  constructor(lengthMs: number) {
    this.lengthMs = lengthMs
  }

  add(now: number, count: number): number {
    const window = Math.floor(now / this.lengthMs)
    if (window !== this.#window) this.#count = 0
    this.#window = window
    this.#count += count
    return this.#count
  }

  secondsLeft(now: number): number {
    return Math.ceil((this.lengthMs - (now % this.lengthMs)) / 1_000)
  }

  clear(): void {
    this.#count = 0
  }
}

/** The allowances of one address: request weight, orders, and what becomes of those who do not stop at 429. */
export class RateLimits {
  weightPerMinuteMax = 6_000
  ordersPerTenSecondsMax = 100
  ordersPerDayMax = 200_000
  readonly #weight = new WindowCount(MINUTE_MS)
  readonly #ordersShort = new WindowCount(TEN_SECONDS_MS)
  readonly #ordersDay = new WindowCount(DAY_MS)
  readonly #now: () => number
  #ignoredWarnings = 0
  #bannedUntil = 0

  constructor(now: () => number) {
    this.#now = now
  }

  /** Counts a request before it is done. */
  use(
    weight: number,
    route: Route | undefined,
  ): { headers: Record<string, string>; overuse: Overuse | undefined } {
    const now = this.#now()
    const used = this.#weight.add(now, weight)
    const headers: Record<string, string> = {
      'x-mbx-used-weight': String(used),
      'x-mbx-used-weight-1m': String(used),
    }
    const overuse = this.#banned(now) ?? this.#overweight(now, used)
    if (overuse || !route?.isOrder) return { headers, overuse }
    const short = this.#ordersShort.add(now, 1)
    const day = this.#ordersDay.add(now, 1)
    headers['x-mbx-order-count-10s'] = String(short)
    headers['x-mbx-order-count-1d'] = String(day)
    return { headers, overuse: this.#tooManyOrders(now, short, day) }
  }

  /** The address is banned from now on. */
  ban(seconds: number): void {
    this.#bannedUntil = this.#now() + seconds * 1_000
  }

  clear(): void {
    this.#bannedUntil = 0
    this.#ignoredWarnings = 0
    for (const count of [this.#weight, this.#ordersShort, this.#ordersDay]) count.clear()
  }

  describe(): readonly object[] {
    const limit = (rateLimitType: string, interval: string, intervalNum: number, max: number) => {
      return { rateLimitType, interval, intervalNum, limit: max }
    }
    return [
      limit('REQUEST_WEIGHT', 'MINUTE', 1, this.weightPerMinuteMax),
      limit('ORDERS', 'SECOND', 10, this.ordersPerTenSecondsMax),
      limit('ORDERS', 'DAY', 1, this.ordersPerDayMax),
      limit('RAW_REQUESTS', 'MINUTE', 5, 61_000),
    ]
  }

  #banned(now: number): Overuse | undefined {
    if (now >= this.#bannedUntil) return undefined
    const retryAfterSeconds = Math.ceil((this.#bannedUntil - now) / 1_000)
    const message = `Way too much request weight used; IP banned until ${this.#bannedUntil}. Please use WebSocket Streams for live updates to avoid bans.`
    return { status: 418, code: -1003, message, retryAfterSeconds }
  }

  #overweight(now: number, used: number): Overuse | undefined {
    if (used <= this.weightPerMinuteMax) return undefined
    this.#ignoredWarnings += 1
    if (this.#ignoredWarnings > IGNORED_WARNINGS_MAX) {
      this.#ignoredWarnings = 0
      this.ban(FIRST_BAN_SECONDS)
      return this.#banned(now)
    }
    const message = `Too much request weight used; current limit is ${this.weightPerMinuteMax} request weight per 1 MINUTE. Please use WebSocket Streams for live updates to avoid polling the API.`
    const retryAfterSeconds = this.#weight.secondsLeft(now)
    return { status: 429, code: -1003, message, retryAfterSeconds }
  }

  #tooManyOrders(now: number, short: number, day: number): Overuse | undefined {
    const [max, words, count] =
      short > this.ordersPerTenSecondsMax
        ? [this.ordersPerTenSecondsMax, '10 SECOND', this.#ordersShort]
        : [this.ordersPerDayMax, '1 DAY', this.#ordersDay]
    if (short <= this.ordersPerTenSecondsMax && day <= this.ordersPerDayMax) return undefined
    const message = `Too many new orders; current limit is ${max} orders per ${words}.`
    return { status: 429, code: -1015, message, retryAfterSeconds: count.secondsLeft(now) }
  }
}
