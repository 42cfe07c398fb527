import type { Money, Quantity } from '../../domain/amount.ts'
import type { Candle } from '../../domain/candle.ts'
import type { Market } from '../../domain/market.ts'
import type { Price } from '../../domain/price.ts'
import type { Timeframe } from '../../domain/timeframe.ts'
import type { Clock } from '../../ports/clock.ts'
import type { MarketListener, PacedMarketFeed } from '../../ports/market-feed.ts'
import { Pacer } from '../pacer.ts'
import type { ParsedCandles } from './candle-table.ts'

/** Candles that fill the chart before the replay begins: enough for most strategies, little of a short file. */
export const REPLAY_HISTORY_CANDLES = 200
const REPLAY_HISTORY_SHARE = 0.1

interface ReplayFeedParts {
  readonly parsed: ParsedCandles
  /** The file does not say what was traded. */
  readonly symbol: string
  readonly clock: Clock
  readonly candlesPerSecond: number
}

/** Past candles, sent as if they were happening now, at a pace of one's own. Gaps are stepped over. */
export class ReplayFeed implements PacedMarketFeed {
  readonly market: Market
  readonly timeframe: Timeframe
  readonly #candles: readonly Candle[]
  readonly #historyLength: number
  readonly #pacer: Pacer
  #listener: MarketListener | null = null
  #next = 0

  constructor({ parsed, symbol, clock, candlesPerSecond }: ReplayFeedParts) {
    this.market = replayMarket(symbol, parsed.priceDecimals)
    this.timeframe = parsed.timeframe
    this.#candles = parsed.candles
    const share = Math.floor(parsed.candles.length * REPLAY_HISTORY_SHARE)
    this.#historyLength = Math.min(REPLAY_HISTORY_CANDLES, share)
    this.#pacer = new Pacer({
      ...{ clock, candlesPerSecond },
      sendNext: () => this.#sendNext(),
      mustWait: () => this.#listener?.isThinking?.() === true,
    })
  }

  async loadHistory(count: number): Promise<readonly Candle[]> {
    return this.#candles.slice(Math.max(0, this.#historyLength - count), this.#historyLength)
  }

  start(listener: MarketListener, afterOpenTime: number | null): void {
    this.#listener = listener
    this.#next =
      afterOpenTime === null ? this.#historyLength : firstAfter(this.#candles, afterOpenTime)
    if (this.#next >= this.#candles.length) {
      this.#announceEnd()
      return
    }
    this.#pacer.start()
    listener.onStatus({ state: 'running', message: 'Replaying the imported candles.' })
  }

  stop(): void {
    this.#pacer.stop()
  }

  setPace(candlesPerSecond: number): void {
    this.#pacer.setPace(candlesPerSecond)
  }

  #sendNext(): boolean {
    const candle = this.#candles[this.#next]
    if (!candle) return false
    this.#next += 1
    this.#listener?.onCandle(candle, true)
    const more = this.#next < this.#candles.length
    // Whoever stopped the feed at its last candle hears no more of it.
    if (!more && this.#pacer.running) this.#announceEnd()
    return more
  }

  #announceEnd(): void {
    const count = this.#candles.length.toLocaleString('en-US')
    this.#listener?.onStatus({
      state: 'finished',
      message: `The replay is over: all ${count} candles were shown.`,
    })
  }
}

/** The rules of an ordinary spot market, since a file of candles has none. */
export function replayMarket(symbol: string, priceDecimals: number): Market {
  const [base = symbol, quote = ''] = symbol.split('/')
  return {
    symbol,
    base,
    quote,
    priceDecimals,
    priceTick: 1 as Price,
    quantityStep: 1_000 as Quantity,
    quantityMin: 1_000 as Quantity,
    notionalMin: 500_000_000 as Money,
  }
}

function firstAfter(candles: readonly Candle[], openTime: number): number {
  let [low, high] = [0, candles.length]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((candles[middle]?.openTime ?? 0) <= openTime) low = middle + 1
    else high = middle
  }
  return low
}
