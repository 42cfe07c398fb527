import { failure, type Result, success } from '../../domain/result.ts'
import type { Clock } from '../../ports/clock.ts'

/** One question after the time: when it left, when the answer came, by our clock, and what it said. */
export interface ClockSample {
  readonly sentAt: number
  readonly receivedAt: number
  readonly exchangeTime: number
}

export interface ClockReading {
  /** The exchange's clock minus ours. */
  readonly offsetMs: number
  /** The offset is off by no more than this. */
  readonly uncertaintyMs: number
  readonly measuredAt: number
}

export const CLOCK_SAMPLES = 5
/** An exchange that did not answer so often will not now: whoever waits for the time goes on without it. */
const SILENCES_MAX = 3
const REFRESH_MS = 3_600_000
/** An exchange that did not tell its time is asked for it again. */
const RETRY_MS = 60_000
/** An older measurement says nothing about now: our clock may have drifted, or was set. */
const USABLE_MS = 3 * REFRESH_MS
/** However often an exchange complains of our clock, it is not measured more often than this. */
const MEASURE_AGAIN_MS = 10_000

/**
 * The exchange looked at its clock at some moment between question and answer; the middle is off by half that time at
 * most, so the quickest answer tells best. A clock told in whole seconds is on average half a second further.
 */
export function readClock(
  samples: readonly ClockSample[],
  resolutionMs: number,
): ClockReading | undefined {
  const [best] = samples
    .filter(({ sentAt, receivedAt }) => receivedAt >= sentAt)
    .toSorted((a, b) => roundTrip(a) - roundTrip(b))
  if (!best) return undefined
  const half = Math.floor((resolutionMs - 1) / 2)
  const middle = best.sentAt + roundTrip(best) / 2
  return {
    offsetMs: Math.round(best.exchangeTime + half - middle),
    uncertaintyMs: Math.ceil(roundTrip(best) / 2) + half,
    measuredAt: best.receivedAt,
  }
}

function roundTrip({ sentAt, receivedAt }: ClockSample): number {
  return receivedAt - sentAt
}

interface ClockOffsetParts {
  readonly clock: Clock
  /** Asks the exchange for its time, in Unix ms. */
  readonly askTime: () => Promise<number | undefined>
  readonly resolutionMs: number
}

/** Our own measure of the exchange's clock, refreshed every hour and whenever the exchange finds us out of time. */
export class ClockOffset {
  readonly #parts: ClockOffsetParts
  #reading: ClockReading = { offsetMs: 0, uncertaintyMs: 0, measuredAt: Number.NEGATIVE_INFINITY }
  #measuring: Promise<Result<ClockReading, string>> | null = null
  #cancelRefresh: (() => void) | null = null

  constructor(parts: ClockOffsetParts) {
    this.#parts = parts
  }

  /** The last good measurement; an offset of zero before there was one. */
  get reading(): ClockReading {
    return this.#reading
  }

  /** The time by the exchange's clock. */
  exchangeNow(): number {
    return this.#parts.clock.now() + this.#reading.offsetMs
  }

  /** The exchange's clock minus ours; nothing where that was not measured, or too long ago. */
  get offsetMs(): number | null {
    const { offsetMs, measuredAt } = this.#reading
    const ageMs = this.#parts.clock.now() - measuredAt
    return ageMs >= 0 && ageMs <= USABLE_MS ? offsetMs : null
  }

  /** Measures now, and again every hour; after a minute where that failed. */
  async start(): Promise<Result<ClockReading, string>> {
    const refresh = this.#startAfter(REFRESH_MS)
    const measured = await this.measure()
    if (!measured.ok && this.#cancelRefresh === refresh) this.#startAfter(RETRY_MS)
    return measured
  }

  #startAfter(delayMs: number): () => void {
    this.stop()
    this.#cancelRefresh = this.#parts.clock.schedule(delayMs, () => void this.start())
    return this.#cancelRefresh
  }

  stop(): void {
    this.#cancelRefresh?.()
    this.#cancelRefresh = null
  }

  /** To be called when the exchange says that our clock is off, or when the machine wakes. */
  measure(): Promise<Result<ClockReading, string>> {
    if (this.#measuring) return this.#measuring
    const age = this.#parts.clock.now() - this.#reading.measuredAt
    if (age >= 0 && age < MEASURE_AGAIN_MS) return Promise.resolve(success(this.#reading))
    this.#measuring = this.#measure().finally(() => {
      this.#measuring = null
    })
    return this.#measuring
  }

  /** One after the other: at once, they would slow each other down. Some may fail. */
  async #measure(): Promise<Result<ClockReading, string>> {
    const samples: ClockSample[] = []
    let problem = 'it did not tell'
    for (let asked = 0; asked < CLOCK_SAMPLES; asked += 1) {
      const sample = await this.#ask()
      if (sample.ok) samples.push(sample.value)
      else problem = sample.error
      if (samples.length === 0 && asked + 1 >= SILENCES_MAX) break
    }
    const reading = readClock(samples, this.#parts.resolutionMs)
    if (!reading) return failure(`The exchange's time is not known: ${problem}.`)
    this.#reading = reading
    return success(reading)
  }

  async #ask(): Promise<Result<ClockSample, string>> {
    const { clock, askTime } = this.#parts
    const sentAt = clock.now()
    try {
      const exchangeTime = await askTime()
      if (!Number.isFinite(exchangeTime)) return failure('it did not tell')
      return success({ sentAt, receivedAt: clock.now(), exchangeTime: Number(exchangeTime) })
    } catch (error) {
      return failure(error instanceof Error ? error.name : 'it did not answer')
    }
  }
}
