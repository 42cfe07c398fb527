import type { Clock } from '../ports/clock.ts'
import { SimulatedRandom } from './simulated-random.ts'

/** Everything that can go wrong, with its share of the occasions when it is at its worst; above 1 it stays certain for longer. */
const WORST_SHARES = {
  /** The process dies between two instructions that matter. */
  crash: 3,
  /** The machine sleeps, and everything in it. */
  sleep: 0.004,
  /** Somebody sets the machine's clock, forwards or back. */
  clock: 0.01,
  /** The disk is full, or busy, for a while. */
  disk: 0.015,
  'lost-request': 0.15,
  /** On the wire for as long as the exchange still takes it. */
  'slow-request': 0.2,
  /** What was asked for happened, and nobody says so. */
  'lost-answer': 0.2,
  /** An error that tells nothing, before or after the fact. */
  'error-answer': 0.2,
  /** The connection breaks under a request, which arrives all the same. */
  reset: 0.15,
  rejection: 0.15,
  /** The wire delivers a request twice. */
  'repeated-request': 0.1,
  'failed-read': 0.25,
  'stale-read': 0.6,
  'late-news': 0.3,
  'repeated-news': 0.3,
  'missing-news': 0.4,
  outage: 0.015,
  /** Somebody trades in the account by hand. */
  stranger: 0.05,
  transfer: 0.01,
} as const

export type FaultKind = keyof typeof WORST_SHARES

export const FAULT_KINDS = Object.keys(WORST_SHARES) as readonly FaultKind[]

/** How often a kind of fault happens in a run: never, or more or less. */
const LEVELS = [0, 0, 0.1, 0.3, 1] as const
/** What holds only with a sound clock is to be checked in most runs. */
const CLOCK_LEVELS = [0, 0, 0, 0, 0, 0, 1] as const
const WEATHER_STREAM = 99
const FIRST_STREAM = 100
const WEATHER_MS_MAX = 60_000

/** Which faults a run has: every seed its own mixture, since faults hide each other when all happen all the time. */
export class FaultPlan {
  readonly #shares = new Map<FaultKind, number>()
  readonly #randoms = new Map<FaultKind, SimulatedRandom>()
  readonly #clock: Clock
  readonly #weather: SimulatedRandom
  /** Some runs have storms with calm between them, so that more gets under way before it goes wrong. */
  readonly #hasCalms: boolean
  #isCalm = false
  #turnsAt = 0
  #isHealed = false

  constructor(seed: number, disabled: ReadonlySet<FaultKind>, clock: Clock) {
    this.#clock = clock
    this.#weather = new SimulatedRandom(seed, WEATHER_STREAM)
    this.#hasCalms = this.#weather.chance(0.6)
    FAULT_KINDS.forEach((kind, index) => {
      const random = new SimulatedRandom(seed, FIRST_STREAM + index)
      const share = WORST_SHARES[kind] * random.pick(kind === 'clock' ? CLOCK_LEVELS : LEVELS)
      this.#randoms.set(kind, random)
      this.#shares.set(kind, disabled.has(kind) ? 0 : share)
    })
  }

  /** Whether it happens this time. */
  happens(kind: FaultKind): boolean {
    const share = this.#isHealed ? 0 : (this.#shares.get(kind) ?? 0)
    if (share === 0 || (kind !== 'crash' && this.#isCalmNow())) return false
    return this.random(kind).chance(share)
  }

  #isCalmNow(): boolean {
    if (!this.#hasCalms) return false
    while (this.#clock.now() >= this.#turnsAt) {
      const from = Math.max(this.#turnsAt, this.#clock.now() - WEATHER_MS_MAX)
      this.#turnsAt = from + this.#weather.between(1_000, WEATHER_MS_MAX)
      this.#isCalm = !this.#isCalm
    }
    return this.#isCalm
  }

  /** What a fault looks like in detail. */
  random(kind: FaultKind): SimulatedRandom {
    const random = this.#randoms.get(kind)
    if (random === undefined) throw new RangeError(`there is no fault ${kind}`)
    return random
  }

  isOn(kind: FaultKind): boolean {
    return (this.#shares.get(kind) ?? 0) > 0
  }

  kinds(): readonly FaultKind[] {
    return FAULT_KINDS.filter((kind) => this.isOn(kind))
  }

  /** From now on everything works. */
  heal(): void {
    this.#isHealed = true
  }
}
