import { CandleCursor } from '../domain/candle-run.ts'
import type { Market } from '../domain/market.ts'
import type { MarketClock } from '../engine/market-clock.ts'
import type { TradingEngine } from '../engine/trading-engine.ts'
import type { PaperExchange } from '../exchanges/paper/paper-exchange.ts'
import type { CandleColumns } from './candle-columns.ts'

/** A market of a run beside the one whose candles set its pace. */
export interface OtherMarket {
  readonly market: Market
  readonly candles: CandleColumns
}

interface Track extends OtherMarket {
  readonly exchange: PaperExchange
  readonly cursor: CandleCursor
  next: number
}

interface RunParts {
  readonly engine: TradingEngine
  readonly clock: MarketClock
  readonly candleMs: number
  readonly exchangeOf: (symbol: string) => PaperExchange
}

/**
 * Brings the candles of other markets to an engine in the order of their times. Of those that close together, orders are
 * filled in all markets and all prices are known before any bot decides.
 */
export class OtherMarkets {
  readonly #parts: RunParts
  readonly #tracks: readonly Track[]

  constructor(others: readonly OtherMarket[], parts: RunParts) {
    this.#parts = parts
    this.#tracks = others.map((other) => ({
      ...other,
      exchange: parts.exchangeOf(other.market.symbol),
      cursor: new CandleCursor(),
      next: 0,
    }))
  }

  /** What was before the run began is only shown to the strategies. */
  warmUp(until: number): void {
    for (const track of this.#tracks) {
      const { market, cursor } = track
      while (timeOf(track) < until) {
        show(track)
        for (const runner of this.#parts.engine.runners) {
          if (runner.bot.symbol === market.symbol) runner.evaluate(cursor)
        }
        track.next += 1
      }
    }
  }

  /** Everything that opened before a time, where the run's own candles have a gap. */
  playBefore(time: number): void {
    for (let at = this.#nextTime(); at < time; at = this.#nextTime()) {
      this.#parts.clock.advanceTo(at + this.#parts.candleMs)
      this.fillAt(at)
      this.decideAt(at)
    }
  }

  #nextTime(): number {
    return Math.min(...this.#tracks.map(timeOf))
  }

  /** Trades what waits for the candles that opened then, and tells their closing prices. */
  fillAt(time: number): void {
    for (const track of this.#tracks) {
      if (timeOf(track) !== time) continue
      const { market, exchange, cursor } = track
      show(track)
      exchange.onCandle(cursor, true)
      this.#parts.engine.enqueue({ kind: 'mark', symbol: market.symbol, price: cursor.close })
    }
  }

  decideAt(time: number): void {
    for (const track of this.#tracks) {
      if (timeOf(track) !== time) continue
      const { market, cursor } = track
      this.#parts.engine.enqueue({ kind: 'candle', candle: cursor, market })
      track.next += 1
    }
  }
}

function show({ candles, cursor, next }: Track): void {
  candles.show(next, cursor)
}

function timeOf({ candles, next }: Track): number {
  return next < candles.size ? (candles.openTime.at(next) ?? Number.NaN) : Number.POSITIVE_INFINITY
}
