import type { Exchange } from 'ccxt'
import { z } from 'zod'
import { failure, success } from '../../domain/result.ts'
import type { Clock } from '../../ports/clock.ts'
import type { TakeTurn } from './candle-client.ts'
import { KeptStream } from './kept-stream.ts'

const KEPT_MAX = 500
const ASKED_MAX = 100
/** A market without a trade for so long is asked whether there were any. */
const QUIET_MS = 30_000
/** Where there is no stream, it is asked so often. */
const ASK_EVERY_MS = 5_000

/** A trade of the public. Floats: for looking at, never for reckoning with money. */
export interface TradeSeen {
  readonly id: string
  /** By the exchange's clock, in Unix ms. */
  readonly time: number
  readonly price: number
  readonly quantity: number
  /** What whoever did not wait did; null where it is not told. */
  readonly side: 'buy' | 'sell' | null
  /** Trades before it were missed, and could not be asked for any more. */
  readonly isAfterGap: boolean
}

interface TapeParts {
  readonly exchange: Exchange
  readonly symbol: string
  readonly clock: Clock
  readonly takeTurn: TakeTurn
}

const number = z.union([z.number(), z.string().min(1).transform(Number)]).pipe(z.number())
const ccxtTrades = z.array(z.unknown())
const ccxtTrade = z.object({
  id: z.string().nullish(),
  timestamp: z.number(),
  price: number,
  amount: number,
  side: z.enum(['buy', 'sell']).nullish().catch(null),
})

/**
 * The last trades of a market, each once. What was traded between an answer and the first word of a stream neither of them
 * tells: so it is asked once more as soon as the stream speaks, and what is missing then is said.
 */
export class TradeTape {
  readonly #stream: KeptStream
  /** The oldest first. */
  #trades: readonly TradeSeen[] = []
  /** The newest up to which nothing is missing. */
  #joined: TradeSeen | undefined
  /** When the stream told all there was. */
  #streamed: { readonly from: number; to: number }[] = []
  #phase: 'asked' | 'joining' | 'joined' = 'asked'

  constructor({ exchange, symbol, clock, takeTurn }: TapeParts) {
    const fetch = () => exchange.fetchTrades(symbol, undefined, ASKED_MAX)
    this.#stream = new KeptStream({
      clock,
      ask: () => takeTurn(fetch).then(success, (error) => failure(String(error))),
      watch: exchange.has.watchTrades === true ? () => exchange.watchTrades(symbol) : null,
      quietMs: exchange.has.watchTrades === true ? QUIET_MS : ASK_EVERY_MS,
      followEveryMs: 0,
      onNews: (raw, _, isStreamed) => (isStreamed ? this.#told(raw) : this.#asked(raw)),
    })
  }

  start(): void {
    this.#stream.start()
  }

  stop(): void {
    this.#stream.stop()
  }

  /** The newest first. */
  newest(count: number): readonly TradeSeen[] {
    return this.#trades.slice(-count).reverse()
  }

  get isStale(): boolean {
    return this.#stream.health().isStale
  }

  #told(raw: unknown): void {
    const trades = tradesIn(raw)
    const [first, last] = [trades[0], trades.at(-1)]
    if (first === undefined || last === undefined) return
    this.#add(trades)
    const stretch = this.#streamed.at(-1)
    if (this.#phase === 'asked' || stretch === undefined) {
      this.#streamed.push({ from: first.time, to: last.time })
      this.#phase = 'joining'
      void this.#stream.ask()
      return
    }
    stretch.to = Math.max(stretch.to, last.time)
    if (this.#phase === 'joined') this.#joined = this.#trades.at(-1)
  }

  #asked(raw: unknown): void {
    const trades = tradesIn(raw)
    const known = this.#joined
    const isJoined =
      known === undefined || trades.some(({ id, time }) => id === known.id || time < known.time)
    const [first, ...others] = trades.filter(({ time }) => !this.#wasStreamed(time))
    if (first !== undefined) this.#add([{ ...first, isAfterGap: !isJoined }, ...others])
    this.#joined = this.#trades.at(-1)
    this.#phase = this.#phase === 'joining' ? 'joined' : 'asked'
  }

  /** Streams and answers may count trades in different ways, so that those of one time come from one of them. */
  #wasStreamed(time: number): boolean {
    return this.#streamed.some(({ from, to }) => from <= time && time <= to)
  }

  #add(trades: readonly TradeSeen[]): void {
    const byId = new Map(this.#trades.map((trade) => [trade.id, trade]))
    for (const trade of trades) {
      const isAfterGap = trade.isAfterGap || byId.get(trade.id)?.isAfterGap === true
      byId.set(trade.id, { ...trade, isAfterGap })
    }
    this.#trades = [...byId.values()].sort((a, b) => a.time - b.time).slice(-KEPT_MAX)
    const oldest = this.#trades[0]?.time ?? 0
    this.#streamed = this.#streamed.filter(({ to }) => to >= oldest)
  }
}

/** The oldest first; what cannot be read is left out. */
function tradesIn(raw: unknown): readonly TradeSeen[] {
  const rows = ccxtTrades.safeParse(raw).data ?? []
  return rows
    .flatMap((row) => {
      const { data } = ccxtTrade.safeParse(row)
      if (data === undefined) return []
      const { timestamp: time, price, amount: quantity, side = null } = data
      const id = data.id ?? `${time} ${price} ${quantity} ${side}`
      return [{ id, time, price, quantity, side, isAfterGap: false }]
    })
    .sort((a, b) => a.time - b.time)
}
