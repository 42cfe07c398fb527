import { formatAmount, type Money, subtract, ZERO_MONEY } from '../domain/amount.ts'
import type { Balance } from '../domain/balance.ts'
import { DECIMALS_MAX, formatDecimal, parseDecimal } from '../domain/decimal-text.ts'
import type { Drift, Move } from '../domain/drift.ts'
import type { Execution, OrderName } from '../domain/fill.ts'
import type { MarketBook } from '../domain/market-book.ts'
import { awaitsFills, isFinished, type Order, type OrderEvent } from '../domain/order.ts'
import type { Transfer } from '../domain/transfer.ts'
import type { Clock } from '../ports/clock.ts'
import type { ExchangeTraits, OrderLookup, OrderReport } from '../ports/exchange-client.ts'
import { AbsenceEvidence } from './absence-evidence.ts'
import { undoneTransfers } from './adopted-transfers.ts'
import { isLeaving, unexplained } from './compare-balances.ts'
import { byClientOrderId, eventOf, findingOn } from './compare-orders.ts'
import type { DriftBook, FoundDrift } from './drift-book.ts'
import { type ExchangeRecord, strangerKey } from './exchange-record.ts'
import { movesOf } from './moves-of.ts'

/** Our record, and the ways in which it changes; every change is stored before the next question is asked of it. */
export interface Books {
  readonly now: () => number
  openOrders(): Iterable<Order>
  findOrder(clientOrderId: string): Order | undefined
  orderOf(name: OrderName): Order | undefined
  /** Takes an order into our record that somebody else placed; false where that cannot be done. */
  adopt(report: OrderReport): boolean
  /** Grows with everything that moves money or sends an order. */
  readonly activity: number
  balances(): ReadonlyMap<string, Money>
  apply(event: OrderEvent): void
  book(execution: Execution): void
  transfer(transfers: readonly Transfer[]): void
}

export interface ReconcilerParts {
  readonly books: Books
  readonly drifts: DriftBook
  readonly markets: MarketBook
  readonly traits: ExchangeTraits
  readonly clock: Clock
}

/** How long the fills of an order may take to be listed after the exchange has counted them. */
const FILLS_LATE_MS = 60_000

/**
 * Holds our record against the exchange's. What is missing in ours is booked; what cannot be explained becomes a drift. A
 * question that was not answered changes nothing.
 */
export class Reconciler {
  readonly #parts: ReconcilerParts
  readonly #absences: AbsenceEvidence
  /** Balances that did not match when last compared, by currency. */
  #suspects: ReadonlyMap<string, Suspect> = new Map()
  /** Orders that are finished by our record and were listed as open when last asked: since when. */
  #listedSince: ReadonlyMap<string, number> = new Map()

  constructor(parts: ReconcilerParts) {
    this.#parts = parts
    this.#absences = new AbsenceEvidence(parts.traits)
  }

  /** To be told before what was asked then is settled: how much time has passed since orders were sent is not known. */
  timeJumped(now: number): void {
    this.#absences.beginAnew(now)
  }

  /** Takes what a round of questions brought into the books; returns the drifts that are new, changed or gone. */
  settle(record: ExchangeRecord, activityWhenAsked: number): readonly Drift[] {
    this.#adoptOrders(record)
    const changed = [...this.#settleStrangers(record), ...this.#bookOurs(record)]
    const told = this.#settleOrders(record)
    changed.push(...this.#findMissing(record, told), ...this.#findExternalOrders(record))
    this.#parts.books.transfer(record.transfers)
    if (record.balances) {
      const { balances, leaving } = record
      changed.push(...this.#settleBalances({ balances, leaving }, activityWhenAsked))
    }
    return changed
  }

  /** Orders that somebody else placed and the user has taken over: they may have ended before they were asked for. */
  #adoptOrders({ openOrders, strangers }: ExchangeRecord): void {
    for (const lookup of strangers.values()) {
      if (lookup.kind === 'found') this.#adoptOrder(lookup.report)
    }
    for (const report of openOrders ?? []) this.#adoptOrder(report)
  }

  #adoptOrder(report: OrderReport): void {
    const { books, drifts } = this.#parts
    const { symbol, exchangeOrderId: about } = report
    if (!drifts.adopted({ kind: 'external-order', symbol, about })) return
    if (books.orderOf(report) === undefined) books.adopt(report)
  }

  /** Fills that were missing; what was taken for somebody else's may have turned out to be ours. */
  #bookOurs({ executions }: ExchangeRecord): readonly Drift[] {
    const { books, drifts } = this.#parts
    return executions.flatMap((execution) => {
      if (!books.orderOf(execution)) return []
      const { symbol, fillId } = execution
      const subject = { kind: 'external-fill', symbol, about: fillId } as const
      const adopted = drifts.adopted(subject)
      // First, so that a crash between leaves a fill that is missing, and asked for, rather than one that counts twice.
      if (adopted) books.transfer(undoneTransfers(adopted, books.now()))
      books.book(execution)
      return drifts.explained(subject)
    })
  }

