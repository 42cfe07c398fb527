import { assert } from '../../domain/assert.ts'
import type { Candle } from '../../domain/candle.ts'
import { DECIMALS_MAX } from '../../domain/decimal-text.ts'
import type { Market } from '../../domain/market.ts'
import { failure, type Result, success } from '../../domain/result.ts'
import { type Timeframe, timeframeMs } from '../../domain/timeframe.ts'
import type { Clock } from '../../ports/clock.ts'
import type { FeedStatus, MarketFeed, MarketListener } from '../../ports/market-feed.ts'
import { backOffMs } from './back-off.ts'
import type { CandleClient } from './candle-client.ts'
import { CandleProgress } from './candle-progress.ts'
import { nextCandles, sameCandle } from './candle-sequence.ts'
import { type ExchangeFailure, misunderstood } from './exchange-failure.ts'
import { feedStatuses } from './feed-statuses.ts'
import { FAILING_MS_MAX, isLate, nextPollMs, STREAM_QUIET_MS } from './feed-timing.ts'
import { loadCandleHistory } from './load-candle-history.ts'
import { candlesFromRows, type OhlcvRow, priceDecimalsIn } from './ohlcv.ts'
import type { OwnStream } from './own-stream.ts'
import { REVISABLE_MAX, RevisionWatch } from './revision-watch.ts'

interface CcxtFeedParts {
  readonly client: CandleClient
  readonly market: Market
  readonly timeframe: Timeframe
  readonly clock: Clock
  readonly jitterSeed: number
  readonly ownStream?: OwnStream
}

/** One life of the feed, from start to stop. What a request of an earlier life brings home is not looked at. */
interface Run {
  readonly listener: MarketListener
  readonly progress: CandleProgress
  /** Open time of the last candle that was handed out as closed. */
  cursor: number | null
  forming: Candle | undefined
  timeKnown: boolean
  failures: number
  succeededAt: number
  /** When the stream last told something. */
  heardAt: number
  /** Open time of the candle for whose sake the closed ones were last asked for at once. */
  askedFor: number
  status: FeedStatus
}

/**
 * An exchange's public candles. A candle is closed when a younger one exists; after an outage, the missed ones are handed
 * out first, and only then is the feed 'running' again. How the forming one grows is heard from the stream, where there is
 * one, and so is that it has closed: what it closed at is asked for, as everything that a stream could have missed.
 */
export class CcxtFeed implements MarketFeed {
  readonly market: Market
  readonly timeframe: Timeframe
  readonly #client: CandleClient
  readonly #clock: Clock
  readonly #jitterSeed: number
  readonly #ownStream: OwnStream | undefined
  readonly #revisions = new RevisionWatch()
  #historyEnd: number | null = null
  #run: Run | null = null
  /** Null while a request is under way. */
  #cancelPoll: (() => void) | null = null
  #cancelPause: (() => void) | null = null

  constructor({ client, market, timeframe, clock, jitterSeed, ownStream }: CcxtFeedParts) {
    this.market = market
    this.timeframe = timeframe
    this.#client = client
    this.#clock = clock
    this.#jitterSeed = jitterSeed
    this.#ownStream = ownStream
  }

  get exchangeName(): string {
    return this.#client.exchangeName
  }

  /** Shorter than asked for, or empty, when the exchange has no more or cannot be reached. */
  async loadHistory(count: number): Promise<readonly Candle[]> {
    const history = await loadCandleHistory({
      client: this.#client,
      clock: this.#clock,
      timeframe: this.timeframe,
      priceDecimals: this.market.priceDecimals,
      count,
    })
    this.#historyEnd = history.at(-1)?.openTime ?? this.#historyEnd
    for (const candle of history.slice(-REVISABLE_MAX)) this.#revisions.note(candle)
    return history
  }

