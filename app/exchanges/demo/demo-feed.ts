import type { Candle } from '../../domain/candle.ts'
import type { Clock } from '../../ports/clock.ts'
import type { MarketListener, PacedMarketFeed } from '../../ports/market-feed.ts'
import { Pacer } from '../pacer.ts'
import { DEMO_CANDLE_MS, DEMO_MARKET, DEMO_START_TIME, demoCandles } from './demo-candles.ts'

/** Enough to fill the chart before the first candle arrives. */
export const DEMO_HISTORY_CANDLES = 500
export const DEMO_CANDLES_PER_SECOND = 2

interface DemoFeedParts {
  /** Same seed, same market. */
  readonly seed: number
  readonly clock: Clock
  readonly candlesPerSecond: number
}

/** The built-in synthetic market: needs no network, and never ends. */
export class DemoFeed implements PacedMarketFeed {
  readonly market = DEMO_MARKET
  readonly timeframe = '1m'
  readonly #seed: number
  readonly #pacer: Pacer
  #listener: MarketListener | null = null
  #nextIndex = 0

  constructor({ seed, clock, candlesPerSecond }: DemoFeedParts) {
    this.#seed = seed
    this.#pacer = new Pacer({
      ...{ clock, candlesPerSecond },
      sendNext: () => this.#sendNext(),
      mustWait: () => this.#listener?.isThinking?.() === true,
    })
  }

  async loadHistory(count: number): Promise<readonly Candle[]> {
    const bounded = Math.min(count, DEMO_HISTORY_CANDLES)
    return demoCandles(this.#seed, -bounded, bounded)
  }

  start(listener: MarketListener, afterOpenTime: number | null): void {
    this.#listener = listener
    this.#nextIndex = afterOpenTime === null ? 0 : indexAfter(afterOpenTime)
    this.#pacer.start()
    listener.onStatus({ state: 'running', message: 'The built-in demo market is running.' })
  }

  stop(): void {
    this.#pacer.stop()
  }

  setPace(candlesPerSecond: number): void {
    this.#pacer.setPace(candlesPerSecond)
  }

  #sendNext(): boolean {
    for (const candle of demoCandles(this.#seed, this.#nextIndex, 1)) {
      this.#nextIndex += 1
      this.#listener?.onCandle(candle, true)
    }
    return true
  }
}

function indexAfter(openTime: number): number {
  return Math.floor((openTime - DEMO_START_TIME) / DEMO_CANDLE_MS) + 1
}