  /** Returns the client order ids of those of which anything was told. */
  #settleOrders({
    openOrders,
    lookups,
    toldSymbols,
    askedAt,
  }: ExchangeRecord): ReadonlySet<string> {
    const { books } = this.#parts
    const listed = byClientOrderId(openOrders ?? [], books.openOrders())
    const told = new Set<string>()
    this.#reviveAbsent(openOrders ?? [])
    for (const order of [...books.openOrders()]) {
      const { clientOrderId } = order
      const finding = findingOn(order, listed, lookups, books.now())
      if (finding.kind === 'told') {
        told.add(clientOrderId)
        this.#absences.forget(clientOrderId)
        books.apply(finding.event)
      } else if (finding.kind === 'absent' && order.state === 'unresolved') {
        // One that is still submitting may yet leave; and where trades are not told, it may have traded.
        if (toldSymbols.has(order.intent.symbol) && this.#absences.note(order, askedAt)) {
          books.apply({ kind: 'absent', clientOrderId, time: books.now() })
        }
      }
    }
    return told
  }

  /** An order that was concluded never to have arrived is at the exchange after all. */
  #reviveAbsent(openOrders: readonly OrderReport[]): void {
    const { books } = this.#parts
    for (const report of openOrders) {
      const { clientOrderId } = report
      if (clientOrderId === null || books.findOrder(clientOrderId)?.state !== 'absent') continue
      books.apply(eventOf(report, clientOrderId, books.now()))
    }
  }

  /** Executions of orders that we did not know by that id: ours after all, or somebody else's. */
  #settleStrangers({ strangers, executions, askedAt }: ExchangeRecord): readonly Drift[] {
    const { books } = this.#parts
    for (const lookup of strangers.values()) {
      if (lookup.kind !== 'found') continue
      const order = books.orderOf(lookup.report)
      if (order) books.apply(eventOf(lookup.report, order.clientOrderId, books.now()))
    }
    return executions.flatMap((execution) => {
      const lookup = strangers.get(strangerKey(execution))
      if (!lookup || !this.#isConclusive(lookup, execution, askedAt)) return []
      return books.orderOf(execution) ? [] : this.#note(this.#externalFill(execution))
    })
  }

  /** An order that has traded and is denied may only be slow to be listed. */
  #isConclusive({ kind }: OrderLookup, { time }: Execution, askedAt: number): boolean {
    if (kind === 'absent') return askedAt >= time + this.#parts.traits.visibilityLagMs
    return kind === 'found'
  }

  #externalFill(execution: Execution): FoundDrift {
    const market = this.#parts.markets.get(execution.symbol)
    const { side, quantity, cost, fillId } = execution
    return {
      kind: 'external-fill',
      about: fillId,
      symbol: market.symbol,
      currencies: [market.base, market.quote],
      moves: movesOf(execution, market),
      ours: 'no such trade',
      theirs: `${side === 'buy' ? 'bought' : 'sold'} ${formatAmount(quantity)} ${market.base} for ${formatAmount(cost)} ${market.quote}`,
    }
  }

  #findExternalOrders({ openOrders, askedAt }: ExchangeRecord): readonly Drift[] {
    if (openOrders === null) return []
    this.#noteFinished(openOrders)
    const external = openOrders.filter((report) => !this.#isOurs(report, askedAt))
    const noted = external.flatMap((report) => this.#note(this.#externalOrder(report)))
    const found = new Set(external.map(strangerKey))
    const gone = this.#parts.drifts.keep('external-order', ({ symbol, about }) =>
      found.has(strangerKey({ symbol: symbol ?? '', exchangeOrderId: about })),
    )
    return [...noted, ...gone]
  }

  /** From when the list is read, not from when it was asked for: one that finished meanwhile may be on it. */
  #noteFinished(openOrders: readonly OrderReport[]): void {
    const { books, clock } = this.#parts
    const now = clock.now()
    const finished = openOrders.filter((report) => {
      const order = books.orderOf(report)
      return order !== undefined && isFinished(order)
    })
    const since = (key: string) => [key, this.#listedSince.get(key) ?? now] as const
    this.#listedSince = new Map(finished.map(strangerKey).map(since))
  }

  /**
   * One that is finished by our record is nobody's any more once it is listed again and no list can be so old: it works, and
   * nothing watches it. When it finished is of no use here, since that is told by the exchange's clock.
   */
  #isOurs(report: OrderReport, askedAt: number): boolean {
    if (this.#parts.books.orderOf(report) === undefined) return false
    const since = this.#listedSince.get(strangerKey(report)) ?? askedAt
    return askedAt <= since + this.#parts.traits.visibilityLagMs
  }

  #externalOrder({ exchangeOrderId, symbol, side, quantity, price }: OrderReport): FoundDrift {
    const [base = symbol, quote = ''] = symbol.split('/')
    const at = price === null ? 'at the market price' : `at ${plainPrice(price)}`
    return {
      kind: 'external-order',
      about: exchangeOrderId,
      symbol,
      currencies: [base, quote],
      moves: [],
      ours: 'no such order',
      theirs: `${side} ${formatAmount(quantity)} ${base} ${at}`,
    }
  }

  /** Orders that the exchange took and now denies, and trades that it counted and does not show. */
  #findMissing({ lookups, askedAt }: ExchangeRecord, told: ReadonlySet<string>): readonly Drift[] {
    const { books, drifts } = this.#parts
    const found = new Map<string, FoundDrift>()
    for (const order of books.openOrders()) {
      const isDenied = lookups.get(order.clientOrderId)?.kind === 'absent' && !isInDoubt(order)
      if (isDenied && this.#absences.note(order, askedAt)) {
        found.set(order.clientOrderId, this.#missingOrder(order))
      } else if (awaitsFills(order) && books.now() > order.updatedAt + FILLS_LATE_MS) {
        found.set(order.clientOrderId, this.#missingFills(order))
      }
    }
    const noted = [...found.values()].flatMap((drift) => this.#note(drift))
    const orderOf = ({ about }: Drift) => books.findOrder(about)
    const isAwaited = (order: Order | undefined) => order !== undefined && awaitsFills(order)
    const isMissing = (order: Order | undefined) =>
      order !== undefined && !isFinished(order) && !told.has(order.clientOrderId)
    return [
      ...noted,
      ...drifts.keep('missing-fills', (drift) => isAwaited(orderOf(drift))),
      ...drifts.keep('missing-order', (drift) => isMissing(orderOf(drift))),
    ]
  }

  #missingOrder(order: Order): FoundDrift {
    return {
      ...this.#aboutOrder(order),
      kind: 'missing-order',
      ours: `an open order for ${formatAmount(order.intent.quantity)}`,
      theirs: 'no such order',
    }
  }

  #missingFills(order: Order): FoundDrift {
    return {
      ...this.#aboutOrder(order),
      kind: 'missing-fills',
      ours: `fills of ${formatAmount(order.filledQuantity)}`,
      theirs: `${formatAmount(order.reportedQuantity)} traded`,
    }
  }

  #aboutOrder({ clientOrderId, intent }: Order) {
    const { base, quote, symbol } = this.#parts.markets.get(intent.symbol)
    return { about: clientOrderId, symbol, currencies: [base, quote], moves: [] }
  }

  /**
   * A balance that does not match may be the trace of something under way, so it counts only when it is seen twice, with
   * the same difference and the exchange's lag between; nothing is risked on it from the first time on.
   */
  #settleBalances({ balances, leaving }: Holdings, activityWhenAsked: number): readonly Drift[] {
    const { books, drifts, traits } = this.#parts
    if (books.activity !== activityWhenAsked) return []
    const now = books.now()
    const moves = unexplained(balances, books.balances(), drifts.all()).filter(
      (move) => !isLeaving(move, leaving),
    )
    const suspects = new Map<string, Suspect>()
    const found: Drift[] = []
    for (const move of moves) {
      const before = this.#suspects.get(move.currency)
      const isSame = before !== undefined && before.amount === move.amount
      const suspect = isSame ? before : { amount: move.amount, since: now }
      suspects.set(move.currency, suspect)
      if (isSame && now >= suspect.since + traits.visibilityLagMs) {
        found.push(...this.#note(this.#balanceDrift(move, balances)))
      }
    }
    this.#suspects = suspects
    drifts.suspect([...suspects.keys()])
    return [...found, ...drifts.keep('balance', ({ about }) => suspects.has(about))]
  }

  #balanceDrift(move: Move, balances: readonly Balance[]): FoundDrift {
    const { currency, amount } = move
    const theirs = balances.find((balance) => balance.currency === currency)?.total ?? ZERO_MONEY
    // With what other drifts explain already.
    const ours = subtract(theirs, amount)
    return {
      kind: 'balance',
      about: currency,
      symbol: null,
      currencies: [currency],
      moves: [move],
      ours: formatAmount(ours),
      theirs: formatAmount(theirs),
    }
  }

  #note(found: FoundDrift): readonly Drift[] {
    const drift = this.#parts.drifts.note(found, this.#parts.books.now())
    return drift ? [drift] : []
  }
}

/** What the exchange holds, and what is on its way out of that. */
type Holdings = { readonly balances: readonly Balance[] } & Pick<ExchangeRecord, 'leaving'>

interface Suspect {
  readonly amount: Money
  readonly since: number
}

function isInDoubt({ state }: Order): boolean {
  return state === 'submitting' || state === 'unresolved'
}

/** Without the zeros that some exchanges end prices with. */
function plainPrice(text: string): string {
  const price = parseDecimal(text, DECIMALS_MAX)
  return price.ok ? formatDecimal(price.value, DECIMALS_MAX) : text
}
