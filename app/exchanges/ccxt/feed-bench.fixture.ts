import { expect } from 'vitest'
import { FakeBinance } from '../../../e2e/fake-exchange/fake-binance.ts'
import type { Candle } from '../../domain/candle.ts'
import type { Market } from '../../domain/market.ts'
import type { Clock } from '../../ports/clock.ts'
import type { FeedStatus, Revision } from '../../ports/market-feed.ts'
import type { CcxtFeed } from './ccxt-feed.ts'
import { loadExchange } from './load-exchange.ts'
import { candlesFromRows, parseOhlcv } from './ohlcv.ts'
import { openFeedOn } from './open-ccxt-feed.ts'

export const START_TIME = Date.UTC(2025, 5, 1, 12, 0, 30)
export const MINUTE_MS = 60_000
const STEPS_MAX = 5_000

interface Wish {
  readonly due: number
  readonly callback: () => void
}

/** Time that stands still while a request is under way, and jumps to the next timer when the feed waits. */
class StepClock implements Clock {
  #now = START_TIME
  #wishes: readonly Wish[] = []

  now(): number {
    return this.#now
  }

  schedule(delayMs: number, callback: () => void): () => void {
    const wish = { due: this.#now + delayMs, callback }
    this.#wishes = [...this.#wishes, wish].sort((a, b) => a.due - b.due)
    return () => {
      this.#wishes = this.#wishes.filter((other) => other !== wish)
    }
  }

  nextDue(): number | undefined {
    return this.#wishes[0]?.due
  }

  /** Calls whoever is due, at the present time: later than wished for, after a jump. */
  advanceTo(time: number): void {
    this.#now = Math.max(this.#now, time)
    const due = this.#wishes.filter((wish) => wish.due <= this.#now)
    this.#wishes = this.#wishes.filter((wish) => wish.due > this.#now)
    for (const { callback } of due) callback()
  }
}

/** A feed made of the real ccxt, on a fake exchange whose time follows the test's. */
export class FeedBench {
  readonly exchange = new FakeBinance({ startTime: START_TIME, speed: 0 })
  readonly clock = new StepClock()
  /** Closed candles, in the order in which they were handed out. */
  readonly closed: Candle[] = []
  readonly forming: Candle[] = []
  readonly revisions: Revision[] = []
  readonly statuses: FeedStatus[] = []
  /** What came when: 'running', 'stale' …, or 'closed' for a candle. */
  readonly story: string[] = []
  feed: CcxtFeed | null = null

  get state(): string | undefined {
    return this.statuses.at(-1)?.state
  }

  get message(): string {
    return this.statuses.at(-1)?.message ?? ''
  }

  get requests(): readonly string[] {
    return this.exchange.requests
  }

  async openFeed(knownMarket?: Market, requestTimeoutMs = 10_000): Promise<CcxtFeed> {
    const baseUrl = this.exchange.url
    const loaded = await loadExchange({ exchangeId: 'binance', baseUrl, requestTimeoutMs })
    if (!loaded.ok) throw new Error(loaded.error.message)
    // ccxt spaces its requests out in real time, which would only slow the tests down.
    loaded.value.enableRateLimit = false
    const opened = await openFeedOn(loaded.value, {
      symbol: 'BTC/USDT',
      timeframe: '1m',
      clock: this.clock,
      knownMarket,
    })
    if (!opened.ok) throw new Error(opened.error.message)
    this.feed = opened.value
    return opened.value
  }

  startFeed(afterOpenTime: number | null): void {
    this.feed?.start(
      {
        onCandle: (candle, closed) => {
          if (closed) this.closed.push(candle)
          else this.forming.push(candle)
          if (closed) this.story.push('closed')
        },
        onStatus: (status) => {
          this.statuses.push(status)
          this.story.push(status.state)
        },
        onRevised: (revisions) => this.revisions.push(...revisions),
        onFinerPrices: () => this.story.push('finer'),
      },
      afterOpenTime,
    )
  }

  /** Opens, loads ten candles of history and starts; returns the history. */
  async run(): Promise<readonly Candle[]> {
    const feed = await this.openFeed()
    const history = await feed.loadHistory(10)
    this.startFeed(null)
    await this.until(() => this.state === 'running')
    return history
  }

  /** Goes from timer to timer until something is so. */
  async until(isSo: () => boolean): Promise<void> {
    for (let steps = 0; steps < STEPS_MAX; steps += 1) {
      if (isSo()) return
      const due = this.clock.nextDue()
      if (due === undefined) await new Promise((resolve) => setTimeout(resolve, 1))
      else this.advanceTo(due)
    }
    throw new Error(`it did not come so far: ${this.story.slice(-20).join(' ')}`)
  }

  /** Lets the time pass, with all that is due in it. */
  async pass(ms: number): Promise<void> {
    const end = this.clock.now() + ms
    await this.until(() => (this.clock.nextDue() ?? 0) > end)
    this.advanceTo(end)
  }

  /** The machine sleeps: time passes, and nothing happens in it. */
  sleep(ms: number): void {
    this.advanceTo(this.clock.now() + ms)
  }

  /** The exchange's own account of its candles, which the feed must have handed out. */
  truth(fromOpenTime: number, toOpenTime: number): readonly Candle[] {
    const candles: Candle[] = []
    for (let from = fromOpenTime; from <= toOpenTime; from += 1_000 * MINUTE_MS) {
      const to = Math.min(toOpenTime, from + 999 * MINUTE_MS)
      const query = `symbol=BTCUSDT&interval=1m&limit=1000&startTime=${from}&endTime=${to}`
      const rows: unknown = JSON.parse(this.exchange.answer(`/api/v3/klines?${query}`).body)
      if (!Array.isArray(rows)) throw new Error('the fake exchange sent no candles')
      const numbers = rows.map((row) => row.slice(0, 6).map(Number))
      const parsed = parseOhlcv(numbers, '1m')
      const page = parsed.ok ? candlesFromRows(parsed.value, 2) : parsed
      if (!page.ok) throw new Error(page.error)
      candles.push(...page.value)
    }
    return candles
  }

  /** Every candle after the history, each once, in order, as the exchange has it; none that is still forming. */
  expectUnbroken(history: readonly Candle[]): void {
    const first = (history.at(-1)?.openTime ?? 0) + MINUTE_MS
    const last = this.closed.at(-1)?.openTime ?? 0
    expect(last).toBeLessThanOrEqual(this.clock.now() - MINUTE_MS)
    expect(this.closed).toEqual(this.truth(first, last))
  }

  advanceTo(time: number): void {
    this.exchange.clock.setTime(Math.max(time, this.clock.now()))
    this.clock.advanceTo(time)
  }
}
