import { MANUAL_BOT } from '../../contract/manual-bot.ts'
import { formatAmount, type Money } from '../../domain/amount.ts'
import type { Balance } from '../../domain/balance.ts'
import type { Drift } from '../../domain/drift.ts'
import type { Execution, OrderName } from '../../domain/fill.ts'
import type { Market } from '../../domain/market.ts'
import type { MarketBook } from '../../domain/market-book.ts'
import {
  awaitsFills,
  isFinished,
  isTakenOver,
  nextOrder,
  type Order,
  type OrderEvent,
} from '../../domain/order.ts'
import { formatPrice, type Price } from '../../domain/price.ts'
import type { Transfer } from '../../domain/transfer.ts'
import { ReliableOrderExecutor } from '../../execution/order-executor.ts'
import { fillOf, OrderTracker } from '../../execution/order-tracker.ts'
import { measuredMethods } from '../../monitoring/measured-methods.ts'
import type { Clock } from '../../ports/clock.ts'
import type { ExchangeClient, OrderReport } from '../../ports/exchange-client.ts'
import type { LedgerStore } from '../../ports/ledger-store.ts'
import { type Measured, UNMEASURED } from '../../ports/measured.ts'
import { adoptedTransfers } from '../../reconciliation/adopted-transfers.ts'
import { unexplained } from '../../reconciliation/compare-balances.ts'
import { DriftBook, type FoundDrift } from '../../reconciliation/drift-book.ts'
import type { ExchangeRecord, Scope } from '../../reconciliation/exchange-record.ts'
import type { Questions } from '../../reconciliation/gather-record.ts'
import type { Round } from '../../reconciliation/reconcile-rounds.ts'
import { type Books, Reconciler } from '../../reconciliation/reconciler.ts'
import type { EngineListener } from '../engine-listener.ts'
import type { Portfolio } from '../portfolio.ts'
import { ended, REPLACE_KEY } from '../session/setup-problems.ts'
import { adoptedOrder } from './adopted-order.ts'
import { type DriftDecision, decisionsOn } from './decide-drift.ts'
import { REMEMBERED_ORDERS, RecentOrders } from './recent-orders.ts'
import { standInFor } from './ticket-group.ts'

export interface DeskParts {
  readonly ledger: LedgerStore
  readonly markets: MarketBook
  /** Whose prices are watched here. */
  readonly market: Market
  readonly portfolio: Portfolio
  readonly exchange: ExchangeClient
  readonly clock: Clock
  /** What the ids of this account's orders begin with. */
  readonly idPrefix: string
  readonly listener: () => EngineListener
  readonly measured?: Measured
  /** Tells a bot what it holds after a fill of its order. */
  readonly positionChanged: (botId: string) => void
  /** An order has left: counted before the next one is asked for. */
  readonly sent: () => void
}

const MEASURED = ['prepare', 'prepareGroup', 'release', 'releasePair', 'send', 'cancel'] as const

/** By then, what became of an order or of its cancel should be known. */
const OVERDUE_MS = 5_000
const FILLS_OVERLAP_MS = 60_000
/** A deposit is listed under the time when it was announced, and completes hours later. */
const TRANSFERS_OVERLAP_MS = 86_400_000

/** Everything about orders and money: what is known of them, and the ways in which that changes. */
export class OrderDesk implements Books {
  readonly tracker: OrderTracker
  readonly executor: ReliableOrderExecutor
  readonly drifts: DriftBook
  readonly recent: RecentOrders
  readonly #parts: DeskParts
  readonly #reconciler: Reconciler
  #activity = 0
  #trouble = ''
  #keyRefusal: string | null = null
  #reconciledAt: number | null
  readonly #openedAt: number

