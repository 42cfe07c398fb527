import type { Price } from '../../domain/price.ts'
import type { StreamHealth } from '../../ports/exchange-health.ts'
import type { AccountConnection } from './account-connection.ts'
import { KeptStream } from './kept-stream.ts'
import { parseLastPrice } from './parse-last-price.ts'

/** Markets whose prices are told at the same time; more of them are not. */
export const PRICES_MAX = 20
const QUIET_MS = 60_000
/** Tickers come several times a second, and are told once. */
const TOLD_EVERY_MS = 1_000

/** The last prices of the markets that have no candles here. */
export class PriceKeeper {
  readonly #connection: AccountConnection
  readonly #onPrice: (symbol: string, price: Price) => void
  readonly #kept = new Map<string, KeptStream>()

  constructor(connection: AccountConnection, onPrice: (symbol: string, price: Price) => void) {
    this.#connection = connection
    this.#onPrice = onPrice
  }

  /** Of these markets from now on, and of no others. */
  watch(symbols: readonly string[]): void {
    const wanted = symbols.slice(0, PRICES_MAX)
    for (const symbol of this.#kept.keys()) {
      if (!wanted.includes(symbol)) this.#letGo(symbol)
    }
    for (const symbol of wanted) {
      if (!this.#kept.has(symbol)) this.#keep(symbol)
    }
  }

  health(): readonly StreamHealth[] {
    return [...this.#kept].map(([symbol, stream]) => ({
      ...{ news: 'price' as const, symbol, check: null },
      ...stream.health(),
    }))
  }

  stop(): void {
    for (const stream of this.#kept.values()) stream.stop()
    this.#kept.clear()
  }

  #keep(symbol: string): void {
    const { publicExchange } = this.#connection
    let toldAt = Number.NEGATIVE_INFINITY
    const stream = new KeptStream({
      clock: this.#connection.clock,
      ask: () => this.#connection.askMarket(() => publicExchange.fetchTicker(symbol)),
      watch:
        publicExchange.has.watchTicker === true ? () => publicExchange.watchTicker(symbol) : null,
      quietMs: QUIET_MS,
      followEveryMs: 0,
      onNews: (raw, time) => {
        if (time - toldAt < TOLD_EVERY_MS) return
        toldAt = time
        this.#tell(symbol, raw)
      },
    })
    this.#kept.set(symbol, stream)
    stream.start()
  }

  #tell(symbol: string, raw: unknown): void {
    const market = this.#connection.market(symbol)
    const price = market && parseLastPrice(raw, market)
    if (price?.ok) this.#onPrice(symbol, price.value)
  }

  #letGo(symbol: string): void {
    this.#kept.get(symbol)?.stop()
    this.#kept.delete(symbol)
    const { publicExchange } = this.#connection
    if (publicExchange.has.unWatchTicker !== true) return
    publicExchange.unWatchTicker(symbol).catch(() => undefined)
  }
}
