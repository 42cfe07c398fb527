import { formatAmount } from '../../domain/amount.ts'
import type { WindDown } from '../../domain/guard-record.ts'
import { isFinished, type Order } from '../../domain/order.ts'
import { botOfScope, type TradingScope, type TradingStatus } from '../../domain/trading-state.ts'
import type { Round } from '../../reconciliation/reconcile-rounds.ts'
import { flatten, type HeldAmount, heldAmounts } from '../orders/flatten.ts'
import type { OrderDesk } from '../orders/order-desk.ts'
import type { SignalParts } from '../orders/place-signal.ts'
import type { GuardBook } from './guard-book.ts'

/** A sale that was refused, or rejected, would be again: the next try comes after a while. */
const SELL_AGAIN_MS = 30_000
/** An order may trade just before it is taken back: only what fails again is trouble. */
const FAILED_CANCELS_MIN = 2
/** As long as the exchange has not confirmed, it is asked so often. */
const ASK_AGAIN_MS = 5_000

export interface WindDownStep {
  readonly kind: 'halt' | 'cancel' | 'flatten'
  readonly state: 'waiting' | 'running' | 'confirmed' | 'failed'
  readonly text: string
}

/** A kill switch that is in use, as it is shown. */
export interface KillSwitchProgress {
  readonly startedAt: number
  readonly steps: readonly WindDownStep[]
}

export interface WindDownParts {
  readonly desk: OrderDesk
  readonly signals: SignalParts
  readonly guard: GuardBook
  /** Before, what is held is not known well enough to sell it. */
  readonly isReconciled: () => boolean
  /** Asks the exchange for everything. */
  readonly ask: () => void
  readonly changed: () => void
  /** Into the decision log: that of a single bot is shown nowhere else. */
  readonly logFailure: (scope: TradingScope, detail: string) => void
}

interface FailedCancel {
  readonly times: number
  readonly reason: string
}

/** One that is under way. What it has reached follows from orders, positions and what the exchange told. */
interface Running {
  asked: WindDown
  /** Client order ids of all that were open since it began. */
  readonly seen: Set<string>
  /** What the exchange said when it did not take an order back, by client order id. */
  readonly failures: Map<string, FailedCancel>
  isCancelConfirmed: boolean
  /** Orders of nobody here that were open when that was confirmed: they are not ours to take back. */
  foreign: number
  isFlatConfirmed: boolean
  /** When something was sold last; before that, long ago. */
  soldAt: number
  askedAt: number
  /** Why a sale could not be sent; nothing when it could. */
  refusal: string | undefined
  /** Why nothing is sold at all; nothing when it is. */
  noSale: string | undefined
  steps: readonly WindDownStep[]
}

/**
 * Ways down: orders are taken back, then what is held is sold, for one bot or for the whole account. Each step counts only
 * once the exchange was asked after it and said so. It goes on over lost connections and restarts.
 */
export class WindDowns {
  readonly #parts: WindDownParts
  readonly #running = new Map<TradingScope, Running>()

  constructor(parts: WindDownParts) {
    this.#parts = parts
    for (const asked of parts.guard.record.windDowns) {
      this.#running.set(asked.scope, begun(asked))
    }
  }

  /** A wish with what is under way already; what is done is not asked for again. */
  joined(wish: WindDown): WindDown {
    const before = this.#running.get(wish.scope)
    return before === undefined || isDone(before) ? wish : together(before.asked, wish)
  }

  /** What is asked for from now on, from the first step. `noSale` says why nothing can be sold now. */
  begin(asked: WindDown, noSale: string | undefined): void {
    const next = begun(asked)
    next.noSale = asked.flattens ? noSale : undefined
    this.#running.set(asked.scope, next)
    this.#say(next, this.#openOrders(next))
    this.look()
  }

  /** A person trades on: what was not done is given up. */
  end(scope: TradingScope): void {
    this.#running.delete(scope)
  }

  /** One is under way, or was not ended by anybody yet. */
  get isAny(): boolean {
    return this.#running.size > 0
  }

