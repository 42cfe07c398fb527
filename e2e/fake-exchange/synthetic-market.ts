import { type KlineQuery, selectKlines } from './klines.ts'
import type { ListedSymbol } from './listed-symbols.ts'
import { type Kline, MarketData } from './market-data.ts'
import { amount } from './matching/amount.ts'
import type { MatchingEngine } from './matching/matching-engine.ts'

const MINUTE_MS = 60_000
const DAY_MS = 1_440 * MINUTE_MS
/** Moments within a minute at which the price moves: open, low, high; its close is the next one's open. */
const STEPS_MS = [0, MINUTE_MS / 3 + 1, (MINUTE_MS * 2) / 3 + 1]
const CENT = amount('0.01')

interface SyntheticMarketOptions {
  readonly seed: number
  readonly listed: readonly ListedSymbol[]
  readonly engine: MatchingEngine
  readonly now: () => number
}

/** Moves the engine's prices the way the candles say, unless a test holds them. */
export class SyntheticMarket {
  readonly #engine: MatchingEngine
  readonly #now: () => number
  readonly #data: ReadonlyMap<string, MarketData>
  /** Prices in cents, and in fractions of one where a market is quoted finer, that a test has set. */
  readonly #pinned = new Map<string, number>()
  readonly #revised = new Map<string, number>()
  readonly #lost = new Map<string, { readonly from: number; readonly until: number }[]>()
  #frozenAt: number | null = null
  #followedTo: number

  constructor({ seed, listed, engine, now }: SyntheticMarketOptions) {
    this.#engine = engine
    this.#now = now
    this.#data = new Map(listed.map((one) => [one.symbol, new MarketData(seed, one)]))
    this.#followedTo = now()
    for (const symbol of this.symbols) this.#move(symbol, this.#priceAt(symbol, now()))
  }

  get symbols(): readonly string[] {
    return [...this.#data.keys()]
  }

  lists(symbol: string): boolean {
    return this.#data.has(symbol)
  }

  /** The time of the newest trade. */
  now(): number {
    return this.#frozenAt ?? this.#now()
  }

  freeze(): void {
    this.#frozenAt = this.#now()
  }

  thaw(): void {
    this.#frozenAt = null
  }

  /** The price stays there until another one is set or the market may go on. */
  setPrice(symbol: string, price: string): void {
    const cents = Number(amount(price)) / Number(CENT)
    this.#pinned.set(symbol, cents)
    this.#move(symbol, cents)
  }

  letGo(symbol: string): void {
    this.#pinned.delete(symbol)
  }

  /** Makes the engine see every price between the last time and now. */
  follow(): void {
    const to = this.now()
    const from = Math.max(this.#followedTo, to - DAY_MS)
    this.#followedTo = to
    if (to === from) return
    for (const symbol of this.symbols) {
      if (this.#pinned.has(symbol)) continue
      for (const time of stepsBetween(from, to)) this.#move(symbol, this.#priceAt(symbol, time))
    }
  }

  /** In cents. */
  lastPrice(symbol: string): number {
    return this.#pinned.get(symbol) ?? this.#priceAt(symbol, this.now())
  }

  /** The exchange has no candles that open from one time on and before another: nothing traded, or it keeps them no more. */
  lose(symbol: string, from: number, until: number): void {
    this.#lost.set(symbol, [...(this.#lost.get(symbol) ?? []), { from, until }])
  }

  /** From now on the minute that opened then has closed so many cents higher, or lower. */
  revise(symbol: string, openTime: number, cents: number): void {
    this.#revised.set(`${symbol} ${openTime}`, cents)
  }

  /** Has all of them again. */
  find(symbol: string): void {
    this.#lost.delete(symbol)
  }

  klines(symbol: string, query: KlineQuery): readonly Kline[] {
    const klines = this.#kept(symbol, query)
    return klines.map((kline) =>
      this.#withRevision(symbol, this.#withPinned(symbol, kline, query.intervalMs)),
    )
  }

  /** The last twenty-four hours as one candle. */
  day(symbol: string): Kline {
    const openTime = Math.floor((this.now() - DAY_MS) / MINUTE_MS) * MINUTE_MS
    const day = this.#dataOf(symbol).klineAt(openTime, DAY_MS + MINUTE_MS, this.now())
    return this.#withPinned(symbol, day, DAY_MS + MINUTE_MS)
  }

  /** As many as are wanted, from behind what was lost where that comes first. */
  #kept(symbol: string, query: KlineQuery): readonly Kline[] {
    const lost = this.#lost.get(symbol) ?? []
    const lossAt = (time: number) => lost.find(({ from, until }) => from <= time && time < until)
    let { startTime } = query
    for (let loss = lossAt(startTime ?? 0); loss !== undefined; loss = lossAt(startTime)) {
      startTime = loss.until
    }
    const klines = selectKlines(this.#dataOf(symbol), this.now(), { ...query, startTime })
    return klines.filter(({ openTime }) => lossAt(openTime) === undefined)
  }

  #priceAt(symbol: string, time: number): number {
    const openTime = Math.floor(time / MINUTE_MS) * MINUTE_MS
    return this.#dataOf(symbol).klineAt(openTime, MINUTE_MS, time).close
  }

  #move(symbol: string, cents: number): void {
    const last = amount((cents / 100).toFixed(8))
    this.#engine.movePrice(symbol, { bid: last - CENT, ask: last, last })
  }

  /** A price that is held is where the market has always gone: all of its past moves along, or there would be a jump. */
  #withPinned(symbol: string, kline: Kline, intervalMs: number): Kline {
    const close = this.#pinned.get(symbol)
    if (close === undefined) return kline
    const moved = scaled(kline, close / this.#priceAt(symbol, this.now()))
    const isForming = this.now() < kline.openTime + intervalMs
    if (!isForming) return moved
    const high = Math.max(moved.high, close)
    return { ...moved, high, low: Math.min(moved.low, close), close }
  }

  #withRevision(symbol: string, kline: Kline): Kline {
    const cents = this.#revised.get(`${symbol} ${kline.openTime}`)
    if (cents === undefined) return kline
    const close = kline.close + cents
    return {
      ...kline,
      close,
      high: Math.max(kline.high, close),
      low: Math.min(kline.low, close),
    }
  }

  #dataOf(symbol: string): MarketData {
    const data = this.#data.get(symbol)
    if (!data) throw new RangeError(`there is no market ${symbol}`)
    return data
  }
}

function scaled(kline: Kline, factor: number): Kline {
  const { open, high, low, close } = kline
  const [first, most, least, last] = [open, high, low, close].map((price) =>
    Math.round(price * factor),
  )
  return {
    ...kline,
    open: first ?? open,
    high: most ?? high,
    low: least ?? low,
    close: last ?? close,
  }
}

function stepsBetween(from: number, to: number): readonly number[] {
  // Time was set back: only the present counts.
  if (to < from) return [to]
  const steps: number[] = []
  for (let minute = Math.floor(from / MINUTE_MS) * MINUTE_MS; minute <= to; minute += MINUTE_MS) {
    for (const offset of STEPS_MS) {
      const time = Math.ceil(minute + offset)
      if (time > from && time <= to) steps.push(time)
    }
  }
  return steps
}
