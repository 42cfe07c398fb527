/** A value with its past: what it was at any point of the event log. */
export class Versions<Value> {
  readonly #sequences: number[] = []
  readonly #values: Value[] = []

  set(sequence: number, value: Value): void {
    this.#sequences.push(sequence)
    this.#values.push(value)
  }

  get latest(): Value | undefined {
    return this.#values.at(-1)
  }

  /** Undefined when there was none yet. */
  at(sequence: number): Value | undefined {
    const position = this.#sequences.findLastIndex((candidate) => candidate <= sequence)
    return this.#values[position]
  }
}
