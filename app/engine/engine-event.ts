import type { Candle } from '../domain/candle.ts'
import type { OrderEvent } from '../domain/order.ts'
import type { FeedStatus } from '../ports/market-feed.ts'

/** Everything that happens to the engine; each runs to completion before the next. */
export type EngineEvent =
  | { readonly kind: 'candle'; readonly candle: Candle }
  | { readonly kind: 'order'; readonly event: OrderEvent }
  | { readonly kind: 'feed'; readonly status: FeedStatus }
  | { readonly kind: 'halt'; readonly reason: string }
  | { readonly kind: 'resume' }
  | { readonly kind: 'start-bot'; readonly botId: string }
  | { readonly kind: 'stop-bot'; readonly botId: string }
  | { readonly kind: 'reconciled' }
