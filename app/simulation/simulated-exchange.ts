import {
  add,
  floorToStep,
  type Money,
  moneyOf,
  type Quantity,
  smaller,
  subtract,
  ZERO_MONEY,
  ZERO_QUANTITY,
} from '../domain/amount.ts'
import type { Execution } from '../domain/fill.ts'
import { notional, type Price } from '../domain/price.ts'
import type { Transfer } from '../domain/transfer.ts'
import type { Clock } from '../ports/clock.ts'
import type { OrderReference, OrderReport } from '../ports/exchange-client.ts'
import { ExchangeMarket } from './exchange-market.ts'
import type { ExchangeProfile } from './exchange-profile.ts'
import { feeOf } from './fee-of.ts'
import { SimulatedBalances } from './simulated-balances.ts'
import { OPENING_BALANCES, OWN_CURRENCY } from './simulated-markets.ts'
import { type OrderWish, SimulatedOrder } from './simulated-order.ts'
import type { SimulatedRandom } from './simulated-random.ts'

export type Placing =
  | { readonly kind: 'accepted'; readonly report: OrderReport }
  | { readonly kind: 'rejected'; readonly reason: string }
  /** An order with this id is there already: that says nothing about the one that was asked for. */
  | { readonly kind: 'duplicate' }

export type Cancelling =
  | { readonly kind: 'cancelled'; readonly report: OrderReport }
  | { readonly kind: 'not-open'; readonly reason: string }

/** What the exchange's stream tells, as it happens. */
export type ExchangeNews =
  | { readonly kind: 'order'; readonly report: OrderReport }
  | { readonly kind: 'execution'; readonly execution: Execution }

type OrderName = Pick<OrderReference, 'symbol' | 'exchangeOrderId' | 'clientOrderId'>

export interface ExchangeParts {
  readonly clock: Clock
  readonly profile: ExchangeProfile
  readonly random: SimulatedRandom
  readonly note: (text: string) => void
  readonly tell: (news: ExchangeNews) => void
}

const REJECTED_AT_RANDOM = 'the exchange has no room for it'
const MINIMUM_STEPS = 1

/** The truth: matching and balances on exact money. What it says to us is another matter. */
export class SimulatedExchange {
  readonly orders: SimulatedOrder[] = []
  /** All that was ever traded, ours and others', with the client order id where there is one. */
  readonly executions: Execution[] = []
  readonly transfers: Transfer[] = []
  /** How many orders were ever taken under an id: more than one is a doubled order. */
  readonly acceptedCounts = new Map<string, number>()
  readonly rejectedIds = new Set<string>()
  /** Of each only one can trade, and once it does the other is gone. */
  readonly pairs: (readonly [SimulatedOrder, SimulatedOrder])[] = []
  readonly balances: SimulatedBalances
  readonly #parts: ExchangeParts
  readonly #market = new ExchangeMarket()
  readonly #seenIds = new Set<string>()
  readonly #counters = new Map<string, number>()
  #stopSwitch: () => void = () => undefined

  constructor(parts: ExchangeParts) {
    this.#parts = parts
    this.balances = new SimulatedBalances(parts.clock, OPENING_BALANCES)
  }

  price(symbol: string): Price {
    return this.#market.price(symbol)
  }

