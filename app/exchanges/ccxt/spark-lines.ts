import type { Exchange } from 'ccxt'
import type { Clock } from '../../ports/clock.ts'
import type { TakeTurn } from './candle-client.ts'
import { parseOhlcv } from './ohlcv.ts'

const TIMEFRAME = '1h'
const HOUR_MS = 3_600_000
/** A day. */
export const SPARK_POINTS = 24
/** One that did not come is not asked for again so soon. */
const AGAIN_AFTER_MS = 300_000
/** Asked for and still wanted: what scrolled away makes room. */
const WAITING_MAX = 60

interface Line {
  readonly closes: readonly number[]
  readonly askAgainAt: number
}

const NO_LINE: readonly number[] = []

/** The closes of the last day's hours, asked for market by market as they come into view. */
export class SparkLines {
  readonly #exchange: Exchange
  readonly #clock: Clock
  readonly #takeTurn: TakeTurn
  readonly #lines = new Map<string, Line>()
  #waiting: readonly string[] = []
  #isAsking = false

  constructor(exchange: Exchange, clock: Clock, takeTurn: TakeTurn) {
    this.#exchange = exchange
    this.#clock = clock
    this.#takeTurn = takeTurn
  }

  /** As far as they are known; the others are asked for. */
  look(symbols: readonly string[]): readonly (readonly number[])[] {
    const now = this.#clock.now()
    const isDue = (symbol: string) => (this.#lines.get(symbol)?.askAgainAt ?? 0) <= now
    this.#waiting = symbols.filter(isDue).slice(0, WAITING_MAX)
    if (!this.#isAsking && TIMEFRAME in this.#exchange.timeframes) void this.#askAll()
    return symbols.map((symbol) => this.#lines.get(symbol)?.closes ?? NO_LINE)
  }

  async #askAll(): Promise<void> {
    this.#isAsking = true
    for (let symbol = this.#waiting[0]; symbol !== undefined; symbol = this.#waiting[0]) {
      this.#waiting = this.#waiting.slice(1)
      await this.#ask(symbol)
    }
    this.#isAsking = false
  }

  async #ask(symbol: string): Promise<void> {
    const before = this.#lines.get(symbol)?.closes ?? NO_LINE
    const askedAt = this.#clock.now()
    const failed = { closes: before, askAgainAt: askedAt + AGAIN_AFTER_MS }
    this.#lines.set(symbol, failed)
    try {
      const told = await this.#takeTurn(() =>
        this.#exchange.fetchOHLCV(symbol, TIMEFRAME, undefined, SPARK_POINTS),
      )
      const rows = parseOhlcv(told, TIMEFRAME)
      if (!rows.ok) return
      const closes = rows.value.slice(-SPARK_POINTS).map(([, , , , close]) => close)
      this.#lines.set(symbol, { closes, askAgainAt: askedAt + HOUR_MS })
    } catch {
      // The line stays as it is; that the exchange cannot be reached shows at the prices.
    }
  }
}
