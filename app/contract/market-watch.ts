import { z } from 'zod'
import { CANDLE_PAGE_MAX, IN_VIEW_MAX, TRADES_SHOWN_MAX, WATCHED_MAX } from './market-limits.ts'
import { exchangeView } from './setup.ts'
import { exchangeId, problem, storedExchange, symbol, timeframe, timeMs } from './values.ts'

const symbols = z.array(symbol).max(WATCHED_MAX)

/** What somebody watches at each exchange, in the order in which it was chosen. */
export const watchList = z.object({
  /** Whose markets are looked at; null for those of the account's exchange. */
  exchangeId: exchangeId.nullable(),
  watched: z.record(exchangeId, symbols),
})
export type WatchList = z.infer<typeof watchList>

export const watchListView = z.object({
  /** Null where none was chosen and the account has none. */
  exchange: exchangeView.nullable(),
  symbols,
})
export type WatchListView = z.infer<typeof watchListView>

/** Without symbols, what is watched there stays. */
export const watchListWish = z.object({ exchangeId, symbols: symbols.nullable() })

export const tickersWish = z.object({
  exchangeId,
  /** The rows that can be seen. */
  inView: z.array(symbol).max(IN_VIEW_MAX),
})

/** Prices by row, in the order in which they were asked for. Floats: for looking at. */
export const tickers = z.object({
  last: z.array(z.number().nullable()),
  /** Over the last 24 hours. */
  changePercent: z.array(z.number().nullable()),
  /** Of the last 24 hours, in quote currency. */
  quoteVolume: z.array(z.number().nullable()),
  /** When the exchange said so, by our clock. */
  heardAt: z.array(timeMs.nullable()),
  /** Nobody has confirmed the price for a while. */
  isOld: z.array(z.boolean()),
  /** Closes of the last day's hours; empty where they are not known. */
  sparks: z.array(z.array(z.number()).max(100)),
  /** Why the newest prices cannot be had. */
  trouble: problem.nullable(),
})
export type Tickers = z.infer<typeof tickers>

/** The newest candles, the last that open before a time, or the first that open after one. */
export const candleEdge = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('newest') }),
  z.object({ kind: z.enum(['before', 'after']), time: timeMs }),
])
export type CandleEdge = z.infer<typeof candleEdge>

const candlePage = {
  symbol,
  timeframe,
  edge: candleEdge,
  /** At most; where an exchange is asked it may give fewer. */
  count: z.number().int().min(1).max(CANDLE_PAGE_MAX),
}

/** What is stored goes before what the exchange is asked for, but for the newest. */
export const marketCandlesWish = z.object({ exchangeId, ...candlePage })
export type MarketCandlesWish = z.infer<typeof marketCandlesWish>

/** Of what is stored alone: nobody is asked. */
export const storedCandlesWish = z.object({ exchange: storedExchange, ...candlePage })
export type StoredCandlesWish = z.infer<typeof storedCandlesWish>

const column = z.instanceof(Float64Array)

const place = z.number().int().min(0).max(20_000)

/** A part of the window, in its pixels, and what it is called after. */
export const pictureWish = z.object({
  ...{ x: place, y: place, width: place.min(1), height: place.min(1) },
  symbol,
  timeframe,
})
export type PictureWish = z.infer<typeof pictureWish>

/** Candles as columns, in the order of time; the youngest may still be forming. */
export const marketCandles = z.object({
  openTime: column,
  open: column,
  high: column,
  low: column,
  close: column,
  volume: column,
})
export type MarketCandles = z.infer<typeof marketCandles>

/** A page of them, and why an exchange that was asked for it was not the one to answer. */
export const candlePageAnswer = z.object({
  candles: marketCandles,
  /** Null where what is stored is all that was asked for, or where the exchange answered. */
  storedBecause: problem.nullable(),
})
export type CandlePageAnswer = z.infer<typeof candlePageAnswer>

export const tradesWish = z.object({ exchangeId, symbol })

const tradeColumn = column.refine(({ length }) => length <= TRADES_SHOWN_MAX)

/** The last trades of everybody in a market as columns, the newest first. Floats: for looking at. */
export const marketTrades = z.object({
  time: tradeColumn,
  price: tradeColumn,
  quantity: tradeColumn,
  /** What whoever did not wait did: 1 bought, -1 sold, 0 is not told. */
  side: tradeColumn,
  /** 1 where trades before this one were missed and could not be asked for any more. */
  isAfterGap: tradeColumn,
  /** Nothing was heard for a while. */
  isOld: z.boolean(),
})
export type MarketTrades = z.infer<typeof marketTrades>
