import { assert } from '../domain/assert.ts'
import type { Clock } from '../ports/clock.ts'

export const CANDLES_PER_SECOND_MAX = 1_000
const CANDLES_PER_SECOND_MIN = 0.01

/** More wake-ups a second than this cost more than they show. */
const TICK_MS_MIN = 10
/** After the machine slept, or under load, the backlog is dropped rather than rushed through. */
const CANDLES_PER_TICK_MAX = 50
/** Forgives rounding in `elapsed × pace`, or a candle would wait for one more tick. */
const ROUNDING = 1e-6

interface PacerParts {
  readonly clock: Clock
  readonly candlesPerSecond: number
  /** Sends one candle; false when there are no more. */
  readonly sendNext: () => boolean
  /** Whoever gets the candles is not ready for the next one. */
  readonly mustWait?: () => boolean
}

/** Calls `sendNext` so many times per second; several times per tick when that is often. */
export class Pacer {
  readonly #clock: Clock
  readonly #sendNext: () => boolean
  readonly #mustWait: () => boolean
  #pace: number
  #owed = 0
  #countedUntil = 0
  #cancelTick: (() => void) | null = null

  constructor({ clock, candlesPerSecond, sendNext, mustWait = () => false }: PacerParts) {
    this.#mustWait = mustWait
    this.#clock = clock
    this.#sendNext = sendNext
    this.#pace = withinLimits(candlesPerSecond)
  }

  get running(): boolean {
    return this.#cancelTick !== null
  }

  start(): void {
    assert(!this.running, 'a pacer is started once')
    this.#owed = 0
    this.#countedUntil = this.#clock.now()
    this.#scheduleTick()
  }

  stop(): void {
    this.#cancelTick?.()
    this.#cancelTick = null
  }

  setPace(candlesPerSecond: number): void {
    this.#count()
    this.#pace = withinLimits(candlesPerSecond)
    if (!this.running) return
    this.stop()
    this.#scheduleTick()
  }

  #scheduleTick(): void {
    const waitMs = ((1 - this.#owed) * 1_000) / this.#pace
    this.#cancelTick = this.#clock.schedule(Math.max(TICK_MS_MIN, waitMs), () => this.#tick())
  }

  #count(): void {
    const now = this.#clock.now()
    // A clock that was set back owes nothing.
    const elapsedMs = Math.max(0, now - this.#countedUntil)
    this.#owed += (elapsedMs * this.#pace) / 1_000
    this.#countedUntil = now
  }

  #tick(): void {
    this.#count()
    const due = Math.min(Math.floor(this.#owed + ROUNDING), CANDLES_PER_TICK_MAX)
    this.#owed = Math.min(Math.max(0, this.#owed - due), 1)
    for (let sent = 0; sent < due; sent += 1) {
      if (this.#mustWait()) {
        this.#owed = Math.min(this.#owed + due - sent, CANDLES_PER_TICK_MAX)
        break
      }
      const more = this.#sendNext()
      // The listener may have stopped the feed while it looked at this candle.
      if (!this.running) return
      if (!more) {
        this.stop()
        return
      }
    }
    this.#scheduleTick()
  }
}

function withinLimits(candlesPerSecond: number): number {
  assert(candlesPerSecond > 0, 'the pace is above zero')
  return Math.min(CANDLES_PER_SECOND_MAX, Math.max(CANDLES_PER_SECOND_MIN, candlesPerSecond))
}