  start(listener: MarketListener, afterOpenTime: number | null): void {
    assert(this.#run === null, 'a feed is started once')
    const now = this.#clock.now()
    const run: Run = {
      listener,
      progress: new CandleProgress(this.timeframe, now),
      cursor: afterOpenTime ?? this.#historyEnd,
      forming: undefined,
      timeKnown: false,
      failures: 0,
      succeededAt: now,
      heardAt: Number.NEGATIVE_INFINITY,
      askedFor: 0,
      status: feedStatuses.connecting(this.exchangeName),
    }
    this.#run = run
    listener.onStatus(run.status)
    this.#pollAfter(0, run)
    this.#ownStream?.open()
    if (this.#client.hasStream) void this.#follow(run)
  }

  stop(): void {
    this.#run = null
    this.#cancelPoll?.()
    this.#cancelPoll = null
    this.#cancelPause?.()
    this.#cancelPause = null
    this.#ownStream?.close()
  }

  /** A stream that breaks is opened again after a while; meanwhile the candles are asked for as if there were none. */
  async #follow(run: Run): Promise<void> {
    let failures = 0
    while (this.#run === run) {
      const told = await this.#client.watchPage()
      if (this.#run !== run) return
      const isOtherThanBefore = told.ok ? failures > 0 : failures === 0
      failures = told.ok ? 0 : failures + 1
      if (!told.ok) run.heardAt = Number.NEGATIVE_INFINITY
      // What was told while it was cut was told to nobody.
      if (isOtherThanBefore) this.#pollAtOnce(run)
      if (told.ok) this.#hear(told.value, run)
      else await this.#pause(backOffMs(failures, 0, this.#jitterSeed))
    }
  }

  #pause(delayMs: number): Promise<void> {
    return new Promise((resume) => {
      this.#cancelPause = this.#clock.schedule(delayMs, resume)
    })
  }

  #hear(rows: readonly OhlcvRow[], run: Run): void {
    const candles = candlesFromRows(rows, this.market.priceDecimals)
    if (!candles.ok && isFiner(rows, this.market)) run.listener.onFinerPrices?.()
    const newest = candles.ok ? candles.value.at(-1) : undefined
    const now = this.#clock.now()
    if (newest === undefined || run.cursor === null) return
    if (run.progress.isFuture(newest.openTime, now)) {
      // Either clock may have been set since they were compared: whoever asks compares them again.
      this.#askAtOnce(newest.openTime, run)
      return
    }
    run.heardAt = now
    const known = run.forming
    const isNext = newest.openTime === run.cursor + timeframeMs(this.timeframe)
    if (newest.openTime === known?.openTime) {
      // What was asked for may have been younger than what is only told now.
      if (newest.volume >= known.volume) this.#handOutForming(newest, run)
    } else if (isNext) this.#handOutForming(newest, run)
    else if (newest.openTime > run.cursor) this.#askAtOnce(newest.openTime, run)
  }

  /** The one before has closed; a server that lags is asked again in its own time. */
  #askAtOnce(openTime: number, run: Run): void {
    if (openTime <= run.askedFor) return
    if (this.#pollAtOnce(run)) run.askedFor = openTime
  }

  /** False while a request is under way, and while the exchange failed to answer: then it is given the time it needs. */
  #pollAtOnce(run: Run): boolean {
    if (this.#cancelPoll === null || run.failures > 0) return false
    this.#cancelPoll()
    this.#pollAfter(0, run)
    return true
  }

  #pollAfter(delayMs: number, run: Run): void {
    if (this.#run !== run) return
    this.#cancelPoll = this.#clock.schedule(delayMs, () => void this.#poll(run))
  }

  async #poll(run: Run): Promise<void> {
    this.#cancelPoll = null
    this.#noteSilence(run)
    const page = await this.#fetchPage(run)
    if (this.#run !== run) return
    this.#pollAfter(page.ok ? this.#accept(page.value, run) : this.#endure(page.error, run), run)
  }

