import { amount, fixedText } from '../matching/amount.ts'
import type { MatchingEngine } from '../matching/matching-engine.ts'

type Level = readonly [price: string, quantity: string]

interface Book {
  readonly updateId: number
  readonly bids: readonly Level[]
  readonly asks: readonly Level[]
}

/** How two states of a book differ; a quantity of nothing removes a level. */
export interface DepthDifference {
  readonly updateId: number
  readonly bids: readonly Level[]
  readonly asks: readonly Level[]
}

const LEVELS = 20
const QUANTITIES = ['4.21900000', '3.05110000', '0.50000000', '1.25000000', '7.80000000']

/** The synthetic order books, with the numbers by which a client joins a snapshot and its updates. */
export class DepthBooks {
  readonly #engine: MatchingEngine
  readonly #books = new Map<string, Book>()

  constructor(engine: MatchingEngine) {
    this.#engine = engine
  }

  snapshot(symbol: string, limit: number): object {
    const { updateId, bids, asks } = this.#present(symbol)
    return { lastUpdateId: updateId, bids: bids.slice(0, limit), asks: asks.slice(0, limit) }
  }

  /** Brings the book to the present price; one that has not moved says its top again. */
  update(symbol: string): DepthDifference {
    const before = this.#book(symbol)
    const after = this.#build(symbol, before.updateId + 1)
    this.#books.set(symbol, after)
    return {
      updateId: after.updateId,
      bids: difference(before.bids, after.bids),
      asks: difference(before.asks, after.asks),
    }
  }

  /** While nobody follows a book, nothing else brings it to the present. */
  #present(symbol: string): Book {
    const before = this.#book(symbol)
    const after = this.#build(symbol, before.updateId + 1)
    if (after.asks[0]?.[0] === before.asks[0]?.[0]) return before
    this.#books.set(symbol, after)
    return after
  }

  #book(symbol: string): Book {
    const book = this.#books.get(symbol) ?? this.#build(symbol, 1_000)
    this.#books.set(symbol, book)
    return book
  }

  #build(symbol: string, updateId: number): Book {
    const { bid, ask } = this.#engine.state.prices.quote(symbol)
    const tick = amount('0.01')
    const side = (best: bigint, step: bigint) =>
      Array.from({ length: LEVELS }, (_, depth): Level => {
        const price = best + step * BigInt(depth)
        return [fixedText(price, 8), QUANTITIES[depth % QUANTITIES.length] ?? '1.00000000']
      })
    return { updateId, bids: side(bid, -tick), asks: side(ask, tick) }
  }
}

function difference(before: readonly Level[], after: readonly Level[]): readonly Level[] {
  const kept = new Map(after)
  const old = new Map(before)
  const gone = before
    .filter(([price]) => !kept.has(price))
    .map(([price]): Level => [price, '0.00000000'])
  const changed = after.filter(([price, quantity]) => old.get(price) !== quantity)
  const all = [...gone, ...changed]
  return all.length > 0 ? all : after.slice(0, 1)
}
