import {
  add,
  larger,
  type Quantity,
  rateFromFactor,
  subtract,
  ZERO_QUANTITY,
} from '../../domain/amount.ts'
import type { Candle } from '../../domain/candle.ts'
import type { Refusal, TargetWeight } from '../../domain/decision.ts'
import type { Order, Purpose } from '../../domain/order.ts'
import { lowestSalePrice } from '../../domain/price.ts'
import { failure, type Result, success } from '../../domain/result.ts'
import { intentId } from '../../execution/client-order-id.ts'
import { isProtectiveStop } from '../../execution/waiting-orders.ts'
import type { BotRunner } from '../bot-runner.ts'
import { pendingQuantity } from '../portfolio.ts'
import { targetSize } from './entry-size.ts'
import { marketIntent } from './market-intent.ts'
import {
  contextOf,
  logRefusal,
  placeSized,
  type SignalParts,
  type Sized,
  sizeExit,
} from './place-signal.ts'

export interface TargetWeightParts {
  readonly signals: SignalParts
  /** Why nothing may be sent for a bot now, or nothing. */
  readonly blocked: (purpose: Purpose, runner: BotRunner) => string | undefined
}

/** What a bot has in its market, and on its way there, its protective stop aside. */
interface Standing {
  readonly orders: readonly Order[]
  readonly held: Quantity
  readonly buying: Quantity
  readonly selling: Quantity
}

/**
 * Trades the difference between what a bot should hold and what it holds, at the market. Orders on their way count as
 * traded; those that lead away from the target are taken back first, and the next candle goes on from there. What it does
 * follows from position and open orders alone, so that a crash at any point mends itself.
 */
export class TargetWeightDesk {
  readonly #parts: TargetWeightParts
  /** What stood in a bot's way last: said once, until it is gone. */
  readonly #said = new Map<string, string>()

  constructor(parts: TargetWeightParts) {
    this.#parts = parts
  }

  /** True where there was something to trade, whatever became of it: the log says so then. */
  want(runner: BotRunner, decision: TargetWeight, candle: Candle): boolean {
    const { signals, blocked } = this.#parts
    const sized =
      decision.weight === 0
        ? success(sizeExit(signals, runner, intentId(runner.bot.id, candle.openTime, 'exit')))
        : this.#difference(runner, decision, candle)
    if (!sized.ok) return this.#refuse(runner, decision, [{ rule: 'sizing', message: sized.error }])
    const order = sized.value
    if (order === undefined || !isTradable(runner, order, candle)) {
      this.#said.delete(runner.bot.id)
      return false
    }
    const blockedBy = blocked(order.intent.purpose, runner)
    if (blockedBy !== undefined) return this.#block(runner, decision, blockedBy)
    const refusals = placeSized(signals, runner, decision.reason, order)
    if (refusals.length > 0) return this.#refuse(runner, decision, refusals, order)
    this.#said.delete(runner.bot.id)
    return true
  }

  /** Nothing where it is close enough, or something is still on its way from there. */
  #difference(
    runner: BotRunner,
    { weight, tolerance }: TargetWeight,
    { openTime }: Candle,
  ): Result<Sized | undefined, string> {
    const { signals } = this.#parts
    const { id } = runner.bot
    const context = contextOf(signals, runner.purchase)
    const standing = this.#standing(runner)
    const held = larger(
      ZERO_QUANTITY,
      subtract(add(standing.held, standing.buying), standing.selling),
    )
    const wanted = { weight: rateFromFactor(weight), tolerance: rateFromFactor(tolerance), held }
    const size = targetSize(runner, context, wanted)
    if (!size.ok) return failure(size.error)
    const { side, quantity, arithmetic } = size.value
    if (quantity <= 0 || this.#turns(standing, side)) return success(undefined)
    if (side === 'buy') {
      const wish = {
        intentId: intentId(id, openTime, 'enter'),
        purpose: 'enter',
        quantity,
      } as const
      return success({ intent: marketIntent(runner.bot, wish), context, arithmetic })
    }
    const sale = sizeExit(signals, runner, intentId(id, openTime, 'exit'), quantity)
    return success(sale && { ...sale, arithmetic })
  }

  /** Takes back what leads away from the target, where there is something. */
  #turns({ orders, buying, selling }: Standing, side: 'buy' | 'sell'): boolean {
    if ((side === 'buy' ? selling : buying) <= 0) return false
    for (const order of orders) {
      if (order.intent.side !== side)
        this.#parts.signals.cancel(order, 'its bot wants to hold another share')
    }
    return true
  }

  #standing({ bot: { id: botId, symbol } }: BotRunner): Standing {
    const { tracker, portfolio } = this.#parts.signals
    const orders = tracker
      .openOrders()
      .filter(
        (order) =>
          order.intent.botId === botId &&
          order.intent.symbol === symbol &&
          !isProtectiveStop(order),
      )
    return {
      orders,
      held: portfolio.position(botId, symbol).quantity,
      buying: pendingQuantity(orders, { botId, symbol }, 'buy'),
      selling: pendingQuantity(orders, { botId, symbol }, 'sell'),
    }
  }

  #refuse(
    runner: BotRunner,
    { reason }: TargetWeight,
    refusals: readonly Refusal[],
    sized?: Sized,
  ): true {
    const rules = refusals.map(({ rule }) => rule).join(' ')
    if (this.#isNews(runner, rules)) {
      logRefusal(this.#parts.signals, runner, reason, refusals, sized)
    }
    return true
  }

  #block(runner: BotRunner, { reason }: TargetWeight, blockedBy: string): true {
    const { log, now } = this.#parts.signals
    if (this.#isNews(runner, blockedBy)) {
      log({
        ...{ time: now(), botId: runner.bot.id, kind: 'blocked', reason: reason.text },
        ...{ detail: () => blockedBy, intentId: null },
      })
    }
    return true
  }

  #isNews({ bot: { id } }: BotRunner, what: string): boolean {
    const isNews = this.#said.get(id) !== what
    this.#said.set(id, what)
    return isNews
  }
}

/** So much that the exchange would take it; what is less stays as it is. */
function isTradable({ market }: BotRunner, { intent }: Sized, { close }: Candle): boolean {
  return close >= lowestSalePrice(market, intent.quantity)
}
