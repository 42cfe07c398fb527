import {
  add,
  floorToStep,
  larger,
  type Quantity,
  smaller,
  subtract,
  ZERO_QUANTITY,
} from '../../domain/amount.ts'
import { assertNever } from '../../domain/assert.ts'
import { bindingOrders } from '../../domain/binding-orders.ts'
import type { Candle } from '../../domain/candle.ts'
import type { MarketBook } from '../../domain/market-book.ts'
import { type Order, type OrderIntent, remainingQuantity, wasReached } from '../../domain/order.ts'
import type { Price } from '../../domain/price.ts'
import {
  judgeWaiting,
  type PriceRange,
  type Surroundings,
  trailedTo,
  type Verdict,
} from '../../execution/waiting-orders.ts'
import type { ExchangeTraits } from '../../ports/exchange-client.ts'
import type { Portfolio } from '../portfolio.ts'
import type { OrderDesk } from './order-desk.ts'
import { MANUAL_BOT } from './place-ticket.ts'
import type { Release } from './review-release.ts'
import { protectiveId, watchedId } from './ticket-group.ts'

export interface WaitingParts {
  readonly desk: OrderDesk
  readonly portfolio: Portfolio
  readonly markets: MarketBook
  readonly traits: ExchangeTraits
  /** Why nothing new may be risked for this now, or nothing. */
  readonly blockedEntry: (intent: OrderIntent) => string | undefined
  /** Why an entry is not sent now that its time has come, or nothing. */
  readonly refused: (order: Order, release: Release) => string | undefined
  /** Before, what is held is not known well enough to sell it. */
  readonly isReconciled: () => boolean
}

/** What a market has just done. */
interface Move {
  readonly symbol: string
  /** All that it touched, and since when. */
  readonly range: PriceRange
  readonly since: number
  /** Where it is now, and when that is. */
  readonly last: PriceRange
  readonly until: number
}

/** Orders that wait here for a price or for another order: looked at whenever one of these has changed. */
export class WaitingDesk {
  readonly #parts: WaitingParts
  #move: Move | undefined

  constructor(parts: WaitingParts) {
    this.#parts = parts
  }

  /** A candle that has closed, with all that it touched. */
  candleSeen(symbol: string, { openTime: since, low, high, close }: Candle, until: number): void {
    if (!this.#parts.desk.tracker.hasWaiting) return
    const last = { low: close, high: close }
    this.#moved({ symbol, range: { low, high }, since, last, until })
  }

  /** A price within a candle that is still forming. */
  priceSeen(symbol: string, price: Price): void {
    if (!this.#parts.desk.tracker.hasWaiting) return
    const last = { low: price, high: price }
    const now = this.#parts.desk.now()
    this.#moved({ symbol, range: last, since: now, last, until: now })
  }

  #moved(move: Move): void {
    this.#move = move
    try {
      this.look()
      // What has drawn a trailing stop along came before where the price is now.
      if (this.#trail(move)) {
        this.#move = { ...move, range: move.last, since: move.until }
        this.look()
      }
    } finally {
      this.#move = undefined
    }
  }

  /** Whether any trailing stop has followed the price. */
  #trail({ until }: Move): boolean {
    const { desk, markets } = this.#parts
    let hasTrailed = false
    for (const order of [...desk.tracker.waitingOrders()]) {
      const { trailingRate, side, symbol } = order.intent
      const prices = this.#pricesFor(order, this.#leaderOf(order))
      if (trailingRate === null || prices === undefined) continue
      const best = side === 'sell' ? prices.high : prices.low
      const level = trailedTo(markets.get(symbol), { side, trailingRate }, best)
      hasTrailed = desk.trail(order, level, until) || hasTrailed
    }
    return hasTrailed
  }

  /** Until nothing changes any more: one that is sent or dropped may be what another waited for. */
  look(): void {
    const { desk } = this.#parts
    while (desk.tracker.hasWaiting) {
      const before = desk.activity
      for (const { clientOrderId } of [...desk.tracker.waitingOrders()]) {
        const order = desk.findOrder(clientOrderId)
        if (order?.state === 'waiting') this.#decide(order)
      }
      if (desk.activity === before) return
    }
  }

