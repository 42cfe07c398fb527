/** The fake exchange's own time: it runs as fast as it is told to, and can be moved. */
export class MarketClock {
  #marketTime: number
  #realTime = Date.now()
  #speed: number

  constructor(startTime: number, speed: number) {
    this.#marketTime = startTime
    this.#speed = speed
  }

  now(): number {
    return Math.floor(this.#marketTime + (Date.now() - this.#realTime) * this.#speed)
  }

  setTime(time: number): void {
    this.#marketTime = time
    this.#realTime = Date.now()
  }

  advance(byMs: number): void {
    this.setTime(this.now() + byMs)
  }

  /** How many times faster than real time; 0 stands still. */
  setSpeed(speed: number): void {
    this.setTime(this.now())
    this.#speed = speed
  }
}
