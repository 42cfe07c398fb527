import {
  compoundRate,
  type Rate,
  rateFromBasisPoints,
  rateFromPercent,
} from '../../domain/amount.ts'
import type { Balance } from '../../domain/balance.ts'
import type { Market } from '../../domain/market.ts'
import type { Price } from '../../domain/price.ts'
import { failure, type Problem, type Result, success } from '../../domain/result.ts'
import type { Timeframe } from '../../domain/timeframe.ts'
import type { Clock } from '../../ports/clock.ts'
import type { AccountConnection } from './account-connection.ts'
import { CcxtExchangeClient } from './ccxt-exchange-client.ts'
import type { CcxtFeed } from './ccxt-feed.ts'
import { type ConnectionWish, connectAccount } from './connect-account.ts'
import { openFeedOn } from './open-ccxt-feed.ts'
import { refreshedRules } from './refreshed-rules.ts'

export interface AccountWish extends ConnectionWish {
  readonly symbol: string
  readonly timeframe: Timeframe
}

export interface OpenedAccount {
  readonly feed: CcxtFeed
  readonly client: CcxtExchangeClient
  /** What a purchase costs on top of the last price. */
  readonly costRate: Rate
  /** What there was when the account was opened for the first time; null when its markets were known. */
  readonly opening: {
    readonly time: number
    readonly balances: readonly Balance[]
    readonly price: Price
  } | null
  /** Those of the account that the feed is not about, by their rules of today. */
  readonly otherMarkets: readonly Market[]
}

const TAKER_FEE_PERCENT_DEFAULT = 0.1
/** Half a spread, and what a market order moves the price on a liquid market. */
const SLIPPAGE = rateFromBasisPoints(5)

/** Opens an account at an exchange: its connection, its candles, and, for the first time, what is in it. */
export async function openCcxtAccount(wish: AccountWish): Promise<Result<OpenedAccount, Problem>> {
  const connected = await connectAccount(wish)
  if (!connected.ok) return connected
  const client = new CcxtExchangeClient(connected.value)
  const opened = await openOn(connected.value, client, wish)
  if (!opened.ok) client.close()
  return opened
}

async function openOn(
  connection: AccountConnection,
  client: CcxtExchangeClient,
  { symbol, timeframe, clock, markets }: AccountWish,
): Promise<Result<OpenedAccount, Problem>> {
  const { publicExchange } = connection
  const known = markets.find(symbol)
  const knownMarket = known && (await withRulesOfToday(client, known))
  const feed = await openFeedOn(publicExchange, {
    symbol,
    timeframe,
    clock,
    knownMarket,
    takeTurn: (send) => connection.inTurn('market-data', send),
  })
  if (!feed.ok) return feed
  const opening = knownMarket ? success(null) : await firstLook(client, feed.value.market, clock)
  if (!opening.ok) return failure(notOpened(connection.name, opening.error))
  const costRate = compoundRate(SLIPPAGE, takerFee(publicExchange.markets?.[symbol]?.taker))
  const otherMarkets = [...markets.all()]
    .filter((market) => market.symbol !== symbol)
    .map((market) => withListedRules(connection, market))
  return success({ feed: feed.value, client, costRate, opening: opening.value, otherMarkets })
}

/** As they were last time where the exchange does not list it. */
function withListedRules(connection: AccountConnection, known: Market): Market {
  const now = connection.listedMarket(known.symbol)
  return now ? refreshedRules(known, now) : known
}

/** As they were last time while the exchange cannot be reached. */
async function withRulesOfToday(client: CcxtExchangeClient, known: Market): Promise<Market> {
  const now = await client.fetchMarket(known.symbol)
  return now.ok ? refreshedRules(known, now.value) : known
}

async function firstLook(client: CcxtExchangeClient, market: Market, clock: Clock) {
  const balances = await client.fetchBalances()
  if (!balances.ok) return balances
  const price = await client.fetchPrice(market)
  if (!price.ok) return price
  return success({ time: clock.now(), balances: balances.value, price: price.value })
}

function takerFee(stated: number | undefined): Rate {
  return rateFromPercent(stated === undefined ? TAKER_FEE_PERCENT_DEFAULT : stated * 100)
}

function notOpened(name: string, reason: string): Problem {
  return {
    code: 'account-not-opened',
    message: `The account at ${name} could not be opened: ${reason}`,
    action: 'Check the API key and what it is allowed to do, and that the exchange can be reached.',
  }
}
