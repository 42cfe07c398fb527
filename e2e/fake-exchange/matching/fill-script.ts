import { type Amount, smallest } from './amount.ts'

interface ScriptedFills {
  readonly symbol: string
  readonly quantities: readonly Amount[]
  readonly rest: 'fills' | 'stays'
}

export interface Portions {
  readonly quantities: readonly Amount[]
  /** Whether some of the order is left although the price would have it. */
  readonly staysShort: boolean
}

/** In how many portions the next orders fill, instead of in one. */
export class FillScript {
  #scripted: ScriptedFills[] = []

  /** The next order that matches fills in these quantities; the rest of it fills too, or stays. */
  add(symbol: string, quantities: readonly Amount[], rest: 'fills' | 'stays'): void {
    this.#scripted.push({ symbol, quantities, rest })
  }

  clear(): void {
    this.#scripted = []
  }

  /** Divides what can be filled at once. */
  take(symbol: string, fillable: Amount): Portions {
    const position = this.#scripted.findIndex((scripted) => scripted.symbol === symbol)
    const [scripted] = position < 0 ? [] : this.#scripted.splice(position, 1)
    if (!scripted) return { quantities: [fillable], staysShort: false }
    let left = fillable
    const quantities: Amount[] = []
    for (const wanted of scripted.quantities) {
      const quantity = smallest(wanted, left)
      if (quantity > 0n) quantities.push(quantity)
      left -= quantity
    }
    if (scripted.rest === 'stays') return { quantities, staysShort: left > 0n }
    return { quantities: left > 0n ? [...quantities, left] : quantities, staysShort: false }
  }
}
