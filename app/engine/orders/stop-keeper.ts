import {
  floorToStep,
  formatAmount,
  type Quantity,
  type Rate,
  rateFromPercent,
} from '../../domain/amount.ts'
import {
  isFinished,
  type Order,
  type OrderIntent,
  PLAIN_MARKET,
  remainingQuantity,
} from '../../domain/order.ts'
import { formatPrice, lowestSalePrice, type Price, shiftPrice } from '../../domain/price.ts'
import { isProtectiveStop } from '../../execution/waiting-orders.ts'
import type { ExchangeTraits } from '../../ports/exchange-client.ts'
import type { FoundDrift } from '../../reconciliation/drift-book.ts'
import type { BotRunner } from '../bot-runner.ts'
import type { OrderDesk } from './order-desk.ts'
import type { SignalParts } from './place-signal.ts'
import { riskContext } from './risk-context.ts'

export interface StopParts {
  readonly signals: SignalParts
  readonly desk: OrderDesk
  readonly traits: ExchangeTraits
  /** Why nothing may be sent for a bot now, or nothing. */
  readonly blocked: (botId: string) => string | undefined
}

/** After one that the exchange did not take, or took back, the next try. */
const TRY_AGAIN_MS = 30_000
/** A trailing stop follows in steps: each costs a cancel and an order, and no protection in between. */
const STEP: Rate = rateFromPercent(0.2)
/** A purchase trades in parts, all of them within moments: its stop waits for the last. */
const PURCHASE_MS = 5_000
/** One stop makes way for the next, and the next takes a moment to be accepted. */
const UNCOVERED_MS = 5_000

/** What is at the exchange for a bot, as far as its stop is concerned. */
interface Standing {
  readonly stops: readonly Order[]
  readonly isExiting: boolean
  readonly isEntering: boolean
}

/** The stop that should be there. */
interface WantedStop {
  readonly level: Price
  readonly quantity: Quantity
}

/**
 * Keeps a stop at the exchange for what a bot holds, where the exchange has such orders: it works although Cryptobot does
 * not. What should be there follows from the position alone, so that a crash at any point mends itself.
 */
export class StopKeeper {
  readonly #parts: StopParts
  readonly #isNative: boolean
  /** In the ids of stops, so that no two are the same. */
  #lastId = 0
  /** Client order ids of the last ones, by bot. */
  readonly #last = new Map<string, string>()
  /** Since when a bot's position has had no stop at the exchange. */
  readonly #uncoveredSince = new Map<string, number>()

  constructor(parts: StopParts) {
    this.#parts = parts
    this.#isNative = parts.traits.nativeTypes.has('stop')
  }

  look(): void {
    if (!this.#isNative) return
    for (const runner of this.#parts.signals.runners) {
      if (isKept(runner)) this.#keep(runner)
      else this.#release(runner)
    }
  }

  /** Those of a strategy that the bot had before. */
  #release(runner: BotRunner): void {
    for (const stop of this.#standing(runner).stops) {
      this.#parts.desk.takeBack(stop, 'sales that rest take its place')
    }
  }

