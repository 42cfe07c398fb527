import { amountToFloat, type Money } from '../../domain/amount.ts'
import type { BreakerName, BreakerSettings } from '../../domain/breaker.ts'
import type { EquityMarks } from '../../domain/guard-record.ts'
import type { Market } from '../../domain/market.ts'
import { bestOf, type OrderBook } from '../../domain/order-book.ts'
import { type Price, priceToFloat } from '../../domain/price.ts'
import type { EquityPoint } from '../../ports/candle-store.ts'
import { USABLE_BOOK_AGE_MS } from '../../risk/book-prices.ts'
import type { BreakerInputs } from '../../risk/circuit-breaker.ts'
import { EquityMeasure } from '../../risk/measures/equity-measure.ts'
import type { LossStreaks } from '../../risk/measures/loss-streaks.ts'
import { RollingCount } from '../../risk/measures/rolling-count.ts'
import { RollingMaximum } from '../../risk/measures/rolling-maximum.ts'

/** What was moved is kept beside them. */
type Marks = Omit<EquityMarks, 'moved'>

/** Keeps up what the breakers look at, from what happens to the engine. Times are the account's own. */
export class BreakerMeasures {
  readonly inputs: BreakerInputs = nothingKnown()
  readonly #streaks: LossStreaks
  readonly #equity: EquityMeasure
  #equityAt = Number.NaN
  readonly #highestPrice = new RollingMaximum()
  /** Of the prices below zero, so that the lowest is the highest. */
  readonly #lowestPrice = new RollingMaximum()
  readonly #sent = new RollingCount()
  readonly #answered = new RollingCount()
  readonly #rejected = new RollingCount()
  #settings: BreakerSettings
  /** By bot: how long its strategy took last. */
  readonly #evaluations = new Map<string, number>()

  constructor(settings: BreakerSettings, streaks: LossStreaks) {
    this.#settings = settings
    this.#streaks = streaks
    this.#equity = new EquityMeasure(this.#windowMs('equity-drop'))
    this.#restartPrices()
  }

  /** From now on windows are as long as these say. */
  follow(settings: BreakerSettings): void {
    const before = this.#settings
    this.#settings = settings
    const isNew = (name: BreakerName) => before[name].windowMs !== settings[name].windowMs
    if (isNew('equity-drop')) this.#equity.restartWindow(this.#windowMs('equity-drop'))
    if (isNew('price-jump')) this.#restartPrices()
    this.#readMarks()
  }

  /** What was before this process: the marks as they were noted last, and the equity since, oldest first. */
  recall(marks: Marks | null, points: readonly EquityPoint[]): void {
    if (marks !== null) this.#equity.resume(marks)
    for (const { time, equity } of points) {
      if (marks === null || time > marks.time) this.#equity.add(time, amountToFloat(equity), 0)
    }
  }

  /** To be noted whenever points alone would not tell them; nothing while equity is not known. */
  marks(): Marks | undefined {
    const { equity, equityHighest, equityAtMidnight, equityPeak } = this.inputs
    if (Number.isNaN(equity)) return undefined
    return {
      time: this.#equityAt,
      equity,
      highest: equityHighest,
      atMidnight: equityAtMidnight,
      peak: equityPeak,
    }
  }

  /** And how much of it was moved in since the last time, or out. */
  equityIs(now: number, equity: Money, moved: Money): void {
    const worth = amountToFloat(equity)
    this.inputs.equity = worth
    this.#equityAt = now
    this.#equity.add(now, worth, amountToFloat(moved))
    this.#readMarks()
  }

  /** Something that is held has no price. */
  equityIsUnknown(now: number): void {
    this.inputs.equity = Number.NaN
    this.#equityAt = now
    this.#readMarks()
  }

