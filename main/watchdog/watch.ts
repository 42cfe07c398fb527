import type { WatchFinding, WatchReport } from './watch-report.ts'

export interface WatchParts {
  /** Silence for so long is a stall. */
  readonly stallMs: number
  /** How often `look` is called. */
  readonly lookMs: number
  readonly now: () => number
  readonly found: (finding: WatchFinding) => void
}

/** A look that comes so much too late means that the machine slept, or that the watchdog itself was stopped. */
const LOOKS_MISSED_MAX = 3

/** Judges by what the engine's process tells, and by its silence. Each thing is found once. */
export class Watch {
  readonly #parts: WatchParts
  #heardAt: number
  #lookedAt: number
  #openOrders = 0
  #isStalled = false
  #isOver = false

  constructor(parts: WatchParts) {
    this.#parts = parts
    this.#heardAt = parts.now()
    this.#lookedAt = this.#heardAt
  }

  hear(report: Exclude<WatchReport, { kind: 'secrets' }>): void {
    if (this.#isOver) return
    if (report.kind === 'goodbye') {
      this.#isOver = true
      return
    }
    const now = this.#parts.now()
    this.#openOrders = report.openOrders
    if (this.#isStalled)
      this.#find('recovered', `It works again after ${seconds(now - this.#heardAt)}.`)
    this.#isStalled = false
    this.#heardAt = now
  }

  /** To be called regularly. */
  look(): void {
    const { now: clock, lookMs, stallMs } = this.#parts
    const now = clock()
    const wasAway = now - this.#lookedAt > LOOKS_MISSED_MAX * lookMs || now < this.#lookedAt
    this.#lookedAt = now
    if (this.#isOver || this.#isStalled) return
    if (wasAway) this.#heardAt = now
    if (now - this.#heardAt < stallMs) return
    this.#isStalled = true
    this.#find('stalled', `It has not moved for ${seconds(now - this.#heardAt)}. ${this.#atRisk()}`)
  }

  /** The connection to the engine's process is gone. */
  end(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#find(
      'died',
      `${this.#atRisk()} Start it again: before any bot trades it asks the exchange about everything.`,
    )
  }

  #find(kind: WatchFinding['kind'], text: string): void {
    const openOrders = this.#openOrders
    this.#parts.found({ kind, time: this.#parts.now(), openOrders, title: TITLES[kind], text })
  }

  #atRisk(): string {
    if (this.#openOrders === 0) return 'No orders were open.'
    return this.#openOrders === 1 ? '1 order was open.' : `${this.#openOrders} orders were open.`
  }
}

const TITLES = {
  stalled: 'Cryptobot stands still',
  recovered: 'Cryptobot works again',
  died: 'Cryptobot ended unexpectedly',
} as const

function seconds(ms: number): string {
  return `${Math.round(ms / 1_000)} s`
}
