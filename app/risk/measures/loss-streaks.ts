import { type Money, type Quantity, subtract } from '../../domain/amount.ts'
import type { Position } from '../../domain/position.ts'
import { RollingCount } from './rolling-count.ts'

/** A position before and after a fill. */
export interface TradedPosition {
  readonly botId: string
  readonly symbol: string
  readonly before: Position
  readonly after: Position
  /** What is less than can be sold is left over, and belongs to no trade. */
  readonly quantityMin: Quantity
  readonly time: number
}

/** How many trades in a row each bot closed at a loss. A trade goes from nothing held to nothing held again. */
export class LossStreaks {
  /** What a bot had realised when its trade began, by bot, then by symbol. */
  readonly #begun = new Map<string, Map<string, Money>>()
  readonly #losses = new Map<string, RollingCount>()

  traded({ botId, symbol, before, after, quantityMin, time }: TradedPosition): void {
    const isHolding = after.quantity > 0 && after.quantity >= quantityMin
    const trades = this.#tradesOf(botId)
    const begun = trades.get(symbol)
    if (begun === undefined) {
      if (isHolding) trades.set(symbol, before.realised)
      return
    }
    if (isHolding) return
    trades.delete(symbol)
    if (subtract(after.realised, begun) >= 0) this.#losses.get(botId)?.clear()
    else this.#lossesOf(botId).add(time)
  }

  /** Within a window; a trade without a loss ends the streak. */
  count(botId: string, windowMs: number, now: number): number {
    return this.#losses.get(botId)?.within(windowMs, now) ?? 0
  }

  /** What happened until then counts no more. */
  forgetUntil(botId: string, time: number): void {
    this.#losses.get(botId)?.within(0, time)
  }

  restart(botId: string): void {
    this.#losses.get(botId)?.clear()
  }

  #tradesOf(botId: string): Map<string, Money> {
    const known = this.#begun.get(botId)
    if (known !== undefined) return known
    const trades = new Map<string, Money>()
    this.#begun.set(botId, trades)
    return trades
  }

  #lossesOf(botId: string): RollingCount {
    const losses = this.#losses.get(botId) ?? new RollingCount()
    this.#losses.set(botId, losses)
    return losses
  }
}