  /** What is not done holds its scope. */
  holds(scope: TradingScope): TradingStatus | undefined {
    const running = this.#running.get(scope)
    if (running === undefined || isDone(running)) return undefined
    const { reason, startedAt } = running.asked
    return { state: 'halted', reason, since: startedAt }
  }

  /** The account's, from its beginning until somebody resumes trading. */
  get shown(): KillSwitchProgress | null {
    const running = this.#running.get('account')
    return running === undefined
      ? null
      : { startedAt: running.asked.startedAt, steps: running.steps }
  }

  /** After everything that happens: does what can be done now. */
  look(): void {
    if (this.#running.size === 0) return
    for (const running of this.#running.values()) {
      if (!isDone(running)) this.#advance(running)
    }
  }

  #advance(running: Running): void {
    const open = this.#openOrders(running)
    for (const { clientOrderId } of open) running.seen.add(clientOrderId)
    if (running.asked.cancels && !running.isCancelConfirmed) this.#cancel(running, open)
    else if (running.asked.flattens && !running.isFlatConfirmed) this.#sell(running, open)
    this.#say(running, open)
  }

  #cancel({ asked }: Running, open: readonly Order[]): void {
    for (const order of open) this.#parts.desk.takeBack(order, asked.reason)
  }

  /** The exchange did not take one back: it is asked to again after the next look at what is open there. */
  cancelFailed(clientOrderId: string, reason: string): void {
    for (const { asked, seen, failures } of this.#running.values()) {
      if (!seen.has(clientOrderId)) continue
      const times = (failures.get(clientOrderId)?.times ?? 0) + 1
      failures.set(clientOrderId, { times, reason })
      if (times === FAILED_CANCELS_MIN) {
        this.#parts.logFailure(asked.scope, `${clientOrderId} is not taken back: ${reason}`)
      }
    }
  }

  #sell(running: Running, open: readonly Order[]): void {
    const { desk, signals, isReconciled } = this.#parts
    if (running.noSale !== undefined || !isReconciled() || open.length > 0) return
    if (!this.#held(running).some(({ isSellable }) => isSellable)) return
    const now = desk.now()
    if (now < running.soldAt + SELL_AGAIN_MS) return
    running.soldAt = now
    running.refusal = flatten(signals, botOfScope(running.asked.scope))
  }

  /** Tells what the exchange has confirmed: it was asked after the last thing that we did, and answered everything. */
  settled({ record, activity }: Round, activityBefore: number): void {
    for (const running of this.#running.values()) {
      if (isDone(running)) continue
      const { asked } = running
      if (record.openOrders === null || record.failures.length > 0) continue
      if (activity !== activityBefore || this.#openOrders(running).length > 0) continue
      if (asked.cancels) running.isCancelConfirmed = true
      running.foreign = record.openOrders.filter(
        (report) => !this.#parts.desk.orderOf(report),
      ).length
      if (asked.flattens && record.scope === 'books' && running.noSale === undefined) {
        running.isFlatConfirmed = !this.#held(running).some(({ isSellable }) => isSellable)
      }
      this.#say(running, [])
      if (isDone(running)) this.#forget(running)
    }
  }

  /** It is not begun anew after a restart. */
  #forget({ asked: { scope } }: Running): void {
    this.#parts.guard.note((record) => ({
      ...record,
      windDowns: record.windDowns.filter((one) => one.scope !== scope),
    }))
    if (scope !== 'account') this.#running.delete(scope)
  }

  /** Every second: an answer may have got lost. */
  tick(): void {
    const now = this.#parts.desk.now()
    for (const running of this.#running.values()) {
      if (isDone(running) || now < running.askedAt + ASK_AGAIN_MS) continue
      if (!running.asked.cancels && !running.asked.flattens) continue
      running.askedAt = now
      this.#parts.ask()
    }
  }

  #openOrders({ asked: { scope } }: Running): readonly Order[] {
    const botId = botOfScope(scope)
    return [...this.#parts.desk.openOrders()].filter(
      (order) => !isFinished(order) && (botId === undefined || order.intent.botId === botId),
    )
  }

  #held({ asked: { scope } }: Running): readonly HeldAmount[] {
    return heldAmounts(this.#parts.signals, botOfScope(scope))
  }

  #say(running: Running, open: readonly Order[]): void {
    const steps = [
      HALTED,
      ...(running.asked.cancels ? [cancelStep(running, open)] : []),
      ...(running.asked.flattens ? [this.#flattenStep(running)] : []),
    ]
    const isNews = steps.some(
      ({ state, text }, index) =>
        running.steps[index]?.state !== state || running.steps[index]?.text !== text,
    )
    if (!isNews) return
    running.steps = steps
    this.#parts.changed()
  }

  #flattenStep(running: Running): WindDownStep {
    const kind = 'flatten'
    if (running.noSale !== undefined) return { kind, state: 'failed', text: running.noSale }
    const held = this.#held(running)
    if (running.isFlatConfirmed) return { kind, state: 'confirmed', text: leftInWords(held) }
    if (running.asked.cancels && !running.isCancelConfirmed) {
      return { kind, state: 'waiting', text: 'waits until the orders are out of the way' }
    }
    if (running.refusal !== undefined) return { kind, state: 'failed', text: running.refusal }
    if (!this.#parts.isReconciled()) {
      return { kind, state: 'waiting', text: 'waits for the exchange to say what is held' }
    }
    const sellable = held.filter(({ isSellable }) => isSellable)
    const text =
      sellable.length === 0
        ? 'all is sold; the exchange is asked whether that is so'
        : `${sellable.map(inWords).join(', ')} still to be sold`
    return { kind, state: 'running', text }
  }
}