  place(wish: OrderWish, isUnlucky: boolean): Placing {
    const { clientOrderId } = wish
    if (clientOrderId !== null && this.#isTaken(clientOrderId)) return { kind: 'duplicate' }
    if (clientOrderId !== null) this.#seenIds.add(clientOrderId)
    const reason = isUnlucky ? REJECTED_AT_RANDOM : this.#rejection(wish)
    const state = reason === undefined ? 'open' : 'rejected'
    if (clientOrderId !== null && reason !== undefined) this.rejectedIds.add(clientOrderId)
    if (reason !== undefined && !this.#parts.profile.keepsRejected) {
      this.#parts.note(`exchange rejects ${nameOf(wish)}: ${reason}`)
      return { kind: 'rejected', reason }
    }
    const order = this.#enter(wish, state)
    order.follow(this.price(wish.symbol))
    this.#tellOrder(order)
    if (reason !== undefined) return { kind: 'rejected', reason }
    this.#count(wish)
    if (!order.waits) this.#takeLiquidity(order)
    return { kind: 'accepted', report: this.#reportOf(order) }
  }

  /** A stop and a target as one: both or neither, and one of them trades. */
  placePair(
    wishes: readonly [OrderWish, OrderWish],
    isUnlucky: boolean,
  ): readonly [Placing, Placing] {
    const ids = wishes.flatMap(({ clientOrderId }) => clientOrderId ?? [])
    if (ids.some((id) => this.#isTaken(id))) return [{ kind: 'duplicate' }, { kind: 'duplicate' }]
    for (const id of ids) this.#seenIds.add(id)
    const [stop, target] = wishes
    const reason = isUnlucky
      ? REJECTED_AT_RANDOM
      : (this.#rejection(stop) ?? this.#rejection(target))
    if (reason !== undefined) {
      for (const id of ids) this.rejectedIds.add(id)
      this.#parts.note(`exchange rejects ${nameOf(stop)} and ${nameOf(target)}: ${reason}`)
      return [
        { kind: 'rejected', reason },
        { kind: 'rejected', reason },
      ]
    }
    const [first, second] = [this.#enter(stop, 'open'), this.#enter(target, 'open')]
    first.rival = second
    second.rival = first
    this.pairs.push([first, second])
    for (const order of [first, second]) {
      this.#count(order.wish)
      this.#tellOrder(order)
    }
    return [
      { kind: 'accepted', report: this.#reportOf(first) },
      { kind: 'accepted', report: this.#reportOf(second) },
    ]
  }

  #enter(wish: OrderWish, state: OrderReport['state']): SimulatedOrder {
    const at = this.#parts.clock.now()
    const id = this.#nextId('order', wish.symbol)
    const order = new SimulatedOrder(wish, id, { at, state, filled: ZERO_QUANTITY })
    this.orders.push(order)
    return order
  }

  #count({ clientOrderId }: OrderWish): void {
    if (clientOrderId === null) return
    this.acceptedCounts.set(clientOrderId, (this.acceptedCounts.get(clientOrderId) ?? 0) + 1)
  }

  /** By the exchange's id where that is known, by the client's otherwise. */
  find({ symbol, exchangeOrderId, clientOrderId }: OrderName): SimulatedOrder | undefined {
    return this.orders.findLast((order) => {
      if (order.wish.symbol !== symbol) return false
      if (exchangeOrderId !== null) return order.exchangeOrderId === exchangeOrderId
      return order.wish.clientOrderId === clientOrderId
    })
  }

  cancel(reference: OrderName): Cancelling {
    const order = this.find(reference)
    if (order?.state !== 'open') {
      return { kind: 'not-open', reason: order ? `it is ${order.state}` : 'unknown order' }
    }
    this.#finish(order, 'cancelled')
    this.#endRival(order)
    return { kind: 'cancelled', report: this.#reportOf(order) }
  }

  /** Somebody is there: the dead man's switch waits anew, and then takes back what carries its mark. */
  renewSwitch(timeoutMs: number): void {
    this.#stopSwitch()
    this.#stopSwitch = this.#parts.clock.schedule(timeoutMs, () => {
      for (const order of this.orders) {
        if (order.state !== 'open' || !order.wish.isMarked) continue
        this.#parts.note(`exchange takes ${nameOf(order.wish)} back: nobody is there`)
        this.#finish(order, 'cancelled')
      }
    })
  }

  /** Prices move, and orders that wait at them trade: all of what is left, or a part. */
  movePrices(): void {
    const { random } = this.#parts
    this.#market.move(random)
    for (const order of this.orders) {
      if (order.waits && this.#isDue(order)) this.#trigger(order)
      if (
        order.state !== 'open' ||
        order.waits ||
        order.wish.limitPrice === null ||
        !this.#market.crosses(order.wish)
      ) {
        continue
      }
      const part = random.chance(0.5) ? order.remaining : this.#partOf(order)
      this.#trade(order, part, order.wish.limitPrice, 'maker')
    }
  }

  #isDue(order: SimulatedOrder): boolean {
    const { wish } = order
    const { trailingRate: rate } = wish
    if (rate === null) return this.#market.reaches(wish)
    return this.#market.turnsBack(wish, { best: order.follow(this.price(wish.symbol)), rate })
  }

  #trigger(order: SimulatedOrder): void {
    this.#parts.note(`exchange sees the price of ${nameOf(order.wish)}`)
    order.trigger()
    this.#endRival(order)
    // What a purchase at the market would cost now.
    if (this.#free(this.#market.paysWith(order.wish)) < 0) this.#finish(order, 'cancelled')
    else this.#takeLiquidity(order)
  }

  #endRival({ rival }: SimulatedOrder): void {
    if (rival?.state === 'open') this.#finish(rival, 'cancelled')
  }

  /** A deposit, or a withdrawal of what is free. */
  transfer(currency: string, amount: Money): void {
    if (amount < 0 && add(this.#free(currency), amount) < 0) return
    const reference = `transfer-${this.transfers.length + 1}`
    const kind = amount < 0 ? 'withdrawal' : 'deposit'
    this.transfers.push({ reference, kind, currency, amount, time: this.#time() })
    this.balances.move([[currency, amount]])
    this.#parts.note(`exchange books ${kind} of ${amount} ${currency}`)
  }

  /** As its own clock shows it. */
  #time(): number {
    return this.#parts.clock.now() + this.#parts.profile.clockOffsetMs
  }

  #isTaken(clientOrderId: string): boolean {
    if (!this.#parts.profile.freesIds) return this.#seenIds.has(clientOrderId)
    return this.orders.some(
      ({ wish, state }) => wish.clientOrderId === clientOrderId && state === 'open',
    )
  }

  #rejection(wish: OrderWish): string | undefined {
    const market = this.#market.rules(wish.symbol)
    const price = wish.limitPrice ?? this.price(wish.symbol)
    if (floorToStep(wish.quantity, market.quantityStep) !== wish.quantity) return 'wrong step'
    if (notional(market, price, wish.quantity, 'down') < market.notionalMin) return 'too small'
    if (wish.triggerPrice !== null && this.#market.reaches(wish)) return 'it would trigger at once'
    if (wish.postOnly && this.#market.crosses(wish)) return 'it would take'
    const needed = this.#market.bound(wish, wish.quantity)
    return needed > this.#free(this.#market.paysWith(wish)) ? 'no balance' : undefined
  }

  #free(currency: string): Money {
    return subtract(this.balances.total(currency), this.used(currency))
  }

  used(currency: string): Money {
    let used = ZERO_MONEY
    for (const order of this.orders) {
      if (order.state !== 'open' || isSecondOfTwo(order)) continue
      if (this.#market.paysWith(order.wish) !== currency) continue
      used = add(used, this.#market.bound(order.wish, order.remaining))
    }
    return used
  }

  /** What can be had at once: mostly all of it, in one trade or several; sometimes the book is too thin. */
  #takeLiquidity(order: SimulatedOrder): void {
    const { wish } = order
    const { random } = this.#parts
    const isThin = random.chance(0.15)
    if (this.#market.crosses(wish) && !(isThin && wish.timeInForce === 'fok')) {
      const price = this.price(wish.symbol)
      if (isThin || random.chance(0.3)) this.#trade(order, this.#partOf(order), price, 'taker')
      if (!isThin && order.state === 'open') this.#trade(order, order.remaining, price, 'taker')
    }
    const rests = wish.limitPrice !== null && wish.timeInForce === 'gtc'
    if (order.state === 'open' && !rests) this.#finish(order, 'cancelled')
  }

  /** At least one step, at most what is left. */
  #partOf({ wish, remaining }: SimulatedOrder): Quantity {
    const step = this.#market.rules(wish.symbol).quantityStep
    const steps = Math.floor(Number(remaining) / Number(step))
    const taken = this.#parts.random.between(MINIMUM_STEPS, Math.max(MINIMUM_STEPS, steps))
    return smaller((taken * Number(step)) as Quantity, remaining)
  }

  #trade(
    order: SimulatedOrder,
    quantity: Quantity,
    price: Price,
    liquidity: Execution['liquidity'],
  ): void {
    const { symbol, side, clientOrderId } = order.wish
    const market = this.#market.rules(symbol)
    const cost = notional(market, price, quantity, side === 'buy' ? 'up' : 'down')
    const own = this.balances.total(OWN_CURRENCY)
    const fee = feeOf({ market, side, quantity, cost, liquidity }, this.#parts.profile, own)
    const execution: Execution = {
      fillId: this.#nextId('trade', symbol),
      exchangeOrderId: order.exchangeOrderId,
      clientOrderId,
      symbol,
      side,
      price,
      quantity,
      cost,
      ...fee,
      liquidity,
      time: this.#time(),
    }
    const base = moneyOf(quantity)
    this.balances.move([
      [market.base, side === 'buy' ? base : subtract(ZERO_MONEY, base)],
      [market.quote, side === 'buy' ? subtract(ZERO_MONEY, cost) : cost],
      [fee.feeCurrency, subtract(ZERO_MONEY, fee.fee)],
    ])
    this.executions.push(execution)
    const filled = add(order.filled, quantity)
    const state = filled === order.wish.quantity ? 'filled' : 'open'
    order.become({ at: this.#parts.clock.now(), state, filled })
    this.#parts.note(`exchange trades ${quantity} of ${nameOf(order.wish)} as ${execution.fillId}`)
    this.#parts.tell({ kind: 'execution', execution })
    this.#tellOrder(order)
  }

  #finish(order: SimulatedOrder, state: OrderReport['state']): void {
    order.become({ at: this.#parts.clock.now(), state, filled: order.filled })
    this.#tellOrder(order)
  }

  #tellOrder(order: SimulatedOrder): void {
    const { exchangeOrderId, state, wish, filled } = order
    this.#parts.note(`exchange has ${nameOf(wish)} as ${exchangeOrderId}: ${state}, ${filled}`)
    this.#parts.tell({ kind: 'order', report: this.#reportOf(order) })
  }

  #reportOf(order: SimulatedOrder): OrderReport {
    const report = order.reportAt(this.#parts.clock.now())
    if (report === undefined) throw new RangeError('an order that is there can be described')
    return report
  }

  #nextId(kind: 'order' | 'trade', symbol: string): string {
    const counter = this.#parts.profile.countsPerMarket ? `${kind} ${symbol}` : kind
    const next = (this.#counters.get(counter) ?? 0) + 1
    this.#counters.set(counter, next)
    return `${kind === 'order' ? 'X' : 'T'}${next}`
  }
}

/** What two rivals sell is bound once. */
function isSecondOfTwo({ rival, wish }: SimulatedOrder): boolean {
  return rival?.state === 'open' && wish.type !== 'stop'
}

function nameOf({ clientOrderId, side, symbol }: OrderWish): string {
  return `${clientOrderId ?? 'an order by hand'} (${side} ${symbol})`
}