  constructor(parts: DeskParts) {
    this.#parts = parts
    const { ledger: store, exchange, clock, markets, idPrefix } = parts
    this.tracker = new OrderTracker(store)
    this.recent = new RecentOrders(store.loadRecentOrders(REMEMBERED_ORDERS))
    this.#reconciledAt = store.loadReconciledAt() ?? null
    this.#openedAt = openedAt(store.loadTransfers())
    const { tracker } = this
    this.executor = measuredMethods(
      new ReliableOrderExecutor({ store, tracker, exchange, clock, idPrefix }),
      { name: 'execution', methods: MEASURED, measured: parts.measured ?? UNMEASURED },
    )
    this.drifts = new DriftBook(store)
    this.#reconciler = new Reconciler({
      books: this,
      drifts: this.drifts,
      markets,
      traits: exchange.traits,
      clock,
    })
  }

  now(): number {
    return this.#parts.clock.now()
  }

  /** When everything was last compared and every question answered. */
  get reconciledAt(): number | null {
    return this.#reconciledAt
  }

  /** Why the last comparison was not complete; empty when it was. */
  get trouble(): string {
    return this.#trouble
  }

  /** In the exchange's words, when the last comparison failed because it does not take the key. */
  get keyRefusal(): string | null {
    return this.#keyRefusal
  }

  get activity(): number {
    return this.#activity
  }

  openOrders(): readonly Order[] {
    return this.tracker.openOrders()
  }

  findOrder(clientOrderId: string): Order | undefined {
    return this.tracker.find(clientOrderId)
  }

  orderOf(name: OrderName): Order | undefined {
    return this.tracker.orderOf(name)
  }

  balances(): ReadonlyMap<string, Money> {
    return new Map(this.#parts.portfolio.balances())
  }

  /** Whether our books say the same of these currencies. */
  explains(balances: readonly Balance[]): boolean {
    const { portfolio } = this.#parts
    const told = new Set(balances.map(({ currency }) => currency))
    const ours = new Map(Array.from(told, (currency) => [currency, portfolio.balance(currency)]))
    return !unexplained(balances, ours, this.drifts.all()).some(({ currency }) =>
      told.has(currency),
    )
  }

  /** What there is to ask the exchange now. */
  questions(scope: Scope): Questions {
    const orders = [...this.tracker.openOrders()]
    const now = this.now()
    const inDoubt = orders.filter((order) => isInDoubt(order, now))
    return {
      scope,
      askedAt: now,
      orders: scope === 'in-flight' ? inDoubt : orders,
      symbols:
        scope === 'books' ? Array.from(this.#parts.markets.all(), ({ symbol }) => symbol) : [],
      executionsSince: this.#executionsSince(inDoubt),
      transfersSince: this.#sinceOpening((this.#reconciledAt ?? now) - TRANSFERS_OVERLAP_MS),
      isOurs: (execution) => this.#isKnown(execution),
    }
  }

  /** Fills may be listed late, so the last minute is asked for again; of orders in doubt, all that there were. */
  #executionsSince(inDoubt: readonly Order[]): number {
    let since = this.#reconciledAt ?? this.now()
    for (const order of inDoubt) {
      // Nobody told when one that we did not send began to trade.
      since = Math.min(since, isTakenOver(order) ? this.#openedAt : order.createdAt)
    }
    const overlapMs = FILLS_OVERLAP_MS + this.#parts.exchange.traits.visibilityLagMs
    return this.#sinceOpening(since - overlapMs)
  }

  /** What was before is in the balances that the account was opened with. */
  #sinceOpening(time: number): number {
    return Math.max(time, this.#openedAt)
  }

  #isKnown(execution: Execution): boolean {
    if (this.tracker.orderOf(execution) !== undefined) return true
    const { symbol, fillId } = execution
    return this.drifts.has({ kind: 'external-fill', symbol, about: fillId })
  }

  /** An order was sent: what the exchange told before may be outdated. */
  announceSent(order: Order): void {
    this.#activity += 1
    if (order.state === 'submitting') this.recent.sent(order, order.updatedAt)
    this.#changed(order)
    if (order.state === 'submitting') this.#parts.sent()
  }

  #changed(order: Order): void {
    this.recent.changed(order)
    this.#parts.listener().orderChanged(order)
  }

  /** No money moves, so that balances can be compared meanwhile. */
  trail(order: Order, triggerPrice: Price, time: number): boolean {
    const trailed = this.executor.trail(order, triggerPrice, time)
    if (trailed) this.#parts.listener().orderChanged(trailed)
    return trailed !== undefined
  }

  apply(event: OrderEvent): void {
    // First, so that a crash between leaves a stop in doubt, whose end is heard of again, rather than none at all.
    this.#standIn(event)
    const order = this.tracker.apply(event)
    if (order === undefined) return
    this.#activity += 1
    this.#changed(order)
  }

  /**
   * A stop by hand that does not get to the exchange is watched here instead, and its target with it where they went as one;
   * where nobody can, it is shown to be missing.
   */
  #standIn(event: OrderEvent): void {
    if (event.kind !== 'rejected' && event.kind !== 'absent') return
    const order = this.tracker.find(event.clientOrderId)
    if (order === undefined || !isRestingByHand(order)) return
    if (!isFinished(nextOrder(order, event))) return
    const { ledger, market } = this.#parts
    if (order.intent.symbol !== market.symbol) {
      if (order.intent.link?.role === 'target') return
      const drift = this.drifts.note(this.#missingStop(order), this.now())
      if (drift) this.#announce(drift)
      return
    }
    const reason = event.kind === 'rejected' ? event.reason : 'it never got there'
    const standIn = standInFor(order, reason, this.now())
    if (!ledger.insertOrders([standIn])) return
    this.tracker.track(standIn)
    this.announceSent(standIn)
  }

  #missingStop({ clientOrderId, intent }: Order): FoundDrift {
    const market = this.#parts.markets.get(intent.symbol)
    const at = intent.triggerPrice === null ? '' : ` at ${formatPrice(market, intent.triggerPrice)}`
    return {
      kind: 'missing-stop',
      about: clientOrderId,
      symbol: intent.symbol,
      currencies: [],
      moves: [],
      ours: `a stop${at} for ${formatAmount(intent.quantity)} ${market.base}`,
      theirs: 'no such order, and its price is not watched here',
    }
  }

  /** Takes an order into the books that somebody else placed; false where it is there already, or cannot be read. */
  adopt(report: OrderReport): boolean {
    const { ledger, markets } = this.#parts
    const market = markets.find(report.symbol)
    const order = market && adoptedOrder(report, market)
    if (order === undefined || !ledger.insertOrders([order])) return false
    this.tracker.track(order)
    this.announceSent(order)
    return true
  }

  /** Books an execution of an order of ours, once; one of another order is the reconciler's business. */
  book(execution: Execution): void {
    const { portfolio, positionChanged, listener } = this.#parts
    const order = this.tracker.orderOf(execution)
    if (order === undefined) return
    const fill = fillOf(execution, order, portfolio.feeInQuote(execution))
    const { clientOrderId, time } = fill
    const next = this.tracker.apply({ kind: 'fill', clientOrderId, fill, time })
    if (next === undefined) return
    this.#activity += 1
    portfolio.book(fill)
    positionChanged(fill.botId)
    listener().fillBooked(fill)
    this.#changed(next)
  }

  transfer(transfers: readonly Transfer[]): void {
    if (transfers.length === 0) return
    const { ledger, portfolio, listener } = this.#parts
    const booked = ledger.appendTransfers(transfers)
    if (booked.length === 0) return
    this.#activity += 1
    for (const transfer of booked) portfolio.transfer(transfer)
    listener().statusChanged()
  }

  cancel(order: Order, reason: string): void {
    const reply = this.executor.cancel(order, reason)
    if (reply) this.apply(reply)
  }

  /** The same, unless it was asked for before: that is repeated as it is. */
  takeBack(order: Order, reason: string): void {
    if (order.cancelRequestedAt === null) this.cancel(order, reason)
  }

  /** Those that can be are cancelled, whatever becomes of the others. */
  cancelAll(reason: string): void {
    const errors: unknown[] = []
    for (const order of [...this.tracker.openOrders()]) {
      try {
        this.cancel(order, reason)
      } catch (error) {
        errors.push(error)
      }
    }
    if (errors.length > 0) throw errors[0]
  }

  /** Since orders were sent, less time may have passed than the clock says. */
  timeJumped(now: number): void {
    this.#reconciler.timeJumped(now)
  }

  /** Takes what a round of questions brought into the books. */
  settle({ trigger, record, activity }: Round): void {
    if (trigger === 'wake') this.#reconciler.timeJumped(record.askedAt)
    for (const drift of this.#reconciler.settle(record, activity)) this.#announce(drift)
    if (trigger !== 'order') this.#cancelAgain(record.askedAt)
    this.#keyRefusal = record.keyRefusal
    this.#trouble = troubleOf(record)
    if (record.scope === 'books' && record.failures.length === 0) {
      this.#parts.portfolio.leave(record.leaving)
      this.#parts.ledger.saveReconciledAt(record.askedAt)
      this.#reconciledAt = record.askedAt
    }
  }

  /**
   * Cancels that had no effect when the exchange was asked may have got lost. Not after a round that a failed one caused,
   * or they would follow each other as fast as the exchange refuses them.
   */
  #cancelAgain(askedAt: number): void {
    for (const order of [...this.tracker.openOrders()]) {
      if (order.cancelRequestedAt === null || order.cancelRequestedAt >= askedAt) continue
      this.cancel(order, 'cancelled before')
    }
  }

  /** Positions that should have a stop at the exchange and have none; those that have one again are no drift any more. */
  noteStops(uncovered: readonly FoundDrift[]): void {
    for (const found of uncovered) {
      const drift = this.drifts.note(found, this.now())
      if (drift) this.#announce(drift)
    }
    for (const drift of [...this.drifts.all()]) {
      const isCovered =
        !uncovered.some(({ about }) => about === drift.about) && !this.#isBareByHand(drift)
      // One that was ignored was about that position: the next is shown again.
      const isShown = drift.state === 'open' || drift.state === 'ignored'
      if (drift.kind === 'missing-stop' && isShown && isCovered) {
        this.#announce(this.drifts.decide(drift, 'gone'))
      }
    }
  }

  /** A stop by hand is missing, and what it was to sell is there still. */
  #isBareByHand({ about, symbol }: Drift): boolean {
    if (symbol === null || this.tracker.find(about) === undefined) return false
    return this.#parts.portfolio.position(MANUAL_BOT, symbol).quantity > 0
  }

  decideDrift(driftId: string, decision: DriftDecision): Drift | undefined {
    const drift = this.drifts.find(driftId)
    if (drift?.state !== 'open' || !decisionsOn(drift).includes(decision)) return undefined
    if (decision === 'adopt') this.transfer(adoptedTransfers(drift, this.now()))
    if (decision === 'fix') this.#fix(drift)
    const state = { adopt: 'adopted', ignore: 'ignored', fix: 'fixed' } as const
    const decided = this.drifts.decide(drift, state[decision])
    this.#announce(decided)
    return decided
  }

  #fix({ kind, about, symbol, since }: Drift): void {
    if (kind === 'external-order' && symbol !== null) {
      this.#parts.exchange.cancel({
        symbol,
        clientOrderId: null,
        exchangeOrderId: about,
        type: 'limit',
        createdAt: since,
      })
    }
    if (kind === 'missing-order') {
      this.apply({
        kind: 'cancelled',
        clientOrderId: about,
        exchangeOrderId: null,
        reportedQuantity: 0 as Order['reportedQuantity'],
        reason: 'given up by you: the exchange does not know it',
        time: this.now(),
      })
    }
  }

  #announce(drift: Drift): void {
    this.#parts.listener().driftChanged(drift)
    this.#parts.listener().statusChanged()
  }
}

