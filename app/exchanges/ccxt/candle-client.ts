import type { Exchange } from 'ccxt'
import { failure, type Result, success } from '../../domain/result.ts'
import type { Timeframe } from '../../domain/timeframe.ts'
import type { Clock } from '../../ports/clock.ts'
import { classifyError, type ExchangeFailure, misunderstood } from './exchange-failure.ts'
import { type OhlcvRow, parseOhlcv } from './ohlcv.ts'

/** Where an exchange does not say how many candles a page may have. */
const PAGE_LIMIT_DEFAULT = 200
const PAGE_LIMIT_MAX = 1_000

interface CandleClientParts {
  readonly exchange: Exchange
  readonly symbol: string
  readonly timeframe: Timeframe
  readonly clock: Clock
  /** Lets a request take its turn, where ccxt itself does not. */
  readonly takeTurn?: TakeTurn
}

export type TakeTurn = (send: () => Promise<unknown>) => Promise<unknown>

const AT_ONCE: TakeTurn = (send) => send()

/** Requests for one market's candles. Whatever goes wrong comes back as a value. */
export class CandleClient {
  readonly exchangeName: string
  readonly pageLimit: number
  readonly #exchange: Exchange
  readonly #symbol: string
  readonly #timeframe: Timeframe
  readonly #clock: Clock
  readonly #takeTurn: TakeTurn

  constructor({ exchange, symbol, timeframe, clock, takeTurn = AT_ONCE }: CandleClientParts) {
    this.exchangeName = String(exchange.name)
    this.pageLimit = pageLimitOf(exchange)
    this.#exchange = exchange
    this.#symbol = symbol
    this.#timeframe = timeframe
    this.#clock = clock
    this.#takeTurn = takeTurn
  }

  /** Loads the market list unless it is there already, and returns our market in ccxt's form. */
  async loadMarket(): Promise<Result<unknown, ExchangeFailure>> {
    return this.#request(async () => {
      await this.#ensureMarkets()
      return this.#exchange.markets?.[this.#symbol]
    })
  }

  /** One page from a time on, or the newest; at least the forming candle is always in it. */
  async fetchPage(since: number | undefined): Promise<Result<OhlcvRow[], ExchangeFailure>> {
    const answer = await this.#request(async () => {
      await this.#ensureMarkets()
      const limit = this.pageLimit
      return this.#exchange.fetchOHLCV(this.#symbol, this.#timeframe, since, limit)
    })
    if (!answer.ok) return answer
    const rows = parseOhlcv(answer.value, this.#timeframe)
    if (!rows.ok) return failure(misunderstood(`sent ${rows.error}`))
    if (rows.value.length === 0) return failure(misunderstood('sent no candles'))
    return rows
  }

  /** Whether the exchange tells by itself how the forming candle grows. */
  get hasStream(): boolean {
    return this.#exchange.has.watchOHLCV === true
  }

  /** The newest rows that the stream told of, as soon as there is news; for news between two calls, see `fetchPage`. */
  async watchPage(): Promise<Result<OhlcvRow[], ExchangeFailure>> {
    try {
      await this.#ensureMarkets()
      const told: unknown = await this.#exchange.watchOHLCV(this.#symbol, this.#timeframe)
      const rows = parseOhlcv(told, this.#timeframe)
      return rows.ok ? rows : failure(misunderstood(`sent ${rows.error}`))
    } catch (error) {
      return failure(classifyError(error, undefined, this.#clock.now()))
    }
  }

  /** How far the exchange's clock is ahead of ours; one that cannot tell the time is taken to have ours. */
  async measureTimeOffset(): Promise<Result<number, ExchangeFailure>> {
    if (this.#exchange.has.fetchTime !== true) return success(0)
    const askedAt = this.#clock.now()
    const answer = await this.#request(() => this.#exchange.fetchTime())
    if (!answer.ok) {
      return ['refused', 'misunderstood'].includes(answer.error.kind) ? success(0) : answer
    }
    if (!Number.isSafeInteger(answer.value)) return success(0)
    const halfWay = (askedAt + this.#clock.now()) / 2
    return success(Math.round(Number(answer.value) - halfWay))
  }

  /** Any question about the market, in its turn. */
  ask(send: () => Promise<unknown>): Promise<Result<unknown, ExchangeFailure>> {
    return this.#request(async () => {
      await this.#ensureMarkets()
      return send()
    })
  }

  /** A failed attempt is remembered by ccxt for ever, unless it is told to reload. */
  async #ensureMarkets(): Promise<void> {
    const { markets } = this.#exchange
    if (markets === undefined || markets === null) await this.#exchange.loadMarkets(true)
  }

  async #request(send: () => Promise<unknown>): Promise<Result<unknown, ExchangeFailure>> {
    try {
      return success(await this.#takeTurn(send))
    } catch (error) {
      return failure(classifyError(error, this.#exchange.last_response_headers, this.#clock.now()))
    }
  }
}

function pageLimitOf(exchange: Exchange): number {
  const limit: unknown = exchange.features?.spot?.fetchOHLCV?.limit
  return typeof limit === 'number' ? Math.min(limit, PAGE_LIMIT_MAX) : PAGE_LIMIT_DEFAULT
}
