const MS_PER_SECOND = 1_000

interface Protection {
  readonly seconds: number
  timer: NodeJS.Timeout | undefined
}

/**
 * Cancels an account's orders when it has been without a stream for so long. It protects only those who subscribed a
 * private stream to "dcp.spot" before they lost it, and only after Bybit's staff has switched it on for them.
 */
export class DisconnectProtection {
  readonly #protections = new Map<string, Protection>()
  readonly #cancelAll: (accountId: string) => void

  constructor(cancelAll: (accountId: string) => void) {
    this.#cancelAll = cancelAll
  }

  setTime(accountId: string, seconds: number): void {
    const timer = this.#protections.get(accountId)?.timer
    this.#protections.set(accountId, { seconds, timer })
  }

  /** Undefined: never set. */
  secondsOf(accountId: string): number | undefined {
    return this.#protections.get(accountId)?.seconds
  }

  /** Whether the time runs. */
  isRunning(accountId: string): boolean {
    return this.#protections.get(accountId)?.timer !== undefined
  }

  /** A stream that subscribed to it is there. */
  onSubscribed(accountId: string): void {
    this.#stop(accountId)
  }

  /** The last such stream is gone. */
  onLost(accountId: string): void {
    const protection = this.#protections.get(accountId)
    if (!protection) return
    this.#stop(accountId)
    const strike = () => this.strike(accountId)
    protection.timer = setTimeout(strike, protection.seconds * MS_PER_SECOND).unref()
  }

  /** What happens when the time is over; a test need not wait for that. */
  strike(accountId: string): void {
    this.#stop(accountId)
    this.#cancelAll(accountId)
  }

  #stop(accountId: string): void {
    const protection = this.#protections.get(accountId)
    if (!protection) return
    clearTimeout(protection.timer)
    protection.timer = undefined
  }
}
