/** After so long, everything else in the process gets its turn. */
const TURN_MS = 4

/** Divides time between the sockets of an account and everything else: in each turn of the event loop they share one slice. */
export class DeliveryTurns {
  readonly #waiting: (() => void)[] = []
  #endsAt: number | null = null

  /** Whether the slice of this turn is used up. The first that asks begins it. */
  isOver(): boolean {
    return performance.now() >= this.#begin()
  }

  /** Until a later turn, in which those who waited longer went first. */
  next(): Promise<void> {
    return new Promise((resume) => {
      this.#waiting.push(resume)
    })
  }

  #begin(): number {
    if (this.#endsAt === null) {
      this.#endsAt = performance.now() + TURN_MS
      setImmediate(() => this.#end())
    }
    return this.#endsAt
  }

  /** One goes on in each turn, so that no two together hold everything up. */
  #end(): void {
    this.#endsAt = null
    const resume = this.#waiting.shift()
    if (resume === undefined) return
    this.#begin()
    resume()
  }
}
