import {
  floorToStep,
  formatAmount,
  type Quantity,
  type Rate,
  rateFromPercent,
} from '../domain/amount.ts'
import { type Order, type OrderIntent, PLAIN_MARKET, remainingQuantity } from '../domain/order.ts'
import { formatPrice, isDust, type Price, shiftPrice } from '../domain/price.ts'
import { isProtectiveStop } from '../execution/waiting-orders.ts'
import type { ExchangeTraits } from '../ports/exchange-client.ts'
import type { FoundDrift } from '../reconciliation/drift-book.ts'
import type { BotRunner } from './bot-runner.ts'
import type { OrderDesk } from './order-desk.ts'
import { riskContext, type SignalParts } from './place-signal.ts'

export interface StopParts {
  readonly signals: SignalParts
  readonly desk: OrderDesk
  readonly traits: ExchangeTraits
  /** Why nothing may be sent now, or nothing. */
  readonly blocked: () => string | undefined
}

/** After one that was not taken, the next try. */
const TRY_AGAIN_MS = 30_000
/** A trailing stop follows in steps: each costs a cancel and an order, and no protection in between. */
const STEP: Rate = rateFromPercent(0.2)

/**
 * Keeps a stop at the exchange for what a bot holds, where the exchange has such orders: it works although Cryptobot does
 * not. What should be there follows from the position alone, so that a crash at any point mends itself.
 */
export class StopKeeper {
  readonly #parts: StopParts
  readonly #isNative: boolean
  readonly #triedAt = new Map<string, number>()

  constructor(parts: StopParts) {
    this.#parts = parts
    this.#isNative = parts.traits.nativeTypes.has('stop')
  }

  look(): void {
    if (!this.#isNative) return
    for (const runner of this.#parts.signals.runners) this.#keep(runner)
  }

  #keep(runner: BotRunner): void {
    const { desk } = this.#parts
    const { stops, isExiting } = this.#ordersOf(runner)
    const level = this.#levelOf(runner)
    const held = this.#heldBy(runner, level)
    if (level === undefined || held === undefined) {
      for (const stop of stops) if (!isExiting) desk.takeBack(stop, 'nothing is held any more')
      return
    }
    if (isExiting) return
    if (stops.length === 0) this.#place(runner, level, held)
    else if (this.#isOutdated(stops, level, held)) {
      for (const stop of stops) desk.takeBack(stop, 'another stop takes its place')
    }
  }

  #ordersOf({ bot }: BotRunner): { readonly stops: readonly Order[]; readonly isExiting: boolean } {
    const exits = [...this.#parts.desk.openOrders()].filter(
      ({ intent }) =>
        intent.botId === bot.id && intent.symbol === bot.symbol && intent.purpose === 'exit',
    )
    const stops = exits.filter(isProtectiveStop)
    return { stops, isExiting: exits.length > stops.length }
  }

  /** The higher of the stop and the trailing stop. */
  #levelOf(runner: BotRunner): Price | undefined {
    const { stop, trailing } = runner.levels()
    const level = Math.max(stop ?? 0, trailing ?? 0)
    return level > 0 ? (level as Price) : undefined
  }

  /** Nothing where it is too little to be sold. */
  #heldBy({ bot, position }: BotRunner, level: Price | undefined): Quantity | undefined {
    const market = this.#parts.signals.markets.get(bot.symbol)
    const held = floorToStep(position.quantity, market.quantityStep)
    return level !== undefined && held > 0 && !isDust(market, level, held) ? held : undefined
  }

  #isOutdated(stops: readonly Order[], level: Price, held: Quantity): boolean {
    const [stop, second] = stops
    if (stop === undefined || second !== undefined) return true
    const { triggerPrice, symbol } = stop.intent
    const market = this.#parts.signals.markets.get(symbol)
    const stepped = shiftPrice(market, triggerPrice ?? level, STEP, 'up')
    return remainingQuantity(stop) !== held || level >= stepped
  }

  #place(runner: BotRunner, level: Price, held: Quantity): void {
    const { signals, blocked, desk } = this.#parts
    const { id } = runner.bot
    const now = signals.now()
    if (now < (this.#triedAt.get(id) ?? Number.NEGATIVE_INFINITY) + TRY_AGAIN_MS) return
    if (blocked() !== undefined) return
    const intent = this.#intent(runner, level, held, now)
    const context = riskContext(signals, intent)
    const review = context && signals.risk.review(intent, context)
    if (review?.kind !== 'approved') return
    this.#triedAt.set(id, now)
    const prepared = signals.executor.prepare(review.order)
    if (!prepared.ok) return
    signals.executor.send(prepared.value)
    desk.announceSent(prepared.value.order)
  }

  #intent({ bot }: BotRunner, level: Price, held: Quantity, now: number): OrderIntent {
    const intentId = `${bot.id}-${Math.floor(now / 1_000)}-s`
    return {
      intentId,
      botId: bot.id,
      symbol: bot.symbol,
      side: 'sell',
      purpose: 'exit',
      ...PLAIN_MARKET,
      type: 'stop',
      quantity: held,
      triggerPrice: level,
      link: { groupId: this.#parts.signals.executor.clientOrderId(intentId), role: 'stop' },
    }
  }

  /** Positions whose stop is not at the exchange, although it should be: shown until it is. */
  uncovered(): readonly FoundDrift[] {
    if (!this.#isNative) return []
    return this.#parts.signals.runners.flatMap((runner) => {
      const level = this.#levelOf(runner)
      const held = this.#heldBy(runner, level)
      const { stops, isExiting } = this.#ordersOf(runner)
      const isCovered = isExiting || stops.some(({ state }) => state === 'open')
      if (level === undefined || held === undefined || isCovered) return []
      const { id, symbol } = runner.bot
      const market = this.#parts.signals.markets.get(symbol)
      return [
        {
          kind: 'missing-stop',
          about: id,
          symbol,
          currencies: [],
          moves: [],
          ours: `a stop at ${formatPrice(market, level)} for ${formatAmount(held)} ${market.base}`,
          theirs: 'no such order',
        } as const,
      ]
    })
  }
}
