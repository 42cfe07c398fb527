import type { Exchange } from 'ccxt'
import { failure, type Problem, type Result, success } from '../../domain/result.ts'
import { TIMEFRAMES } from '../../domain/timeframe.ts'
import type { ListedExchange, ListedMarket, MarketCatalog } from '../../ports/market-catalog.ts'
import { classifyError, failureProblem, misunderstood } from './exchange-failure.ts'
import { LISTED_EXCHANGES } from './listed-exchanges.ts'
import { loadExchange } from './load-exchange.ts'
import { statedPriceDecimals } from './market-rules.ts'
import { parseSpotMarket } from './spot-market.ts'

/** The exchanges that ccxt knows, with the spot markets of each. */
export class CcxtCatalog implements MarketCatalog {
  readonly #requestTimeoutMs: number | undefined

  constructor(requestTimeoutMs?: number) {
    this.#requestTimeoutMs = requestTimeoutMs
  }

  async listExchanges(): Promise<readonly ListedExchange[]> {
    return LISTED_EXCHANGES
  }

  async listMarkets(
    exchangeId: string,
    baseUrl: string | undefined,
  ): Promise<Result<readonly ListedMarket[], Problem>> {
    const timeout =
      this.#requestTimeoutMs === undefined ? {} : { requestTimeoutMs: this.#requestTimeoutMs }
    const loaded = await loadExchange({ exchangeId, baseUrl, ...timeout })
    return loaded.ok ? listMarketsOf(loaded.value) : loaded
  }
}

async function listMarketsOf(
  exchange: Exchange,
): Promise<Result<readonly ListedMarket[], Problem>> {
  const name = String(exchange.name)
  const timeframes = TIMEFRAMES.filter((timeframe) => timeframe in exchange.timeframes)
  try {
    const listed = Object.values(await exchange.loadMarkets())
    const markets = listed.flatMap((one): ListedMarket[] => {
      const market = parseSpotMarket(one)
      if (!market) return []
      const { symbol, base, quote } = market
      const priceDecimals = statedPriceDecimals(one, Number(exchange.precisionMode))
      return [{ symbol, base, quote, timeframes, priceDecimals }]
    })
    if (markets.length === 0) {
      return failure(failureProblem(name, misunderstood('sent no spot markets')))
    }
    return success(markets.sort((a, b) => (a.symbol < b.symbol ? -1 : 1)))
  } catch (error) {
    const headers: unknown = exchange.last_response_headers
    return failure(failureProblem(name, classifyError(error, headers, 0)))
  }
}
