import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { ProcessMonitor } from '../ports/process-monitor.ts'

/** Each look wakes the process, which is most of what it does while nothing happens. */
const RESOLUTION_MS = 100
/** A delay is told of until so long after it, and twice that at most. */
const WINDOW_MS = 5_000
const NS_PER_MS = 1_000_000
const BYTES_PER_MIB = 1_048_576

/** Looks at this process until it is stopped, without keeping it from ending. */
export class SystemProcessMonitor implements ProcessMonitor {
  readonly #delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  readonly #timer: NodeJS.Timeout
  #beforeMs = 0

  constructor() {
    this.#delays.enable()
    this.#timer = setInterval(() => this.#nextWindow(), WINDOW_MS)
    this.#timer.unref()
  }

  eventLoopDelayMs(): number {
    return Math.max(this.#beforeMs, this.#windowMs())
  }

  memoryMiB(): number {
    return Math.round(process.memoryUsage.rss() / BYTES_PER_MIB)
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#delays.disable()
  }

  #nextWindow(): void {
    this.#beforeMs = this.#windowMs()
    this.#delays.reset()
  }

  /** What is measured is the time from one look to the next, the one that was meant included. */
  #windowMs(): number {
    if (this.#delays.count === 0) return 0
    return Math.max(0, this.#delays.max / NS_PER_MS - RESOLUTION_MS)
  }
}
