import { randomAt } from '../../../exchanges/seeded-random.ts'

const STREAM = 2

/** Throws that follow from the seed, one after the other. */
export class SeededDice {
  readonly #seed: number
  #thrown = 0

  constructor(seed: number) {
    this.#seed = seed
  }

  /** A whole number from 0 on and below this one. */
  below(sides: number): number {
    this.#thrown += 1
    return Math.floor(randomAt(this.#seed, STREAM, this.#thrown) * sides)
  }
}
