import type { SeedReport } from './seed-worker.ts'

/** What many seeds add up to. */
export class SeedTally {
  readonly failures: { readonly seed: number; readonly violation: string }[] = []
  readonly #points = new Set<string>()
  readonly #crashed = new Set<string>()
  #seeds = 0
  #orders = 0
  #fills = 0
  #crashes = 0

  add({ seed, violation, orders, fills, crashes, points }: SeedReport): void {
    this.#seeds += 1
    this.#orders += orders
    this.#fills += fills
    for (const [point, times] of crashes) {
      this.#crashes += times
      this.#crashed.add(point)
    }
    for (const point of points) this.#points.add(point)
    if (violation !== null) this.failures.push({ seed, violation })
  }

  get seeds(): number {
    return this.#seeds
  }

  summary(elapsedMs: number): string {
    const seconds = elapsedMs / 1_000
    const verdict =
      this.failures.length === 0
        ? 'nothing was broken'
        : `${this.failures.length} broke something: ${this.failures.map(({ seed }) => seed).join(' ')}`
    const crashed = [...this.#crashed].filter((point) => this.#points.has(point)).length
    return [
      `${this.#seeds} seeds in ${seconds.toFixed(1)} s (${(this.#seeds / seconds).toFixed(1)} a second)`,
      `${this.#orders} orders, ${this.#fills} fills`,
      `${this.#crashes} crashes at ${crashed} of ${this.#points.size} points`,
      verdict,
    ].join('; ')
  }
}
