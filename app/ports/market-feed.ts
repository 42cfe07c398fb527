import type { Candle } from '../domain/candle.ts'
import type { Market } from '../domain/market.ts'
import type { Timeframe } from '../domain/timeframe.ts'

export interface FeedStatus {
  /** stale: nothing new for longer than it should take; trading waits until candles arrive again. */
  readonly state: 'connecting' | 'running' | 'stale' | 'finished' | 'failed'
  readonly message: string
}

/** A candle that had closed, and what the exchange says of it now. */
export interface Revision {
  readonly before: Candle
  readonly after: Candle
}

export interface MarketListener {
  /** The next candle, closed, or still forming: a forming one is sent again whenever it has grown. */
  onCandle(candle: Candle, closed: boolean): void
  onStatus(status: FeedStatus): void
  /** Closed candles that were handed out, and that the exchange has put right since. */
  onRevised?(revisions: readonly Revision[]): void
  /** Prices came to be quoted finer than the market's decimals express: none is handed out until the feed is opened anew. */
  onFinerPrices?(): void
  /** True while a strategy thinks about the last candle: a market at its own pace sends no more until it has decided. */
  isThinking?(): boolean
}

/** Where candles come from. */
export interface MarketFeed {
  readonly market: Market
  readonly timeframe: Timeframe
  /** Closed candles before the first one that will be sent, oldest first, at most `count` of them. */
  loadHistory(count: number): Promise<readonly Candle[]>
  /** Sends every closed candle after `afterOpenTime`, in order, each once; with null, after the history. */
  start(listener: MarketListener, afterOpenTime: number | null): void
  stop(): void
}

/** A feed that makes or replays candles at a pace of its own. */
export interface PacedMarketFeed extends MarketFeed {
  setPace(candlesPerSecond: number): void
}
