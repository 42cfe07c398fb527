import type { Exchange } from 'ccxt'
import type { Market } from '../../domain/market.ts'
import { failure, type Problem, type Result, success } from '../../domain/result.ts'
import type { Timeframe } from '../../domain/timeframe.ts'
import type { Clock } from '../../ports/clock.ts'
import { CandleClient, type TakeTurn } from './candle-client.ts'
import { CcxtFeed } from './ccxt-feed.ts'
import { failureProblem, misunderstood } from './exchange-failure.ts'
import { loadExchange } from './load-exchange.ts'
import { marketFromCcxt } from './market-rules.ts'
import { priceDecimalsIn } from './ohlcv.ts'
import { OwnStream } from './own-stream.ts'
import { refreshedRules } from './refreshed-rules.ts'
import { isTradedSpot } from './spot-market.ts'

export interface CcxtFeedWish {
  readonly exchangeId: string
  /** Replaces scheme, host and port of the exchange's addresses. */
  readonly baseUrl: string | undefined
  readonly symbol: string
  readonly timeframe: Timeframe
  readonly clock: Clock
  /** The rules from last time: with them, a feed opens even while the exchange cannot be reached. Its prices stay readable. */
  readonly knownMarket?: Market | undefined
  readonly requestTimeoutMs?: number
  readonly jitterSeed?: number
  readonly takeTurn?: TakeTurn
}

export async function openCcxtFeed(wish: CcxtFeedWish): Promise<Result<CcxtFeed, Problem>> {
  const loaded = await loadExchange({ ...wish, hasStreams: true })
  if (!loaded.ok) return loaded
  return openFeedOn(loaded.value, { ...wish, ownStream: new OwnStream(loaded.value) })
}

export type FeedWish = Omit<CcxtFeedWish, 'exchangeId' | 'baseUrl' | 'requestTimeoutMs'> & {
  /** Absent where an account's sockets carry the candles as well. */
  readonly ownStream?: OwnStream
}

/** The same on an exchange of ccxt that is loaded already. */
export async function openFeedOn(
  exchange: Exchange,
  { symbol, timeframe, clock, knownMarket, jitterSeed = 1, takeTurn, ownStream }: FeedWish,
): Promise<Result<CcxtFeed, Problem>> {
  if (!(timeframe in exchange.timeframes)) {
    return failure(unsupportedTimeframe(String(exchange.name), timeframe))
  }
  const client = new CandleClient({
    exchange,
    symbol,
    timeframe,
    clock,
    ...(takeTurn && { takeTurn }),
  })
  const loaded = await loadRules(client, symbol, Number(exchange.precisionMode))
  const market = knownMarket ? success(rulesOfToday(knownMarket, loaded)) : loaded
  if (!market.ok) return market
  const stream = ownStream === undefined ? {} : { ownStream }
  const parts = { client, market: market.value, timeframe, clock, jitterSeed, ...stream }
  return success(new CcxtFeed(parts))
}

/** As they were last time while they cannot be had. */
function rulesOfToday(known: Market, now: Result<Market, Problem>): Market {
  return now.ok ? refreshedRules(known, now.value) : known
}

async function loadRules(
  client: CandleClient,
  symbol: string,
  precisionMode: number,
): Promise<Result<Market, Problem>> {
  const { exchangeName } = client
  const listed = await client.loadMarket()
  if (!listed.ok) return failure(failureProblem(exchangeName, listed.error))
  if (!isTradedSpot(listed.value)) return failure(unknownMarket(exchangeName, symbol))
  const page = await client.fetchPage(undefined)
  if (!page.ok) return failure(failureProblem(exchangeName, page.error))
  const decimalsSeen = priceDecimalsIn(page.value)
  const market = marketFromCcxt({ listed: listed.value, precisionMode, decimalsSeen })
  if (market.ok) return market
  return failure(failureProblem(exchangeName, misunderstood(`sent ${market.error}`)))
}

function unsupportedTimeframe(exchangeName: string, timeframe: Timeframe): Problem {
  return {
    code: 'timeframe-unsupported',
    message: `${exchangeName} has no ${timeframe} candles.`,
    action: 'Choose another candle length or another exchange.',
  }
}

function unknownMarket(exchangeName: string, symbol: string): Problem {
  return {
    code: 'market-unknown',
    message: `${symbol} is not traded on ${exchangeName}'s spot market at present.`,
    action: 'Choose another market from the list.',
  }
}
