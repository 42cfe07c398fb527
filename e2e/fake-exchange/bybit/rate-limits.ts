import type { Answer } from '../server/router.ts'
import { describeOveruse } from './bybit-errors.ts'
import type { BybitRoute } from './bybit-route.ts'

const ADDRESS_WINDOW_MS = 5_000
const ADDRESS_BAN_SECONDS = 600
const SECOND_MS = 1_000

/** Counts in a window that rolls with time, not in fixed ones. */
class RollingCount {
  readonly #lengthMs: number
  #times: number[] = []

  constructor(lengthMs: number) {
    this.#lengthMs = lengthMs
  }

  add(now: number): number {
    this.#times = this.#times.filter((time) => time > now - this.#lengthMs)
    this.#times.push(now)
    return this.#times.length
  }

  /** When the oldest one will have left the window. */
  freeAt(now: number): number {
    return (this.#times[0] ?? now) + this.#lengthMs
  }
}

interface Use {
  readonly headers: Readonly<Record<string, string>>
  /** What is said instead of an answer. */
  readonly refusal: Answer | undefined
}

/** The allowances: of the address for everything, and of each account for each kind of request. */
export class RateLimits {
  requestsPerFiveSecondsMax = 600
  /** Other allowances per second than the routes have, by path. */
  readonly perSecondMax = new Map<string, number>()
  readonly #now: () => number
  #address = new RollingCount(ADDRESS_WINDOW_MS)
  #counts = new Map<string, RollingCount>()
  #bannedUntil = 0

  constructor(now: () => number) {
    this.#now = now
  }

  /** Counts a request before it is done. */
  use(route: BybitRoute | undefined, key: string): Use {
    const now = this.#now()
    if (now < this.#bannedUntil || this.#address.add(now) > this.requestsPerFiveSecondsMax) {
      if (now >= this.#bannedUntil) this.ban(ADDRESS_BAN_SECONDS)
      return { headers: {}, refusal: describeOveruse(418, ADDRESS_BAN_SECONDS) }
    }
    if (!route || route.perSecond === null) return { headers: {}, refusal: undefined }
    return this.#countFor(route.path, this.perSecondMax.get(route.path) ?? route.perSecond, key)
  }

  /** The address is banned from now on. */
  ban(seconds: number): void {
    this.#bannedUntil = this.#now() + seconds * SECOND_MS
  }

  clear(): void {
    this.#bannedUntil = 0
    this.#address = new RollingCount(ADDRESS_WINDOW_MS)
    this.#counts.clear()
  }

  #countFor(path: string, max: number, key: string): Use {
    const now = this.#now()
    const name = `${key} ${path}`
    const count = this.#counts.get(name) ?? new RollingCount(SECOND_MS)
    this.#counts.set(name, count)
    const used = count.add(now)
    const isOver = used > max
    const headers = {
      'x-bapi-limit': String(max),
      'x-bapi-limit-status': String(Math.max(0, max - used)),
      'x-bapi-limit-reset-timestamp': String(isOver ? count.freeAt(now) : now),
    }
    return { headers, refusal: isOver ? describeOveruse(429, 1) : undefined }
  }
}
