import { TRADES_SHOWN_MAX } from '../../app/contract/market-limits.ts'
import type {
  CandlePageAnswer,
  MarketCandles,
  MarketTrades,
  Tickers,
} from '../../app/contract/market-watch.ts'
import { failure, type Problem, type Result, success } from '../../app/domain/result.ts'
import { CcxtCatalog } from '../../app/exchanges/ccxt/exchange-catalog.ts'
import type { OhlcvRow } from '../../app/exchanges/ccxt/ohlcv.ts'
import {
  type MarketSeen,
  type TradesSeen,
  WatchedExchange,
} from '../../app/exchanges/ccxt/watched-exchange.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import type { ListedMarket, MarketCatalog } from '../../app/ports/market-catalog.ts'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { KeptLists } from './kept-lists.ts'
import type { MarketAnswers, MarketQuestions } from './market-wire.ts'
import { StoredCharts } from './stored-charts.ts'

/** New listings show after so long at the latest. */
const LIST_KEPT_MS = 3_600_000
/** Sockets of markets that nobody looks at are closed. */
const UNSEEN_MS_MAX = 30_000

const SIDE_NUMBERS = { buy: 1, sell: -1, untold: 0 } as const

interface Open {
  readonly key: string
  readonly exchange: Promise<Result<WatchedExchange, Problem>>
}

/** Markets for the window: their lists, prices and candles. One exchange is watched at a time. */
export class MarketDesk {
  readonly answers: MarketAnswers
  readonly #catalog: MarketCatalog
  readonly #lists: KeptLists
  readonly #charts: StoredCharts
  #open: Open | null = null
  #cancelClosing: () => void = () => undefined

  constructor(directory: string, catalog: MarketCatalog = new CcxtCatalog()) {
    const paths = new ProfilePaths(directory)
    this.#catalog = catalog
    this.#charts = new StoredCharts(paths.candles)
    this.#lists = new KeptLists((exchangeId) => paths.marketList(exchangeId))
    this.answers = {
      listMarkets: ({ exchangeId, baseUrl }) => this.#listMarkets(exchangeId, baseUrl),
      loadTickers: async ({ exchangeId, baseUrl, watched, inView }) => {
        const opened = await this.#watched(exchangeId, baseUrl)
        if (!opened.ok) return opened
        opened.value.follow(watched)
        return success(tickersOf(opened.value.look(inView), opened.value.trouble()))
      },
      loadMarketCandles: (wish) => this.#candles(wish),
      loadPublicTrades: async ({ exchangeId, baseUrl, symbol }) => {
        const opened = await this.#watched(exchangeId, baseUrl)
        return opened.ok ? success(tradesOf(opened.value.trades(symbol, TRADES_SHOWN_MAX))) : opened
      },
      loadStoredCandles: async (wish) => success(this.#charts.page(wish) ?? candlesOf([])),
    }
  }

  close(): void {
    this.#cancelClosing()
    this.#charts.close()
    const open = this.#open
    this.#open = null
    void open?.exchange.then((opened) => opened.ok && opened.value.close())
  }

  /** The past as it is stored, the rest from the exchange; what is stored, where that cannot be asked. */
  async #candles({
    baseUrl,
    ...wish
  }: MarketQuestions['loadMarketCandles']['input']): Promise<Result<CandlePageAnswer, Problem>> {
    const asStored = { ...wish, exchange: wish.exchangeId }
    const stored = this.#charts.pageBeyond(asStored)
    if (stored !== undefined) return success({ candles: stored, storedBecause: null })
    const opened = await this.#watched(wish.exchangeId, baseUrl)
    const rows = opened.ok ? await opened.value.candles(wish) : opened
    if (rows.ok) return success({ candles: candlesOf(rows.value), storedBecause: null })
    const candles = this.#charts.page(asStored)
    return candles === undefined ? rows : success({ candles, storedBecause: rows.error })
  }

  /** As the exchange lists them, or as it did last time when it cannot be asked. */
  async #listMarkets(
    exchangeId: string,
    baseUrl: string | undefined,
  ): Promise<Result<readonly ListedMarket[], Problem>> {
    const address = baseUrl ?? ''
    const kept = this.#lists.read(exchangeId, address)
    const askedAt = systemClock.now()
    if (kept !== undefined && askedAt - kept.askedAt < LIST_KEPT_MS) return success(kept.markets)
    const listed = await this.#catalog.listMarkets(exchangeId, baseUrl)
    if (listed.ok) this.#lists.write(exchangeId, address, { askedAt, markets: listed.value })
    return listed.ok || kept === undefined ? listed : success(kept.markets)
  }

  async #watched(
    exchangeId: string,
    baseUrl: string | undefined,
  ): Promise<Result<WatchedExchange, Problem>> {
    const key = `${exchangeId} ${baseUrl ?? ''}`
    if (this.#open?.key !== key) {
      this.close()
      const exchange = WatchedExchange.open({ exchangeId, baseUrl, clock: systemClock })
      this.#open = { key, exchange }
    }
    this.#cancelClosing()
    this.#cancelClosing = systemClock.schedule(UNSEEN_MS_MAX, () => this.close())
    const opened = await this.#open.exchange
    // One that could not be opened is opened anew when it is asked for again.
    if (!opened.ok && this.#open?.key === key) this.#open = null
    return opened.ok ? opened : failure(opened.error)
  }
}

function tickersOf(seen: readonly MarketSeen[], trouble: Problem | null): Tickers {
  return {
    last: seen.map(({ ticker }) => ticker?.last ?? null),
    changePercent: seen.map(({ ticker }) => ticker?.changePercent ?? null),
    quoteVolume: seen.map(({ ticker }) => ticker?.quoteVolume ?? null),
    heardAt: seen.map(({ ticker }) => ticker?.heardAt ?? null),
    isOld: seen.map(({ isOld }) => isOld),
    sparks: seen.map(({ spark }) => [...spark]),
    trouble,
  }
}

function tradesOf({ trades, isOld }: TradesSeen): MarketTrades {
  const column = (value: (trade: TradesSeen['trades'][number]) => number) =>
    Float64Array.from(trades, value)
  return {
    time: column(({ time }) => time),
    price: column(({ price }) => price),
    quantity: column(({ quantity }) => quantity),
    side: column(({ side }) => SIDE_NUMBERS[side ?? 'untold']),
    isAfterGap: column(({ isAfterGap }) => Number(isAfterGap)),
    isOld,
  }
}

function candlesOf(rows: readonly OhlcvRow[]): MarketCandles {
  const column = (index: 0 | 1 | 2 | 3 | 4 | 5) => Float64Array.from(rows, (row) => row[index])
  return {
    openTime: column(0),
    open: column(1),
    high: column(2),
    low: column(3),
    close: column(4),
    volume: column(5),
  }
}