  async #fetchPage(run: Run): Promise<Result<Candle[], ExchangeFailure>> {
    if (!run.timeKnown) {
      const measured = await this.#measureTime(run)
      if (!measured.ok) return measured
    }
    const rows = await this.#client.fetchPage(this.#firstWanted(run))
    if (!rows.ok) return rows
    const candles = candlesFromRows(rows.value, this.market.priceDecimals)
    if (!candles.ok && isFiner(rows.value, this.market)) {
      run.listener.onFinerPrices?.()
      return failure(misunderstood('quotes finer prices than before'))
    }
    if (!candles.ok) return failure(misunderstood(`sent ${candles.error}`))
    const future = await this.#checkTimes(candles.value, run)
    return future ?? success(candles.value)
  }

  async #measureTime(run: Run): Promise<Result<number, ExchangeFailure>> {
    const offset = await this.#client.measureTimeOffset()
    if (!offset.ok) return offset
    run.progress.setOffset(offset.value)
    run.timeKnown = true
    return offset
  }

  /** Either clock may have been set since they were compared, so they are compared again before a candle is refused. */
  async #checkTimes(
    candles: readonly Candle[],
    run: Run,
  ): Promise<Result<never, ExchangeFailure> | undefined> {
    const newest = candles.at(-1)?.openTime ?? 0
    if (!run.progress.isFuture(newest, this.#clock.now())) return undefined
    const measured = await this.#measureTime(run)
    if (!measured.ok) return measured
    if (!run.progress.isFuture(newest, this.#clock.now())) return undefined
    return failure(misunderstood('sent candles that lie in the future by this computer’s clock'))
  }

  /** From before the last known one: proof that nothing lies between that and what follows it, and what may be revised. */
  #firstWanted(run: Run): number | undefined {
    return run.cursor === null
      ? undefined
      : run.cursor - REVISABLE_MAX * timeframeMs(this.timeframe)
  }

  /** Hands out what is new; returns when to ask again. */
  #accept(page: readonly Candle[], run: Run): number {
    const now = this.#clock.now()
    const isStart = run.cursor === null
    const next = nextCandles(page, run.cursor)
    run.failures = 0
    run.succeededAt = now
    run.cursor = next.closed.at(-1)?.openTime ?? run.cursor
    run.progress.note(page.at(-1)?.openTime ?? 0, now)
    const revisions = this.#revisions.revisedIn(page)
    if (revisions.length > 0) run.listener.onRevised?.(revisions)
    if (this.#run !== run) return 0
    // Without a place to go on from, what is closed already is the past.
    if (!isStart && !this.#handOutClosed(next.closed, run)) return 0
    if (page.length >= this.#client.pageLimit && next.closed.length > 0 && !isStart) return 0
    this.#handOutForming(next.forming, run)
    return this.#judge(run, now)
  }

  /** False when the listener stopped the feed on the way. */
  #handOutClosed(closed: readonly Candle[], run: Run): boolean {
    for (const candle of closed) {
      this.#revisions.note(candle)
      run.listener.onCandle(candle, true)
      if (this.#run !== run) return false
    }
    return true
  }

  #handOutForming(forming: Candle | undefined, run: Run): void {
    if (!forming || sameCandle(forming, run.forming)) return
    run.forming = forming
    run.listener.onCandle(forming, false)
  }

  #judge(run: Run, now: number): number {
    const overdueMs = run.progress.overdueMs(now)
    const { symbol } = this.market
    if (isLate(overdueMs, this.timeframe)) {
      // Either clock may have been set since they were compared.
      run.timeKnown = false
      const silentMs = overdueMs + timeframeMs(this.timeframe)
      this.#announce(feedStatuses.standingStill(this.exchangeName, symbol, silentMs), run)
    } else {
      this.#announce(feedStatuses.running(this.exchangeName, symbol), run)
    }
    return nextPollMs(overdueMs, now - run.heardAt < STREAM_QUIET_MS)
  }

  #endure(error: ExchangeFailure, run: Run): number {
    run.failures += 1
    run.timeKnown = false
    const waitMs = backOffMs(run.failures, error.retryAfterMs, this.#jitterSeed)
    const silentMs = this.#clock.now() - run.succeededAt
    const isBrief = run.status.state === 'running' && silentMs + waitMs <= FAILING_MS_MAX
    if (!isBrief) this.#announce(feedStatuses.failing(this.exchangeName, error, waitMs), run)
    return waitMs
  }

  /** After the machine slept, what comes next is catching up: said before the first candle of it. */
  #noteSilence(run: Run): void {
    const overdueMs = run.progress.overdueMs(this.#clock.now())
    if (run.status.state !== 'running' || !isLate(overdueMs, this.timeframe)) return
    run.timeKnown = false
    this.#announce(feedStatuses.catchingUp(this.exchangeName), run)
  }

  #announce(status: FeedStatus, run: Run): void {
    if (this.#run !== run) return
    if (status.state === run.status.state && status.message === run.status.message) return
    run.status = status
    run.listener.onStatus(status)
  }
}

function isFiner(rows: readonly OhlcvRow[], { priceDecimals }: Market): boolean {
  const decimals = priceDecimalsIn(rows)
  return decimals > priceDecimals && decimals <= DECIMALS_MAX
}
