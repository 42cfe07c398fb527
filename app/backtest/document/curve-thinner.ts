import type { CurvePoint } from '../../contract/backtest-document.ts'

/** More than a screen has columns. */
export const CURVE_POINTS_MAX = 1_000
const POINTS_PER_STRETCH = 2

/** Keeps of every stretch of a curve the highest point and the one of the deepest fall, and the very first and last. */
export class CurveThinner {
  readonly #count: number
  readonly #stretch: number
  readonly #points: CurvePoint[] = []
  #seen = 0
  #highest: CurvePoint | undefined
  #deepest: CurvePoint | undefined

  constructor(count: number) {
    this.#count = count
    const stretches = CURVE_POINTS_MAX / POINTS_PER_STRETCH - 1
    this.#stretch = count <= CURVE_POINTS_MAX ? 1 : Math.ceil(count / stretches)
  }

  add({ time, equity, drawdown, exposure, hold }: CurvePoint): void {
    const point = { time, equity, drawdown, exposure, hold }
    this.#seen += 1
    if (this.#highest === undefined || equity > this.#highest.equity) this.#highest = point
    if (this.#deepest === undefined || drawdown > this.#deepest.drawdown) this.#deepest = point
    const isEdge = this.#seen === 1 || this.#seen === this.#count
    if (isEdge || this.#seen % this.#stretch === 0) this.#keep(isEdge ? [point] : [])
  }

  /** In the order of time, each once. */
  #keep(more: readonly CurvePoint[]): void {
    const found = [this.#highest, this.#deepest, ...more].filter((point) => point !== undefined)
    const distinct = [...new Set(found)].sort((a, b) => a.time - b.time)
    this.#points.push(...distinct)
    this.#highest = undefined
    this.#deepest = undefined
  }

  points(): CurvePoint[] {
    return this.#points
  }
}
