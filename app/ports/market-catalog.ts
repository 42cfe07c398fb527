import type { Problem, Result } from '../domain/result.ts'
import type { Timeframe } from '../domain/timeframe.ts'

export interface ListedExchange {
  readonly id: string
  readonly name: string
}

export interface ListedMarket {
  readonly symbol: string
  readonly base: string
  readonly quote: string
  readonly timeframes: readonly Timeframe[]
  /** Null where the exchange does not say. */
  readonly priceDecimals: number | null
}

/** What can be traded where. */
export interface MarketCatalog {
  listExchanges(): Promise<readonly ListedExchange[]>
  listMarkets(
    exchangeId: string,
    baseUrl: string | undefined,
  ): Promise<Result<readonly ListedMarket[], Problem>>
}
