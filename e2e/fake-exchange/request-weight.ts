export const WEIGHT_PER_MINUTE_MAX = 6_000

/** Counts what requests cost, per minute of real time, as Binance does. */
export class RequestWeight {
  #minute = 0
  #used = 0

  /** What has been used in this minute, with this request. */
  add(weight: number): number {
    const minute = Math.floor(Date.now() / 60_000)
    if (minute !== this.#minute) this.#used = 0
    this.#minute = minute
    this.#used += weight
    return this.#used
  }

  secondsToNextMinute(): number {
    return 60 - (Math.floor(Date.now() / 1_000) % 60)
  }
}