function troubleOf({ keyRefusal, failures }: ExchangeRecord): string {
  return keyRefusal === null ? (failures[0] ?? '') : `${ended(keyRefusal)} ${REPLACE_KEY}`
}

/** At the exchange, or on its way there, waiting for its price, and nobody wants it back. */
function isRestingByHand(order: Order): boolean {
  const { intent, cancelRequestedAt, state } = order
  if (intent.botId !== MANUAL_BOT || intent.link === null) return false
  if (state === 'waiting' || isFinished(order) || cancelRequestedAt !== null) return false
  const { role } = intent.link
  return (
    (role === 'stop' && intent.type === 'stop') ||
    (role === 'target' && intent.type === 'take-profit')
  )
}

function openedAt(transfers: readonly Transfer[]): number {
  const opening = transfers.filter(({ kind }) => kind === 'opening')
  return Math.max(0, ...opening.map(({ time }) => time))
}

/** Something should be known of it that is not: nobody answered, or the answer is overdue. */
function isInDoubt(order: Order, now: number): boolean {
  const { state, cancelRequestedAt, updatedAt } = order
  if (state === 'unresolved') return true
  if (now < Math.max(updatedAt, cancelRequestedAt ?? 0) + OVERDUE_MS) return false
  return state === 'submitting' || cancelRequestedAt !== null || awaitsFills(order)
}
