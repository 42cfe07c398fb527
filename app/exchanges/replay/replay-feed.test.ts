import { describe, expect, it } from 'vitest'
import type { Candle } from '../../domain/candle.ts'
import type { FeedStatus } from '../../ports/market-feed.ts'
import { demoCandles } from '../demo/demo-candles.ts'
import { ManualClock } from '../manual-clock.ts'
import { ReplayFeed } from './replay-feed.ts'

function openFeed(candles: readonly Candle[], candlesPerSecond = 10) {
  const clock = new ManualClock(0)
  const parsed = {
    candles,
    priceDecimals: 2,
    timeframe: '1m' as const,
    from: candles[0]?.openTime ?? 0,
    to: candles.at(-1)?.openTime ?? 0,
    gaps: 0,
    repair: null,
  }
  const feed = new ReplayFeed({ parsed, symbol: 'ETH/USDT', clock, candlesPerSecond })
  const sent: Candle[] = []
  const states: FeedStatus['state'][] = []
  const listener = {
    onCandle: (candle: Candle, closed: boolean) => {
      expect(closed).toBe(true)
      sent.push(candle)
    },
    onStatus: (status: FeedStatus) => states.push(status.state),
  }
  return { clock, feed, sent, states, listener }
}

const CANDLES = demoCandles(1, 0, 100)

describe('replay feed', () => {
  it('shows a tenth as history and sends the rest, each once, then says that it is over', async () => {
    const { clock, feed, sent, states, listener } = openFeed(CANDLES)
    expect(await feed.loadHistory(500)).toEqual(CANDLES.slice(0, 10))
    feed.start(listener, null)
    clock.advance(8_900)
    expect(states).toEqual(['running'])
    clock.advance(60_000)
    expect(sent).toEqual(CANDLES.slice(10))
    expect(states).toEqual(['running', 'finished'])
  })

  it('shows at most 200 as history, and the newest when fewer are asked for', async () => {
    const { feed } = openFeed(demoCandles(1, 0, 5_000))
    expect((await feed.loadHistory(1_000)).length).toBe(200)
    expect(await feed.loadHistory(2)).toEqual(demoCandles(1, 198, 2))
  })

  it('resumes after the candle it was left at', () => {
    const { clock, feed, sent, listener } = openFeed(CANDLES)
    feed.start(listener, CANDLES[42]?.openTime ?? null)
    clock.advance(300)
    expect(sent).toEqual(CANDLES.slice(43, 46))
  })

  it('resumes in the middle of a gap', () => {
    const gapped = [...CANDLES.slice(0, 50), ...CANDLES.slice(60)]
    const { clock, feed, sent, listener } = openFeed(gapped)
    feed.start(listener, CANDLES[55]?.openTime ?? null)
    clock.advance(100)
    expect(sent).toEqual([CANDLES[60]])
  })

  it('is over at once when it was left at its end', () => {
    const { clock, feed, sent, states, listener } = openFeed(CANDLES)
    feed.start(listener, CANDLES[99]?.openTime ?? null)
    clock.advance(10_000)
    expect(states).toEqual(['finished'])
    expect(sent).toEqual([])
  })

  it('sends nothing after it was stopped, not even that it is over', () => {
    const { clock, feed, sent, states, listener } = openFeed(CANDLES, 1_000)
    const stopping = {
      ...listener,
      onCandle: (candle: Candle, closed: boolean) => {
        listener.onCandle(candle, closed)
        if (sent.length === 90) feed.stop()
      },
    }
    feed.start(stopping, null)
    clock.advance(10_000)
    expect(sent.length).toBe(90)
    expect(states).toEqual(['running'])
  })

  it('changes its pace while it runs', () => {
    const { clock, feed, sent, listener } = openFeed(CANDLES)
    feed.start(listener, null)
    clock.advance(100)
    feed.setPace(1_000)
    clock.advance(50)
    expect(sent.length).toBe(51)
  })

  it('has the rules of an ordinary spot market', () => {
    expect(openFeed(CANDLES).feed.market).toMatchObject({
      symbol: 'ETH/USDT',
      base: 'ETH',
      quote: 'USDT',
      priceDecimals: 2,
      priceTick: 1,
    })
  })
})
