import { describe, expect, it } from 'vitest'
import type { Candle } from '../../domain/candle.ts'
import type { FeedStatus } from '../../ports/market-feed.ts'
import { ManualClock } from '../manual-clock.ts'
import { DEMO_START_TIME, demoCandles } from './demo-candles.ts'
import { DemoFeed } from './demo-feed.ts'

function openFeed(seed = 42) {
  const clock = new ManualClock(5_000)
  const feed = new DemoFeed({ seed, clock, candlesPerSecond: 2 })
  const candles: Candle[] = []
  const statuses: FeedStatus[] = []
  const listener = {
    onCandle: (candle: Candle, closed: boolean) => {
      expect(closed).toBe(true)
      candles.push(candle)
    },
    onStatus: (status: FeedStatus) => statuses.push(status),
  }
  return { clock, feed, candles, statuses, listener }
}

describe('demo feed', () => {
  it('has 500 candles of history, which end where the market begins', async () => {
    const { feed } = openFeed()
    const history = await feed.loadHistory(10_000)
    expect(history.length).toBe(500)
    expect(history.at(-1)?.openTime).toBe(DEMO_START_TIME - 60_000)
  })

  it('gives no more history than is asked for, and the newest of it', async () => {
    const { feed } = openFeed()
    const all = await feed.loadHistory(500)
    expect(await feed.loadHistory(3)).toEqual(all.slice(-3))
    expect(await feed.loadHistory(0)).toEqual([])
  })

  it('goes on after the history, at its pace', async () => {
    const { clock, feed, candles, statuses, listener } = openFeed()
    const last = (await feed.loadHistory(1))[0]
    feed.start(listener, null)
    clock.advance(5_000)
    expect(candles.length).toBe(10)
    expect(candles[0]?.openTime).toBe(DEMO_START_TIME)
    expect(candles[0]?.open).toBe(last?.close)
    expect(statuses.map((status) => status.state)).toEqual(['running'])
  })

  it('continues exactly where it stopped', () => {
    const first = openFeed()
    first.feed.start(first.listener, null)
    first.clock.advance(7_000)
    first.feed.stop()
    first.clock.advance(60_000)
    const second = openFeed()
    second.feed.start(second.listener, first.candles.at(-1)?.openTime ?? null)
    second.clock.advance(7_000)
    expect([...first.candles, ...second.candles]).toEqual(demoCandles(42, 0, 28))
  })

  it('starts with candle 0 when only the history was stored', () => {
    const { clock, feed, candles, listener } = openFeed()
    feed.start(listener, DEMO_START_TIME - 60_000)
    clock.advance(500)
    expect(candles.map((candle) => candle.openTime)).toEqual([DEMO_START_TIME])
  })

  it('can be made faster while it runs', () => {
    const { clock, feed, candles, listener } = openFeed()
    feed.start(listener, null)
    clock.advance(500)
    feed.setPace(1_000)
    clock.advance(1_000)
    expect(candles).toEqual(demoCandles(42, 0, 1_001))
  })

  it('sends nothing after it was stopped', () => {
    const { clock, feed, candles, listener } = openFeed()
    feed.start(listener, null)
    feed.stop()
    clock.advance(10_000)
    expect(candles).toEqual([])
  })
})
