import { describe, expect, it, onTestFinished } from 'vitest'
import type { Candle } from '../../app/domain/candle.ts'
import { MarketBook } from '../../app/domain/market-book.ts'
import { openCcxtAccount } from '../../app/exchanges/ccxt/open-ccxt-account.ts'
import { openCcxtFeed } from '../../app/exchanges/ccxt/open-ccxt-feed.ts'
import type { Clock } from '../../app/ports/clock.ts'
import type { FeedStatus } from '../../app/ports/market-feed.ts'
import { FAKES, type Fake } from './fakes.ts'
import { scaledClock } from './scaled-clock.ts'

/** A minute is a second. */
const SPEED = 60
const MINUTE_MS = 60_000
const TIMEOUT_MS = 60_000
const CANDLES_ASKED = /kline|candles/

type User = 'an account' | 'a paper account'
const USERS: readonly User[] = ['an account', 'a paper account']

async function openFeed(fake: Fake, user: User, ownClock?: Clock) {
  const theirs = scaledClock(SPEED)
  const clock = ownClock ?? theirs
  const wallNow = () => theirs.now()
  const { exchange } = fake.make({ speed: SPEED, startTime: theirs.now(), wallNow })
  const baseUrl = await exchange.start()
  const { apiKey, apiSecret: secret, passphrase, exchangeId } = fake
  const market = { exchangeId, baseUrl, symbol: 'BTC/USDT', timeframe: '1m', clock } as const
  const keys = { apiKey, secret, passphrase }
  const { feed, close } =
    user === 'an account'
      ? await openAccount({ ...market, mode: 'live', keys, markets: new MarketBook() })
      : await openAlone(market)
  const closed: Candle[] = []
  const forming: Candle[] = []
  const statuses: FeedStatus['state'][] = []
  onTestFinished(async () => {
    feed.stop()
    close()
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
  return { exchange, feed, close, closed, forming, statuses, history, asked }
}

async function openAccount(wish: Parameters<typeof openCcxtAccount>[0]) {
  const opened = await openCcxtAccount(wish)
  if (!opened.ok) throw new Error(opened.error.message)
  const { feed, client } = opened.value
  return { feed, close: () => client.close() }
}

async function openAlone(wish: Parameters<typeof openCcxtFeed>[0]) {
  const opened = await openCcxtFeed(wish)
  if (!opened.ok) throw new Error(opened.error.message)
  return { feed: opened.value, close: () => undefined }
}

/** The exchange's clock runs away from this one, which never comes to the moment when the feed would ask by itself. */
function slowClock(): Clock {
  const now = Date.now()
  const clock = scaledClock(1)
  return {
    now: () => now,
    schedule: (delayMs, callback) => (delayMs > 0 ? () => undefined : clock.schedule(0, callback)),
  }
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

const CASES = FAKES.flatMap((fake) => USERS.map((user) => ({ name: fake.name, fake, user })))

describe.each(CASES)('candles of $name, for $user', ({ fake, user }) => {
  it('grow by stream, and are asked for when they close', { timeout: TIMEOUT_MS }, async () => {
    const { closed, forming, history, asked } = await openFeed(fake, user)
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
    const { exchange, closed, forming, history } = await openFeed(fake, user)
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

  it('end with their sockets', { timeout: TIMEOUT_MS }, async () => {
    const { exchange, feed, close, forming } = await openFeed(fake, user)
    await eventually(() => forming.length).toBeGreaterThan(3)
    expect(exchange.streams.connections.size).toBeGreaterThan(0)
    feed.stop()
    close()
    await eventually(() => exchange.streams.connections.size).toBe(0)
  })
})

describe.each(FAKES)('candles of $name', (fake) => {
  it('are asked for when the stream is ahead of our clock', { timeout: TIMEOUT_MS }, async () => {
    const { closed, history } = await openFeed(fake, 'a paper account', slowClock())
    await eventually(() => closed.length).toBeGreaterThan(4)
    expectUnbroken(history, closed)
  })
})
