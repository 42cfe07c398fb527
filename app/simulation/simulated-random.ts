import { randomAt } from '../exchanges/seeded-random.ts'

/** A stream of chance: one for each subject, so that a draw more for one leaves the others as they were. */
export class SimulatedRandom {
  readonly #seed: number
  readonly #stream: number
  #index = 0

  constructor(seed: number, stream: number) {
    this.#seed = seed
    this.#stream = stream
  }

  /** In [0, 1). */
  next(): number {
    this.#index += 1
    return randomAt(this.#seed, this.#stream, this.#index)
  }

  chance(share: number): boolean {
    return this.next() < share
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  pick<Value>(values: readonly [Value, ...Value[]]): Value {
    return values[Math.floor(this.next() * values.length)] ?? values[0]
  }

  pickFrom<Value>(values: readonly Value[]): Value | undefined {
    return values[Math.floor(this.next() * values.length)]
  }
}
