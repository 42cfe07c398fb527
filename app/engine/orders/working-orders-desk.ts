import { add, amountToFloat, floorToStep, type Quantity, smaller } from '../../domain/amount.ts'
import type { Candle } from '../../domain/candle.ts'
import type { DecisionRecord, Signal, WorkingOrders } from '../../domain/decision.ts'
import { isFinished, type Order, type Purpose, remainingQuantity } from '../../domain/order.ts'
import { lowestSalePrice } from '../../domain/price.ts'
import { type WantedOrder, wantedPrice, workingKey } from '../../domain/working-order.ts'
import type { HeldLot } from '../../strategy/strategy.ts'
import type { BotRunner } from '../bot-runner.ts'
import { leaveWorking } from './leave-working.ts'
import type { OrderDesk } from './order-desk.ts'
import type { SignalParts } from './place-signal.ts'
import { placeWorkingOrder, wantedSale } from './place-working-order.ts'
import { type WorkingStanding, workingOrdersOf, workingStanding } from './working-standing.ts'

export interface WorkingParts {
  readonly signals: SignalParts
  readonly desk: OrderDesk
  /** Why nothing may be sent for a bot now, or nothing. */
  readonly blocked: (purpose: Purpose, runner: BotRunner) => string | undefined
  /** Why a bot may not add to its position until somebody, or a breaker, lets it; or nothing. */
  readonly held: (botId: string) => string | undefined
}

/** What a bot's strategy wanted last. */
interface Wish {
  readonly runner: BotRunner
  readonly decision: WorkingOrders
  /** Of the candle that it was decided on. */
  readonly openTime: number
  /** Keys for which an order was tried: the next try comes with the next candle. */
  readonly tried: Set<string>
}

/**
 * Makes what rests equal to what strategies want to rest: takes back what is not wanted any more, places what is missing.
 * What is there follows from the open orders, whose ids say what they are, so that a crash at any point mends itself.
 */
export class WorkingOrdersDesk {
  readonly #parts: WorkingParts
  readonly #wishes = new Map<string, Wish>()
  /** Why an order could not be placed, by bot and key: said once, until it can. */
  readonly #said = new Map<string, string>()
  #activity = -1
  /** No bot has working orders, nor wants any: most never do. */
  #isNoneThere = false

  constructor(parts: WorkingParts) {
    this.#parts = parts
  }

  /** From now on, these are all of a bot's working orders. */
  want(runner: BotRunner, decision: WorkingOrders, { openTime }: Candle): void {
    const { id } = runner.bot
    this.#wishes.set(id, { runner, decision, openTime, tried: new Set() })
    this.lookAnew()
  }

  /** A bot was stopped or started: what it wanted is of the past. */
  forget(botId: string): void {
    this.#wishes.delete(botId)
    this.lookAnew()
  }

  /** After orders were taken up that were there before. */
  lookAnew(): void {
    this.#activity = -1
    this.#isNoneThere = false
  }

