import { type Amount, amount } from './amount.ts'

export interface Quote {
  readonly bid: Amount
  readonly ask: Amount
  readonly last: Amount
}

/** The top of each market's synthetic book. Null liquidity: as much as anybody wants. */
export class PriceBoard {
  readonly #quotes = new Map<string, Quote>()
  readonly #liquidity = new Map<string, Amount>()

  quote(symbol: string): Quote {
    return this.#quotes.get(symbol) ?? { bid: 0n, ask: amount('1000000'), last: 0n }
  }

  set(symbol: string, quote: Quote): void {
    this.#quotes.set(symbol, quote)
  }

  liquidity(symbol: string): Amount | null {
    return this.#liquidity.get(symbol) ?? null
  }

  /** Only so much can be traded from now on, until more is set. */
  setLiquidity(symbol: string, quantity: Amount | null): void {
    if (quantity === null) this.#liquidity.delete(symbol)
    else this.#liquidity.set(symbol, quantity)
  }

  use(symbol: string, quantity: Amount): void {
    const left = this.#liquidity.get(symbol)
    if (left !== undefined) this.#liquidity.set(symbol, left - quantity)
  }
}
