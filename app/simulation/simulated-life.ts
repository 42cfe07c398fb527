import type { Clock } from '../ports/clock.ts'
import type { SimulatedRandom } from './simulated-random.ts'

/** Thrown into a process that has just died: nothing of it runs any more. */
export class Crashed extends Error {
  override readonly name = 'Crashed'
}

/** At the so-maniest of certain points that it passes; never with Infinity. */
export interface PlannedDeath {
  readonly point: RegExp
  readonly count: number
}

export interface LifeParts {
  readonly clock: Clock
  readonly clockErrorMs: () => number
  readonly death: PlannedDeath
  readonly passed: (point: string) => void
  readonly died: (point: string) => void
  /** After everything that it did. */
  readonly acted: () => void
}

/**
 * One life of the process, from its start to its crash. Whatever reaches it or leaves it passes here; what a dead one still
 * does in its own memory touches nothing.
 */
export class SimulatedLife implements Clock {
  readonly #parts: LifeParts
  #pointsLeft: number
  #isAlive = true
  #awakeAt = 0
  #overdue: (() => void)[] = []

  constructor(parts: LifeParts) {
    this.#parts = parts
    this.#pointsLeft = parts.death.count
  }

  get isAlive(): boolean {
    return this.#isAlive
  }

  get isAwake(): boolean {
    return this.#isAlive && this.#parts.clock.now() >= this.#awakeAt
  }

  /** As the machine's clock shows it. */
  now(): number {
    return this.#parts.clock.now() + this.#parts.clockErrorMs()
  }

  /** Between two instructions: here the process may die. */
  point(name: string): void {
    if (!this.survives(name)) throw new Crashed(`crashed ${name}`)
  }

  /** The same where an exception would have nobody to catch it. */
  survives(name: string): boolean {
    if (!this.#isAlive) return false
    this.#parts.passed(name)
    if (this.#parts.death.point.test(name)) this.#pointsLeft -= 1
    if (this.#pointsLeft <= 0) this.die(name)
    return this.#isAlive
  }

  die(point: string): void {
    if (!this.#isAlive) return
    this.#isAlive = false
    this.#parts.died(point)
  }

  /** From now on it dies of nothing. */
  spare(): void {
    this.#pointsLeft = Number.POSITIVE_INFINITY
  }

  /** For a while nothing in it runs, and then everything that was due at once. */
  sleep(random: SimulatedRandom): void {
    const { clock } = this.#parts
    const lastsMs = random.between(1_000, random.pick([5_000, 30_000, 150_000]))
    this.#awakeAt = clock.now() + lastsMs
    clock.schedule(lastsMs, () => this.isAwake && this.wake())
  }

  wake(): void {
    this.#awakeAt = 0
    const overdue = this.#overdue
    this.#overdue = []
    for (const callback of overdue) this.act(callback)
  }

  schedule(delayMs: number, callback: () => void): () => void {
    let isWanted = true
    const wanted = () => {
      if (isWanted) callback()
    }
    const cancel = this.#parts.clock.schedule(delayMs, () => {
      if (this.isAwake) this.act(wanted)
      else this.#overdue.push(wanted)
    })
    return () => {
      isWanted = false
      cancel()
    }
  }

  act(callback: () => void): void {
    if (!this.#isAlive) return
    try {
      callback()
    } catch (error) {
      if (!(error instanceof Crashed)) throw error
    }
    this.#parts.acted()
  }
}