  /** Sells all that a bot holds; what rests makes way. */
  leave(runner: BotRunner, decision: Signal, candle: Candle): void {
    this.#wishes.delete(runner.bot.id)
    leaveWorking(this.#parts, runner, decision, candle)
  }

  /** After everything that happens. */
  look(): void {
    const { desk } = this.#parts
    if (this.#isNoneThere) return
    this.#holdBack()
    while (this.#activity !== desk.activity) {
      this.#activity = desk.activity
      this.#takeBackLeftOvers()
      for (const wish of [...this.#wishes.values()]) this.#keep(wish)
    }
    this.#isNoneThere = this.#wishes.size === 0 && !this.#isAnyThere()
  }

  #isAnyThere(): boolean {
    const { signals } = this.#parts
    return signals.runners.some(({ bot }) => workingOrdersOf(signals, bot.id).length > 0)
  }

  /** What came of a bot's orders with a key. */
  lot({ bot: { id, symbol }, market }: BotRunner, key: string): HeldLot {
    const { portfolio, tracker } = this.#parts.signals
    const { quantity, cost } = portfolio.lot(id, symbol, key)
    const whole = floorToStep(quantity, market.quantityStep)
    const last = portfolio.mark(symbol)
    let isBuying = false
    for (const order of tracker.openOrders()) {
      const { botId, side, intentId } = order.intent
      if (side !== 'buy' || botId !== id || isFinished(order)) continue
      if (workingKey(id, intentId) === key) isBuying = true
    }
    return {
      quantity: amountToFloat(quantity),
      averageCost: quantity > 0 ? amountToFloat(cost) / amountToFloat(quantity) : Number.NaN,
      isSellable: last !== undefined && last >= lowestSalePrice(market, whole),
      isBuying,
    }
  }

  /** While a bot is halted or only reduces, nothing that would add to its position rests either. */
  #holdBack(): void {
    const { desk, signals, held } = this.#parts
    for (const botId of this.#wishes.keys()) {
      const reason = held(botId)
      if (reason === undefined) continue
      for (const order of workingOrdersOf(signals, botId)) {
        if (order.intent.side === 'buy') desk.takeBack(order, reason)
      }
    }
  }

  /** Of bots that were stopped, and of such that have another kind of strategy by now. */
  #takeBackLeftOvers(): void {
    const { desk, signals } = this.#parts
    for (const { bot, status, definition } of signals.runners) {
      if (status === 'running' && definition.decides === 'working-orders') continue
      this.#wishes.delete(bot.id)
      for (const order of workingOrdersOf(signals, bot.id)) {
        desk.takeBack(order, 'its bot does not want it any more')
      }
    }
  }

  #keep(wish: Wish): void {
    const { runner, decision } = wish
    const wanted = new Map(decision.orders.map((order) => [order.key, order]))
    let standing = this.#standing(runner)
    for (const [key, order] of standing.working) {
      if (this.#fits(runner, order, wanted.get(key), standing)) continue
      this.#parts.desk.takeBack(order, 'its bot wants other orders')
    }
    standing = this.#standing(runner)
    if (standing.isExiting) return
    for (const order of decision.orders) {
      if (standing.working.has(order.key) || standing.leaving.has(order.side)) continue
      if (wish.tried.has(order.key)) continue
      this.#place(wish, order, standing)
      standing = this.#standing(runner)
    }
  }

  #standing(runner: BotRunner): WorkingStanding {
    return workingStanding(this.#parts.signals, runner)
  }

  /** A purchase stays as it is, however the budget has changed since; a sale is for what there is to sell. */
  #fits(
    runner: BotRunner,
    order: Order,
    wanted: WantedOrder | undefined,
    { free }: WorkingStanding,
  ): boolean {
    const { market } = runner
    const { side, limitPrice, postOnly } = order.intent
    if (wanted?.side !== side || limitPrice !== wantedPrice(market, wanted)) return false
    if (postOnly !== (wanted.postOnly ?? false)) return false
    if (wanted.side === 'buy') return true
    const left = remainingQuantity(order)
    const most = floorToStep(add(free, left), market.quantityStep)
    return left === smaller(wantedSale(this.#parts.signals, runner, wanted), most as Quantity)
  }

  #place(wish: Wish, order: WantedOrder, { free }: WorkingStanding): void {
    const { runner, decision, openTime } = wish
    const { signals, blocked } = this.#parts
    const { id } = runner.bot
    const { reason } = decision
    const blockedBy = blocked(order.side === 'buy' ? 'enter' : 'exit', runner)
    if (blockedBy !== undefined) {
      wish.tried.add(order.key)
      this.#say(`${id} ${order.side}`, blockedBy, {
        ...{ botId: id, kind: 'blocked', reason: reason.text, detail: () => blockedBy },
      })
      return
    }
    this.#said.delete(`${id} ${order.side}`)
    const placing = placeWorkingOrder(signals, { runner, order, free, openTime, reason })
    if (placing.kind !== 'nothing-free') wish.tried.add(order.key)
    if (placing.kind === 'placed') this.#said.delete(`${id} ${order.key}`)
    if (placing.kind !== 'refused') return
    const rules = placing.refusals.map(({ rule }) => rule).join(' ')
    this.#say(`${id} ${order.key}`, rules, {
      ...{ botId: id, kind: 'refused', reason: reason.text, detail: placing.detail },
    })
  }

  /** What is the same at every candle is said once. */
  #say(about: string, what: string, record: Omit<DecisionRecord, 'time' | 'intentId'>): void {
    if (this.#said.get(about) === what) return
    this.#said.set(about, what)
    const { log, now } = this.#parts.signals
    log({ ...record, time: now(), intentId: null })
  }
}