  #readMarks(): void {
    const { inputs } = this
    inputs.equityHighest = this.#equity.highest(this.#equityAt)
    inputs.equityAtMidnight = this.#equity.atMidnight
    inputs.equityPeak = this.#equity.peak
  }

  /** At the time when it was so, by the account's clock. */
  priceIs(time: number, market: Market, price: Price): void {
    const paid = priceToFloat(market, price)
    this.#highestPrice.add(time, paid)
    this.#lowestPrice.add(time, -paid)
    this.inputs.priceHighest = this.#highestPrice.at(time)
    this.inputs.priceLowest = -this.#lowestPrice.at(time)
  }

  /** One that is old, or whose bid is not below its ask, says nothing about what is offered now. */
  bookIs(now: number, book: OrderBook | undefined): void {
    const isFresh = book !== undefined && now - book.time <= USABLE_BOOK_AGE_MS
    const best = isFresh ? bestOf(book) : undefined
    const bid = best?.bid?.price
    const ask = best?.ask?.price
    const isUsable = bid !== undefined && ask !== undefined && bid < ask
    this.inputs.bid = isUsable ? Number(bid) : Number.NaN
    this.inputs.ask = isUsable ? Number(ask) : Number.NaN
  }

  sent(now: number): void {
    this.#sent.add(now)
    this.inputs.ordersSent = this.#sent.within(this.#windowMs('order-rate'), now)
  }

  answered(now: number, isRejected: boolean): void {
    this.#answered.add(now)
    if (isRejected) this.#rejected.add(now)
  }

  /** Whether an order was rejected within the window, or a little longer ago. */
  get hasRejections(): boolean {
    return this.#rejected.size > 0
  }

  evaluated(botId: string, ms: number): void {
    this.#evaluations.set(botId, ms)
  }

  processIs(eventLoopDelayMs: number, memoryMiB: number): void {
    this.inputs.eventLoopDelayMs = eventLoopDelayMs
    this.inputs.memoryMiB = memoryMiB
  }

  /** What has fallen out of its window. */
  passTime(now: number): void {
    const { inputs } = this
    inputs.ordersSent = this.#sent.within(this.#windowMs('order-rate'), now)
    const windowMs = this.#windowMs('reject-rate')
    inputs.answered = this.#answered.within(windowMs, now)
    inputs.rejected = this.#rejected.within(windowMs, now)
  }

  lookAt(botId: string, now: number): void {
    const { inputs } = this
    inputs.lossesInARow = this.#streaks.count(botId, this.#windowMs('loss-streak'), now)
    inputs.evaluationMs = this.#evaluations.get(botId) ?? 0
  }

  /** What has happened is behind us. */
  restart(name: BreakerName, botId: string | undefined): void {
    if (name === 'equity-drop') this.#equity.restartWindow(this.#windowMs(name))
    if (name === 'daily-loss') this.#equity.restartDay()
    if (name === 'drawdown') this.#equity.restartPeak()
    this.#readMarks()
    if (name === 'price-jump') this.#restartPrices()
    if (name === 'order-rate') this.#sent.clear()
    if (name === 'reject-rate') {
      this.#answered.clear()
      this.#rejected.clear()
    }
    if (name === 'loss-streak' && botId !== undefined) this.#streaks.restart(botId)
    if (name === 'strategy-failure' && botId !== undefined) this.#evaluations.delete(botId)
  }

  #restartPrices(): void {
    const windowMs = this.#windowMs('price-jump')
    this.#highestPrice.clear(windowMs)
    this.#lowestPrice.clear(windowMs)
    // Nothing has jumped before there are two prices.
    this.inputs.priceHighest = 1
    this.inputs.priceLowest = 1
  }

  #windowMs(name: BreakerName): number {
    return this.#settings[name].windowMs ?? 0
  }
}

function nothingKnown(): BreakerInputs {
  const unknown = Number.NaN
  return {
    equity: unknown,
    equityHighest: unknown,
    equityAtMidnight: unknown,
    equityPeak: unknown,
    lossesInARow: 0,
    evaluationMs: 0,
    answered: 0,
    rejected: 0,
    unresolvedMs: 0,
    openDrifts: 0,
    staleMs: 0,
    lateMs: 0,
    candleMs: 1,
    clockOffsetMs: unknown,
    priceLowest: 1,
    priceHighest: 1,
    bid: 1,
    ask: 1,
    ordersSent: 0,
    failedWrites: 0,
    memoryMiB: unknown,
    eventLoopDelayMs: unknown,
  }
}
