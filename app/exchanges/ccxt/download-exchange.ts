import type { Exchange } from 'ccxt'
import type { Market } from '../../domain/market.ts'
import { failure, type Problem, type Result, success } from '../../domain/result.ts'
import type { Timeframe } from '../../domain/timeframe.ts'
import type { CandlePage, CandlePages, PageFailure } from '../../ports/candle-pages.ts'
import type { Clock } from '../../ports/clock.ts'
import { CandleClient, type TakeTurn } from './candle-client.ts'
import { type ExchangeFailure, failureProblem, misunderstood } from './exchange-failure.ts'
import { loadExchange } from './load-exchange.ts'
import { marketFromCcxt } from './market-rules.ts'
import { candlesFromRows, parseOhlcv, priceDecimalsIn } from './ohlcv.ts'
import { pacedTurns } from './paced-turns.ts'

const PASSING: readonly ExchangeFailure['kind'][] = ['slow-down', 'timeout', 'unreachable']

export interface PagesWish {
  readonly symbol: string
  readonly timeframe: Timeframe
}

export interface DownloadChoice {
  readonly exchangeId: string
  /** Instead of the exchange's own address. */
  readonly baseUrl: string | undefined
  readonly clock: Clock
  /** Ends every wait. */
  readonly signal: AbortSignal
}

/** One exchange for any number of downloads, which share what it allows. */
export class DownloadExchange {
  readonly #exchange: Exchange
  readonly #clock: Clock
  readonly #takeTurn: TakeTurn

  private constructor(exchange: Exchange, choice: DownloadChoice) {
    this.#exchange = exchange
    this.#clock = choice.clock
    this.#takeTurn = pacedTurns(exchange, choice)
  }

  static async open(choice: DownloadChoice): Promise<Result<DownloadExchange, Problem>> {
    const { exchangeId, baseUrl } = choice
    const loaded = await loadExchange({ exchangeId, baseUrl, isPaced: true })
    return loaded.ok ? success(new DownloadExchange(loaded.value, choice)) : loaded
  }

  /** The candles of a market, also of one that is no longer traded as long as the exchange still lists it. */
  async pages({ symbol, timeframe }: PagesWish): Promise<Result<CandlePages, PageFailure>> {
    const exchange = this.#exchange
    const name = String(exchange.name)
    if (!(timeframe in exchange.timeframes)) return failure(noTimeframe(name, timeframe))
    const takeTurn = this.#takeTurn
    const client = new CandleClient({ exchange, symbol, timeframe, clock: this.#clock, takeTurn })
    const fault = (error: ExchangeFailure) => failure(pageFailure(name, error))
    const listed = await client.loadMarket()
    if (!listed.ok) return fault(listed.error)
    if (listed.value === undefined) return failure(notListed(name, symbol))
    const offset = await client.measureTimeOffset()
    if (!offset.ok) return fault(offset.error)
    const newest = await this.#ask(client, symbol, timeframe, undefined)
    if (!newest.ok) return newest
    const market = marketFromCcxt({
      listed: listed.value,
      precisionMode: Number(exchange.precisionMode),
      decimalsSeen: priceDecimalsIn(newest.value),
    })
    if (!market.ok) return fault(misunderstood(`sent ${market.error}`))
    return success({
      exchangeName: name,
      market: market.value,
      now: () => this.#clock.now() + offset.value,
      pageLimit: client.pageLimit,
      fetch: (since) => this.#page(client, market.value, timeframe, since),
    })
  }

  async #page(
    client: CandleClient,
    market: Market,
    timeframe: Timeframe,
    since: number,
  ): Promise<Result<CandlePage, PageFailure>> {
    const rows = await this.#ask(client, market.symbol, timeframe, since)
    if (!rows.ok) return rows
    const priceDecimals = Math.max(market.priceDecimals, priceDecimalsIn(rows.value))
    const candles = candlesFromRows(rows.value, priceDecimals)
    if (candles.ok) return success({ candles: candles.value, priceDecimals })
    return failure(pageFailure(client.exchangeName, misunderstood(`sent ${candles.error}`)))
  }

  /** Unlike a feed's, an empty answer is one: nothing was traded there. */
  async #ask(
    client: CandleClient,
    symbol: string,
    timeframe: Timeframe,
    since: number | undefined,
  ) {
    const answer = await client.ask(() =>
      this.#exchange.fetchOHLCV(symbol, timeframe, since, client.pageLimit),
    )
    if (!answer.ok) return failure(pageFailure(client.exchangeName, answer.error))
    const rows = parseOhlcv(answer.value, timeframe)
    if (rows.ok) return rows
    return failure(pageFailure(client.exchangeName, misunderstood(`sent ${rows.error}`)))
  }
}

function pageFailure(exchangeName: string, error: ExchangeFailure): PageFailure {
  const isPassing = PASSING.includes(error.kind)
  return { ...failureProblem(exchangeName, error), isPassing, retryAfterMs: error.retryAfterMs }
}

function notListed(exchangeName: string, symbol: string): PageFailure {
  return {
    code: 'market-not-listed',
    message: `${exchangeName} does not list ${symbol}, or no longer does.`,
    action: 'What is stored of it stays. Check the spelling, or choose another market.',
    ...{ isPassing: false, retryAfterMs: 0 },
  }
}

function noTimeframe(exchangeName: string, timeframe: Timeframe): PageFailure {
  return {
    code: 'timeframe-unsupported',
    message: `${exchangeName} has no ${timeframe} candles.`,
    action: 'Choose another candle length; longer ones follow from shorter ones by themselves.',
    ...{ isPassing: false, retryAfterMs: 0 },
  }
}
