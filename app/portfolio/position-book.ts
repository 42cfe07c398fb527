import {
  add,
  larger,
  type Money,
  type Quantity,
  subtract,
  ZERO_MONEY,
  ZERO_QUANTITY,
} from '../domain/amount.ts'
import type { Fill } from '../domain/fill.ts'
import type { Market } from '../domain/market.ts'
import { FLAT, type Position, positionAfter } from '../domain/position.ts'

export interface HeldPosition {
  readonly botId: string
  readonly symbol: string
  readonly position: Position
}

/** What each bot holds of each symbol. Follows from the fills alone. */
export class PositionBook {
  /** By bot, then by symbol. */
  readonly #positions = new Map<string, Map<string, Position>>()
  /** Of all bots together, by symbol; who sold more than it held takes nothing off what others hold. */
  readonly #held = new Map<string, Quantity>()

  apply(fill: Fill, market: Market): void {
    const { botId, symbol } = fill
    const positions = this.#positionsOf(botId)
    const before = positions.get(symbol) ?? FLAT
    const after = positionAfter(before, fill, market)
    positions.set(symbol, after)
    const change = subtract(heldOf(after), heldOf(before))
    this.#held.set(symbol, add(this.heldIn(symbol), change))
  }

  #positionsOf(botId: string): Map<string, Position> {
    const known = this.#positions.get(botId)
    if (known !== undefined) return known
    const positions = new Map<string, Position>()
    this.#positions.set(botId, positions)
    return positions
  }

  heldIn(symbol: string): Quantity {
    return this.#held.get(symbol) ?? ZERO_QUANTITY
  }

  position(botId: string, symbol: string): Position {
    return this.#positions.get(botId)?.get(symbol) ?? FLAT
  }

  *all(): IterableIterator<HeldPosition> {
    for (const [botId, positions] of this.#positions) {
      for (const [symbol, position] of positions) yield { botId, symbol, position }
    }
  }

  /** Of all bots together, in the quote currencies of what they trade. */
  realised(): Money {
    let total: Money = ZERO_MONEY
    for (const { position } of this.all()) total = add(total, position.realised)
    return total
  }
}

function heldOf({ quantity }: Position): Quantity {
  return larger(quantity, ZERO_QUANTITY)
}
