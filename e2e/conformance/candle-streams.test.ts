import { describe, expect, it, onTestFinished } from 'vitest'
import type { Candle } from '../../app/domain/candle.ts'
import { MarketBook } from '../../app/domain/market-book.ts'
import { openCcxtAccount } from '../../app/exchanges/ccxt/open-ccxt-account.ts'
import type { FeedStatus } from '../../app/ports/market-feed.ts'
import { FAKES, type Fake } from './fakes.ts'
import { scaledClock } from './scaled-clock.ts'

/** A minute is a second. */
const SPEED = 60
const MINUTE_MS = 60_000
const TIMEOUT_MS = 60_000
const CANDLES_ASKED = /kline|candles/

async function openFeed(fake: Fake) {
  const clock = scaledClock(SPEED)
  const wallNow = () => clock.now()
  const { exchange } = fake.make({ speed: SPEED, startTime: clock.now(), wallNow })
  const baseUrl = await exchange.start()
  const { apiKey, apiSecret: secret, passphrase, exchangeId } = fake
  const opened = await openCcxtAccount({
    ...{ mode: 'live', exchangeId, baseUrl, symbol: 'BTC/USDT', timeframe: '1m', clock },
    keys: { apiKey, secret, passphrase },
    markets: new MarketBook(),
  })
  if (!opened.ok) throw new Error(opened.error.message)
  const { feed, client } = opened.value
  const closed: Candle[] = []
  const forming: Candle[] = []
  const statuses: FeedStatus['state'][] = []
  onTestFinished(async () => {
    feed.stop()
    client.close()
    await exchange.stop()
  })
  const history = await feed.loadHistory(3)
  feed.start(
    {
      onCandle: (candle, isClosed) => (isClosed ? closed : forming).push(candle),
      onStatus: ({ state }) => statuses.push(state),
    },
    null,
  )
  const asked = () => exchange.requests.filter((path) => CANDLES_ASKED.test(path)).length
  return { exchange, closed, forming, statuses, history, asked }
}

function eventually<Value>(look: () => Value) {
  return expect.poll(look, { interval: 10, timeout: TIMEOUT_MS / 2 })
}

/** Each once, in order, without a gap. */
function expectUnbroken(history: readonly Candle[], closed: readonly Candle[]): void {
  const first = (history.at(-1)?.openTime ?? 0) + MINUTE_MS
  expect(closed.map(({ openTime }) => openTime)).toEqual(
    closed.map((_, index) => first + index * MINUTE_MS),
  )
}

describe.each(FAKES)('candles of $name', (fake) => {
  it('grow by stream, and are asked for when they close', { timeout: TIMEOUT_MS }, async () => {
    const { closed, forming, history, asked } = await openFeed(fake)
    await eventually(() => closed.length).toBeGreaterThan(1)
    const before = { asked: asked(), forming: forming.length, closed: closed.length }
    await eventually(() => closed.length).toBeGreaterThan(before.closed + 3)
    const candles = closed.length - before.closed
    expect(asked() - before.asked).toBeLessThanOrEqual(candles * 6)
    expect(forming.length - before.forming).toBeGreaterThan(asked() - before.asked)
    expectUnbroken(history, closed)
  })

  it('go on by request while the stream is cut, and none is missing', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { exchange, closed, forming, history } = await openFeed(fake)
    await eventually(() => closed.length).toBeGreaterThan(0)
    exchange.streams.refuses = true
    exchange.streams.cut()
    const count = closed.length
    await eventually(() => closed.length).toBeGreaterThan(count + 2)
    exchange.streams.refuses = false
    const grown = forming.length
    await eventually(() => closed.length).toBeGreaterThan(count + 5)
    expect(forming.length).toBeGreaterThan(grown)
    expectUnbroken(history, closed)
  })
})