const HALTED: WindDownStep = {
  kind: 'halt',
  state: 'confirmed',
  text: 'No new orders are sent.',
}

function begun(asked: WindDown): Running {
  return {
    asked,
    seen: new Set(),
    failures: new Map(),
    isCancelConfirmed: false,
    foreign: 0,
    isFlatConfirmed: false,
    soldAt: Number.NEGATIVE_INFINITY,
    askedAt: Number.NEGATIVE_INFINITY,
    refusal: undefined,
    noSale: undefined,
    steps: [],
  }
}

function together(first: WindDown, second: WindDown): WindDown {
  return {
    ...first,
    cancels: first.cancels || second.cancels,
    flattens: first.flattens || second.flattens,
  }
}

function isDone({ asked, isCancelConfirmed, isFlatConfirmed }: Running): boolean {
  return (!asked.cancels || isCancelConfirmed) && (!asked.flattens || isFlatConfirmed)
}

function cancelStep(running: Running, open: readonly Order[]): WindDownStep {
  const { seen, isCancelConfirmed, foreign } = running
  const kind = 'cancel'
  if (isCancelConfirmed) {
    const text =
      foreign === 0
        ? `no order is open at the exchange; ${seen.size} were`
        : `no order of ours is open at the exchange; ${seen.size} were. Placed elsewhere and still open: ${foreign}`
    return { kind, state: 'confirmed', text }
  }
  const done = seen.size - open.length
  const text =
    open.length > 0
      ? `${done} of ${seen.size} orders are cancelled at the exchange`
      : `${done} orders are out of the way; the exchange is asked whether that is so`
  const trouble = troubleWith(running, open)
  if (trouble !== undefined) return { kind, state: 'failed', text: `${text}. ${trouble}` }
  return { kind, state: 'running', text }
}

/** What the exchange says about an order that it does not take back, or nothing. */
function troubleWith({ failures }: Running, open: readonly Order[]): string | undefined {
  for (const { clientOrderId } of open) {
    const failure = failures.get(clientOrderId)
    if (failure === undefined || failure.times < FAILED_CANCELS_MIN) continue
    return `${clientOrderId} is not taken back: ${failure.reason}. It is tried again.`
  }
  return undefined
}

function leftInWords(held: readonly HeldAmount[]): string {
  return held.length === 0
    ? 'nothing is held any more'
    : `${held.map(inWords).join(', ')} left: too little to be sold`
}

function inWords({ quantity, market }: HeldAmount): string {
  return `${formatAmount(quantity)} ${market.base}`
}
