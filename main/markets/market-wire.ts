import type {
  CandlePageAnswer,
  MarketCandles,
  MarketCandlesWish,
  MarketTrades,
  StoredCandlesWish,
  Tickers,
} from '../../app/contract/market-watch.ts'
import type { Answer } from '../../app/contract/requests.ts'
import type { ListedMarket } from '../../app/ports/market-catalog.ts'

interface AtExchange {
  readonly exchangeId: string
  /** Instead of the exchange's own address. */
  readonly baseUrl: string | undefined
}

/** What the thread is asked by name, with what, and what it answers. */
export interface MarketQuestions {
  listMarkets: { input: AtExchange; output: readonly ListedMarket[] }
  loadTickers: {
    input: AtExchange & {
      /** All whose prices are streamed. */
      readonly watched: readonly string[]
      readonly inView: readonly string[]
    }
    output: Tickers
  }
  loadMarketCandles: { input: AtExchange & MarketCandlesWish; output: CandlePageAnswer }
  loadPublicTrades: { input: AtExchange & { readonly symbol: string }; output: MarketTrades }
  loadStoredCandles: { input: StoredCandlesWish; output: MarketCandles }
}
export type MarketQuestion = keyof MarketQuestions

export type MarketAnswers = {
  readonly [Name in MarketQuestion]: (
    input: MarketQuestions[Name]['input'],
  ) => Promise<Answer<MarketQuestions[Name]['output']>>
}