  #decide(order: Order): void {
    const { isReconciled, blockedEntry } = this.#parts
    const { purpose } = order.intent
    const verdict = judgeWaiting(order, this.#around(order))
    if (purpose === 'exit') {
      if (isReconciled()) this.#follow(order, verdict)
      else this.#remember(order, verdict)
    } else if (blockedEntry(order.intent) === undefined) this.#follow(order, verdict)
  }

  #follow(order: Order, verdict: Verdict): void {
    const { desk } = this.#parts
    switch (verdict.kind) {
      case 'wait':
        this.#remember(order, verdict)
        break
      case 'drop':
        desk.cancel(order, verdict.reason)
        break
      case 'take-back':
        this.#remember(order, verdict)
        for (const other of verdict.orders) desk.takeBack(other, 'another takes its place')
        break
      case 'send':
        this.#send(order, verdict)
        break
      default:
        assertNever(verdict)
    }
  }

  /** An exit whose price was there goes to the market as soon as nothing is in its way, wherever the price is by then. */
  #remember(order: Order, verdict: Verdict): void {
    if (verdict.kind === 'drop' || !verdict.isReached) return
    if (order.intent.purpose !== 'exit' || wasReached(order)) return
    this.#parts.desk.executor.remember(order)
  }

  /** What protects is sent whatever the limits say. */
  #send(order: Order, how: Extract<Verdict, { kind: 'send' }>): void {
    const { desk, refused } = this.#parts
    const refusal = order.intent.purpose === 'enter' ? refused(order, how) : undefined
    if (refusal !== undefined) {
      desk.cancel(order, `refused when its time had come: ${refusal}`)
      return
    }
    const target = how.isReached ? undefined : this.#targetBeside(order)
    if (target !== undefined && this.#sendPair(order, target, how.quantity)) return
    const released = desk.executor.release(order, how)
    if (released.ok) desk.announceSent(released.value)
    else desk.cancel(order, released.error)
  }

  /** The target that waits together with a stop, and could rest at the exchange beside it. */
  #targetBeside(stop: Order): Order | undefined {
    if (stop.intent.link?.role !== 'stop') return undefined
    for (const order of this.#parts.desk.tracker.waitingOrders()) {
      const isTarget = order.intent.link?.role === 'target' && isSibling(order, stop)
      if (isTarget && !wasReached(order)) return order
    }
    return undefined
  }

  /** False where the exchange does not take them as one. */
  #sendPair(stop: Order, target: Order, quantity: Quantity): boolean {
    const { desk } = this.#parts
    const released = desk.executor.releasePair(stop, target, quantity)
    if (!released.ok) return false
    for (const order of released.value) desk.announceSent(order)
    return true
  }

  #around(order: Order): Surroundings {
    const { desk, traits, markets } = this.#parts
    const { symbol } = order.intent
    const { quantityStep, quantityMin } = markets.get(symbol)
    const leader = this.#leaderOf(order)
    const siblings: Order[] = []
    for (const other of desk.openOrders()) {
      if (other.clientOrderId !== order.clientOrderId && isSibling(other, order)) {
        siblings.push(other)
      }
    }
    const held = this.#heldFor(order, leader)
    const unsold = smaller(held, larger(this.#unsold(order), ZERO_QUANTITY))
    return {
      prices: this.#pricesFor(order, leader),
      leader,
      siblings,
      held: floorToStep(held, quantityStep),
      free: floorToStep(unsold, quantityStep),
      quantityMin,
      nativeTypes: traits.nativeTypes,
    }
  }

  #leaderOf({ intent: { link } }: Order): Order | undefined {
    return link === null ? undefined : this.#parts.desk.findOrder(link.groupId)
  }

  /**
   * What the market did before there was the order, or what it protects, is none of its business; nor what it did before
   * the level of a trailing stop was where it is.
   */
  #pricesFor(order: Order, leader: Order | undefined): PriceRange | undefined {
    const move = this.#move
    const { intent, createdAt, updatedAt } = order
    if (move?.symbol !== intent.symbol) return undefined
    const startedAt = intent.trailingRate === null ? createdAt : updatedAt
    const since = Math.max(startedAt, leadsPair(leader) ? 0 : (leader?.updatedAt ?? 0))
    if (move.since >= since) return move.range
    return move.until > since ? move.last : undefined
  }

  /** Of what its owner holds, what its group protects and the others of it have not sold. */
  #heldFor(order: Order, leader: Order | undefined): Quantity {
    const { link, quantity } = order.intent
    const held = larger(this.#held(order), ZERO_QUANTITY)
    if (link === null || leader === undefined) return held
    if (link.role === 'replacement') return smaller(held, this.#leftToReplace(leader))
    const isProtected = leadsPair(leader) ? quantity : leader.filledQuantity
    const left = subtract(isProtected, this.#soldBeside(order, link.groupId))
    return smaller(held, larger(left, ZERO_QUANTITY))
  }

  /** Of a sale in a group, what the others of that have not sold; what it has sold itself is taken off elsewhere. */
  #leftToReplace(replaced: Order): Quantity {
    const { link, quantity } = replaced.intent
    if (link === null || link.role === 'replacement') return quantity
    const left = subtract(quantity, this.#soldBeside(replaced, link.groupId))
    return larger(left, ZERO_QUANTITY)
  }

  /** Finished ones included. */
  #soldBeside({ clientOrderId }: Order, groupId: string): Quantity {
    let sold: Quantity = ZERO_QUANTITY
    const { desk } = this.#parts
    for (const id of groupIds(desk.findOrder(groupId), groupId)) {
      const other = id === clientOrderId ? undefined : desk.findOrder(id)
      if (other) sold = add(sold, other.filledQuantity)
    }
    return sold
  }

  /** What is not a bot's belongs to the hand, wherever it came from. */
  #held({ intent: { botId, symbol } }: Order): Quantity {
    const { portfolio, markets } = this.#parts
    const { base } = markets.get(symbol)
    const holding = portfolio.holding(base)
    return botId === MANUAL_BOT
      ? subtract(holding, portfolio.heldByOthers(MANUAL_BOT, base))
      : smaller(portfolio.position(botId, symbol).quantity, holding)
  }

  /** What is held, less what others of the owner's orders are selling; a group sells the same thing once. */
  #unsold(order: Order): Quantity {
    const { desk, markets } = this.#parts
    const { botId, symbol, link } = order.intent
    const { base } = markets.get(symbol)
    let unsold = this.#held(order)
    for (const other of bindingOrders(desk.openOrders())) {
      const { intent, state, clientOrderId } = other
      if (state === 'waiting' || intent.side !== 'sell' || intent.botId !== botId) continue
      if (markets.get(intent.symbol).base !== base) continue
      if (clientOrderId === link?.groupId || sellsTheSame(other, order)) continue
      unsold = subtract(unsold, remainingQuantity(other))
    }
    return unsold
  }
}

/** In the same group, and not at its head. */
function isSibling(other: Order, { intent: { link } }: Order): boolean {
  return link !== null && other.intent.link?.groupId === link.groupId
}

/** What takes the place of one of a group sells beside the others of it, as long as those are there. */
function sellsTheSame(other: Order, order: Order): boolean {
  return isSibling(other, order) && isReplacement(other) === isReplacement(order)
}

function isReplacement({ intent: { link } }: Order): boolean {
  return link?.role === 'replacement'
}

/** A stop for what is held already, with a target beside it. */
function leadsPair(leader: Order | undefined): boolean {
  return leader?.intent.purpose === 'exit' && leader.intent.link?.role === 'stop'
}

/** Client order ids of those that protect the same. */
function groupIds(leader: Order | undefined, groupId: string): readonly string[] {
  const stop = leadsPair(leader) ? groupId : protectiveId(groupId, 'stop')
  const target = protectiveId(groupId, 'target')
  return [stop, target, watchedId(groupId, 'stop'), watchedId(groupId, 'target')]
}
