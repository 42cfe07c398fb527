import type { EngineSnapshot, EngineStatus } from '../contract/engine-view.ts'
import { type Candle, candleFault } from '../domain/candle.ts'
import type { Order } from '../domain/order.ts'
import { timeframeMs } from '../domain/timeframe.ts'
import { CandleBuilder } from '../market/candle-builder.ts'
import type { MarketListener } from '../ports/market-feed.ts'
import { resolveOrders } from '../reconciliation/resolve-orders.ts'
import { type SessionState, snapshotView, statusView } from './account-view.ts'
import { combineListeners } from './combine-listeners.ts'
import type { SessionParts } from './session-parts.ts'
import { UpdatePublisher } from './update-publisher.ts'
import { HISTORY_CANDLES, warmUp } from './warm-up.ts'

/** How soon an exchange that did not answer is asked again about unresolved orders. */
const RECONCILE_AGAIN_MS = 2_000

/** An open account at work: its engine, fed by its market, seen by whoever observes it. */
export class AccountSession {
  readonly #parts: SessionParts
  readonly #publisher: UpdatePublisher
  #speed: number | null
  #lastCandleAt: number | null = null
  #isFeeding = false
  #isClosed = false

  constructor(parts: SessionParts) {
    this.#parts = parts
    this.#speed = parts.opened.kind === 'paced' ? parts.opened.candlesPerSecond : null
    const [runner] = parts.engine.runners
    this.#publisher = new UpdatePublisher({
      market: parts.record.market,
      lineIds: runner?.definition.lines.map(({ id }) => id) ?? [],
      clock: parts.wallClock,
      readStatus: () => this.status(),
      readLines: () => runner?.lines() ?? [],
      publish: parts.observers.publish,
    })
    const listeners = [this.#publisher, parts.observers.listener]
    parts.engine.listen(combineListeners(listeners, (error) => this.#throwLater(error)))
  }

  /** Past candles, start-up reconciliation, then the market. */
  async start(): Promise<void> {
    await this.#loadHistory()
    this.#warmUp()
    await this.#reconcile()
    if (!this.#isClosed) this.#startFeed()
  }

  status(): EngineStatus {
    return statusView(this.#parts, this.#state())
  }

  /** All there is to show; the next update has the sequence number after this. */
  snapshot(): EngineSnapshot {
    this.#publisher.flush()
    return snapshotView(this.#parts, this.#state(), this.#publisher.sequence)
  }

  halt(reason: string): void {
    this.#parts.engine.enqueue({ kind: 'halt', reason })
  }

  /** Takes up again what a failing store had stopped, too. */
  resume(): void {
    const { engine } = this.#parts
    const wasStalled = engine.stalled
    engine.enqueue({ kind: 'resume' })
    if (wasStalled && !engine.stalled) this.#startFeed()
  }

  startBot(botId: string): void {
    this.#parts.engine.enqueue({ kind: 'start-bot', botId })
  }

  stopBot(botId: string): void {
    this.#parts.engine.enqueue({ kind: 'stop-bot', botId })
  }

  /** False where time is real. */
  setSpeed(candlesPerSecond: number): boolean {
    const { opened } = this.#parts
    if (opened.kind !== 'paced') return false
    opened.feed.setPace(candlesPerSecond)
    this.#speed = candlesPerSecond
    this.#publisher.statusChanged()
    return true
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#stopFeed()
    this.#publisher.stop()
    this.#parts.stores.close()
  }

  async #loadHistory(): Promise<void> {
    const { candles, opened } = this.#parts
    if (candles.loadRecentCandles(1).length > 0) return
    const history = await opened.feed.loadHistory(HISTORY_CANDLES)
    if (!this.#isClosed) candles.appendHistory(history)
  }

  #warmUp(): void {
    const { candles, engine, portfolio } = this.#parts
    if (this.#isClosed) return
    const [last] = candles.loadRecentCandles(1)
    if (last === undefined) return
    for (const runner of engine.runners) warmUp(runner, candles, this.#stepMs)
    portfolio.markAt(last.close)
    this.#parts.marketClock?.advanceTo(this.#closeTime(last))
  }

  /** No bot trades before every order of the last run is accounted for. */
  async #reconcile(): Promise<void> {
    const { engine, exchange, ledger, wallClock, marketClock } = this.#parts
    if (this.#isClosed) return
    const clock = marketClock ?? wallClock
    const known: Order[] = []
    const unknown: Order[] = []
    for (const order of ledger.loadOpenOrders()) {
      engine.track(order)
      const isUnknown = order.state === 'submitting' || order.state === 'unresolved'
      if (isUnknown) unknown.push(order)
      else known.push(order)
    }
    exchange.restore(known)
    for (const { clientOrderId } of unknown) {
      const reason = 'Cryptobot stopped before it learned what became of this order'
      engine.enqueue({
        kind: 'order',
        event: { kind: 'unknown', clientOrderId, reason, time: clock.now() },
      })
    }
    await this.#resolve(unknown)
  }

  async #resolve(unknown: readonly Order[]): Promise<void> {
    const { engine, exchange, wallClock, marketClock } = this.#parts
    const { events, open } = await resolveOrders(unknown, exchange, marketClock ?? wallClock)
    if (this.#isClosed) return
    for (const event of events) engine.enqueue({ kind: 'order', event })
    if (open.length === 0) {
      engine.enqueue({ kind: 'reconciled' })
      return
    }
    const left = open.map(({ order }) => order)
    wallClock.schedule(RECONCILE_AGAIN_MS, () => void this.#resolve(left))
  }

  #startFeed(): void {
    const { candles, opened } = this.#parts
    this.#stopFeed()
    const last = candles.loadRecentCandles(1)[0]?.openTime ?? null
    this.#isFeeding = true
    opened.feed.start(this.#marketListener(new CandleBuilder(last)), last)
  }

  /** The exchange hears of a candle first, so that what it filled is booked before a strategy decides. */
  #marketListener(builder: CandleBuilder): MarketListener {
    const { engine, exchange, marketClock, wallClock } = this.#parts
    return {
      onCandle: (candle, closed) => {
        if (candleFault(candle) !== undefined) return
        this.#lastCandleAt = wallClock.now()
        if (closed) marketClock?.advanceTo(this.#closeTime(candle))
        exchange.onCandle(candle, closed)
        const next = builder.add(candle, closed)
        if (next) engine.enqueue({ kind: 'candle', candle: next })
        if (engine.stalled) this.#stopFeed()
      },
      onStatus: (status) => engine.enqueue({ kind: 'feed', status }),
    }
  }

  #stopFeed(): void {
    if (!this.#isFeeding) return
    this.#isFeeding = false
    this.#parts.opened.feed.stop()
  }

  #closeTime(candle: Candle): number {
    return candle.openTime + this.#stepMs
  }

  get #stepMs(): number {
    return timeframeMs(this.#parts.opened.feed.timeframe)
  }

  /** Out of the engine's way, to where the process notices errors that nobody caught. */
  #throwLater(error: unknown): void {
    this.#parts.wallClock.schedule(0, () => {
      throw error
    })
  }

  #state(): SessionState {
    return { speed: this.#speed, lastCandleAt: this.#lastCandleAt }
  }
}