  #keep(runner: BotRunner): void {
    const { desk, blocked } = this.#parts
    const wanted = this.#wanted(runner)
    const standing = this.#standing(runner)
    const { stops, isExiting, isEntering } = standing
    this.#isUncovered(runner, wanted, standing)
    if (isExiting) return
    if (wanted === undefined) {
      for (const stop of stops) desk.takeBack(stop, 'nothing is held any more')
      return
    }
    // A stop that could not be put in its place is not taken back.
    if (isEntering || blocked(runner.bot.id) !== undefined) return
    if (stops.length === 0) this.#place(runner, wanted)
    else if (this.#isOutdated(stops, wanted)) {
      for (const stop of stops) desk.takeBack(stop, 'another stop takes its place')
    }
  }

  #standing({ bot }: BotRunner): Standing {
    const { desk } = this.#parts
    const stops: Order[] = []
    let isExiting = false
    let isEntering = false
    for (const order of desk.openOrders()) {
      const { intent, createdAt } = order
      if (intent.botId !== bot.id || intent.symbol !== bot.symbol) continue
      if (isProtectiveStop(order)) stops.push(order)
      else if (intent.purpose === 'exit') isExiting = true
      else if (desk.now() < createdAt + PURCHASE_MS) isEntering = true
    }
    return { stops, isExiting, isEntering }
  }

  /** Nothing where too little is held to be sold, or the bot has no stop. */
  #wanted(runner: BotRunner): WantedStop | undefined {
    const { bot, position } = runner
    if (position.quantity <= 0) return undefined
    const market = this.#parts.signals.markets.get(bot.symbol)
    const level = this.#levelOf(runner)
    const quantity = floorToStep(position.quantity, market.quantityStep)
    if (level === undefined || level < lowestSalePrice(market, quantity)) return undefined
    return { level, quantity }
  }

  /** The higher of the stop and the trailing stop. */
  #levelOf(runner: BotRunner): Price | undefined {
    const { stop, trailing } = runner.levels()
    const level = Math.max(stop ?? 0, trailing ?? 0)
    return level > 0 ? (level as Price) : undefined
  }

  #isOutdated(stops: readonly Order[], { level, quantity }: WantedStop): boolean {
    const [stop, second] = stops
    if (stop === undefined || second !== undefined) return true
    // It is trading, or has: what is left of the position then is looked at anew.
    if (isFinished(stop)) return false
    const { triggerPrice, symbol } = stop.intent
    const market = this.#parts.signals.markets.get(symbol)
    const stepped = shiftPrice(market, triggerPrice ?? level, STEP, 'up')
    return remainingQuantity(stop) !== quantity || level >= stepped
  }

  #place(runner: BotRunner, wanted: WantedStop): void {
    const { signals, desk } = this.#parts
    const { id } = runner.bot
    const now = signals.now()
    if (!this.#mayTry(id, now)) return
    this.#lastId = Math.max(now, this.#lastId + 1)
    const intent = this.#intent(runner, wanted, this.#lastId)
    const context = riskContext(signals, intent)
    const review = context && signals.risk.review(intent, context)
    if (review?.kind !== 'approved') return
    const prepared = signals.executor.prepare(review.order)
    if (!prepared.ok) return
    this.#last.set(id, prepared.value.order.clientOrderId)
    signals.executor.send(prepared.value)
    desk.announceSent(prepared.value.order)
  }

  /** At once after one that has traded or that we took back; one that ended otherwise would end so again. */
  #mayTry(botId: string, now: number): boolean {
    const id = this.#last.get(botId)
    const last = id === undefined ? undefined : this.#parts.desk.findOrder(id)
    if (last === undefined || last.filledQuantity > 0 || last.cancelRequestedAt !== null) {
      return true
    }
    return now >= last.createdAt + TRY_AGAIN_MS
  }

  #intent({ bot }: BotRunner, { level, quantity }: WantedStop, id: number): OrderIntent {
    const intentId = `${bot.id}-${id.toString(36)}-s`
    return {
      intentId,
      botId: bot.id,
      symbol: bot.symbol,
      side: 'sell',
      purpose: 'exit',
      ...PLAIN_MARKET,
      type: 'stop',
      quantity,
      triggerPrice: level,
      link: { groupId: this.#parts.signals.executor.clientOrderId(intentId), role: 'stop' },
    }
  }

  /** Positions whose stop is not at the exchange, although it should be: shown until it is. */
  uncovered(): readonly FoundDrift[] {
    if (!this.#isNative) return []
    return this.#parts.signals.runners.filter(isKept).flatMap((runner) => {
      const wanted = this.#wanted(runner)
      const isMissing = this.#isUncovered(runner, wanted, this.#standing(runner))
      return wanted !== undefined && isMissing ? [this.#missingStop(runner, wanted)] : []
    })
  }

  /** For longer than it takes to put one there. */
  #isUncovered(
    { bot: { id } }: BotRunner,
    wanted: WantedStop | undefined,
    { stops, isExiting }: Standing,
  ): boolean {
    if (wanted === undefined || isExiting || stops.some(isAtExchange)) {
      this.#uncoveredSince.delete(id)
      return false
    }
    const now = this.#parts.desk.now()
    const since = this.#uncoveredSince.get(id) ?? now
    this.#uncoveredSince.set(id, since)
    return now >= since + UNCOVERED_MS
  }

  #missingStop({ bot }: BotRunner, { level, quantity }: WantedStop): FoundDrift {
    const market = this.#parts.signals.markets.get(bot.symbol)
    return {
      kind: 'missing-stop',
      about: bot.id,
      symbol: bot.symbol,
      currencies: [],
      moves: [],
      ours: `a stop at ${formatPrice(market, level)} for ${formatAmount(quantity)} ${market.base}`,
      theirs: 'no such order',
    }
  }
}

/** Sales that rest bind what a stop would bind as well: beside them, exits are watched here. */
function isKept({ definition }: BotRunner): boolean {
  return definition.decides !== 'working-orders'
}

function isAtExchange({ state }: Order): boolean {
  return state === 'open' || state === 'partially-filled'
}
