import type { Clock } from '../../ports/clock.ts'
import type { Answer, ExchangeClient } from '../../ports/exchange-client.ts'
import type { KeyReport } from '../../ports/key-report.ts'
import { nextKeyNoticeAt } from '../alerts/key-expiry.ts'

/** The start has other things to do first. */
const FIRST_AFTER_MS = 5_000
const DAY_MS = 86_400_000
const AGAIN_AFTER_MS = 3_600_000
/** However an exchange reckons the end of a key. */
const AGAIN_MS_MIN = 60_000

export interface KeyWatchParts {
  readonly exchange: Pick<ExchangeClient, 'fetchKey'>
  readonly wallClock: Clock
  readonly told: (report: KeyReport) => void
}

/** Asks the exchange about the key when an account is opened, then every day, and when its end is a notice nearer. */
export class KeyWatch {
  readonly #parts: KeyWatchParts
  #known: Answer<KeyReport> | undefined
  #takeBack: () => void = () => undefined
  #isClosed = false

  constructor(parts: KeyWatchParts) {
    this.#parts = parts
  }

  start(): void {
    if (this.#parts.exchange.fetchKey === undefined) return
    this.#askIn(FIRST_AFTER_MS)
  }

  /** What was answered last; nothing before that, or where no key is needed. */
  get known(): Answer<KeyReport> | undefined {
    return this.#known
  }

  close(): void {
    this.#isClosed = true
    this.#takeBack()
  }

  #askIn(delayMs: number): void {
    this.#takeBack = this.#parts.wallClock.schedule(delayMs, () => void this.#ask())
  }

  async #ask(): Promise<void> {
    const { exchange, wallClock, told } = this.#parts
    const answer = await exchange.fetchKey?.()
    if (answer === undefined || this.#isClosed) return
    // What is known of a key stays known while its exchange cannot be asked.
    if (answer.ok || !this.#known?.ok) this.#known = answer
    this.#askIn(answer.ok ? msUntilNext(answer.value, wallClock.now()) : AGAIN_AFTER_MS)
    // A key that has ended cannot ask about itself any more.
    const known = this.#known
    if (known.ok && (answer.ok || hasEnded(known.value, wallClock.now()))) told(known.value)
  }
}

function msUntilNext({ expiry }: KeyReport, now: number): number {
  const next = expiry.kind === 'at' ? nextKeyNoticeAt(expiry.time, now) : undefined
  return Math.max(AGAIN_MS_MIN, Math.min(DAY_MS, (next ?? Number.POSITIVE_INFINITY) - now))
}

function hasEnded({ expiry }: KeyReport, now: number): boolean {
  return expiry.kind === 'at' && expiry.time <= now
}
