import { add, type Money, ZERO_MONEY } from '../domain/amount.ts'
import type { Fill } from '../domain/fill.ts'
import { FLAT, type Position, positionAfter } from '../domain/position.ts'

/** What each bot holds. Follows from the fills alone. */
export class PositionBook {
  readonly #positions = new Map<string, Position>()

  apply(fill: Fill): void {
    this.#positions.set(fill.botId, positionAfter(this.position(fill.botId), fill))
  }

  position(botId: string): Position {
    return this.#positions.get(botId) ?? FLAT
  }

  /** Of all bots together. */
  realised(): Money {
    let total: Money = ZERO_MONEY
    for (const position of this.#positions.values()) total = add(total, position.realised)
    return total
  }
}
