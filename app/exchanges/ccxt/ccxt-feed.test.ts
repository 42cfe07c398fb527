import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Fault } from '../../../e2e/fake-exchange/faults.ts'
import { FeedBench, MINUTE_MS, START_TIME } from './feed-bench.fixture.ts'

let bench: FeedBench

beforeEach(async () => {
  bench = new FeedBench()
  await bench.exchange.start()
})

afterEach(async () => {
  bench.feed?.stop()
  await bench.exchange.stop()
})

describe('candles of an exchange', () => {
  it('come as history first, then each closed one once, in order', async () => {
    const history = await bench.run()
    expect(history.length).toBe(10)
    expect(history.at(-1)?.openTime).toBe(START_TIME - 30_000 - MINUTE_MS)
    await bench.until(() => bench.closed.length === 5)
    bench.expectUnbroken(history)
    expect(bench.story.filter((event) => event !== 'closed')).toEqual(['connecting', 'running'])
  })

  it('are shown while they form, growing', async () => {
    await bench.run()
    await bench.until(() => bench.closed.length === 2)
    const [first, ...later] = bench.forming.filter(
      (candle) => candle.openTime === bench.closed[1]?.openTime,
    )
    expect(later.length).toBeGreaterThan(5)
    for (const candle of later) expect(candle.volume).toBeGreaterThan(Number(first?.volume))
  })

  it('are asked for every few seconds, and soon after one should close', async () => {
    await bench.run()
    const before = bench.requests.length
    await bench.pass(MINUTE_MS)
    expect(bench.requests.length - before).toBeLessThanOrEqual(14)
    expect(bench.closed.length).toBe(1)
    const closedAt = (bench.closed[0]?.openTime ?? 0) + MINUTE_MS
    expect(bench.clock.now() - closedAt).toBeLessThanOrEqual(MINUTE_MS)
  })

  it('come over several pages where the history is longer than one', async () => {
    const feed = await bench.openFeed()
    const history = await feed.loadHistory(2_300)
    const last = START_TIME - 30_000 - MINUTE_MS
    expect(history).toEqual(bench.truth(last - 2_299 * MINUTE_MS, last))
    expect(await feed.loadHistory(0)).toEqual([])
  })

  it('begin with the present when there is no history to go on from', async () => {
    await bench.openFeed()
    bench.startFeed(null)
    await bench.until(() => bench.closed.length === 1)
    expect(bench.closed[0]?.openTime).toBe(START_TIME - 30_000)
  })

  it('are never closed by the clock, only by a younger candle', async () => {
    await bench.run()
    bench.exchange.freeze()
    await bench.pass(10 * MINUTE_MS)
    expect(bench.closed).toEqual([])
  })
})

describe('an exchange that goes away', () => {
  it('makes the feed stale, and what was missed is handed out before it runs again', async () => {
    const history = await bench.run()
    await bench.until(() => bench.closed.length === 2)
    await bench.exchange.goAway()
    await bench.until(() => bench.state === 'stale')
    expect(bench.message).toMatch(
      /^Binance cannot be reached\. Trading waits; next try in \d+ s\.$/,
    )
    await bench.pass(90 * MINUTE_MS)
    expect(bench.closed.length).toBe(2)
    await bench.exchange.comeBack()
    await bench.until(() => bench.state === 'running')
    expect(bench.closed.length).toBeGreaterThan(90)
    bench.expectUnbroken(history)
    expect(bench.story.lastIndexOf('closed')).toBeLessThan(bench.story.lastIndexOf('running'))
  })

  it('is caught up with page by page', async () => {
    const history = await bench.run()
    await bench.exchange.goAway()
    await bench.until(() => bench.state === 'stale')
    await bench.exchange.comeBack()
    const [statuses, forming] = [bench.statuses.length, bench.forming.length]
    bench.sleep(2_500 * MINUTE_MS)
    const before = bench.requests.length
    await bench.until(() => bench.state === 'running')
    const klines = bench.requests.slice(before).filter((path) => path.includes('klines'))
    expect(klines.length).toBe(3)
    expect(bench.statuses.slice(statuses).map((status) => status.state)).toEqual(['running'])
    const now = bench.exchange.clock.now()
    for (const candle of bench.forming.slice(forming)) {
      expect(candle.openTime).toBeGreaterThan(now - MINUTE_MS)
    }
    expect(bench.closed.length).toBeGreaterThanOrEqual(2_500)
    bench.expectUnbroken(history)
  })

  it('is not worth a word when it is back within seconds', async () => {
    const history = await bench.run()
    bench.exchange.failWith({ kind: 'reset' }, '/api/v3/klines', 2)
    await bench.until(() => bench.closed.length === 3)
    bench.expectUnbroken(history)
    expect(bench.statuses.map((status) => status.state)).toEqual(['connecting', 'running'])
  })

  it('is asked again after 1 s, 2 s, 4 s … and at last every minute', async () => {
    await bench.run()
    bench.exchange.failWith({ kind: 'server-error' })
    const times: number[] = []
    for (let tries = 0; tries < 10; tries += 1) {
      const count = bench.requests.length
      await bench.until(() => bench.requests.length > count)
      times.push(bench.clock.now())
    }
    const waits = times.slice(1).map((time, position) => time - (times[position] ?? 0))
    for (const [position, wait] of waits.entries()) {
      const regular = Math.min(60_000, 1_000 * 2 ** position)
      expect(wait).toBeGreaterThanOrEqual(regular * 0.75)
      expect(wait).toBeLessThanOrEqual(Math.min(60_000, regular * 1.25))
    }
  })

  it('need not be there when the feed is opened, if the market is known', async () => {
    const market = (await bench.openFeed()).market
    const lastStored = START_TIME - 30_000 - 5 * MINUTE_MS
    await bench.exchange.goAway()
    const feed = await bench.openFeed(market)
    expect(feed.market).toEqual(market)
    expect(await feed.loadHistory(10)).toEqual([])
    bench.startFeed(lastStored)
    await bench.until(() => bench.state === 'stale')
    await bench.pass(10 * MINUTE_MS)
    await bench.exchange.comeBack()
    await bench.until(() => bench.state === 'running')
    expect(bench.closed.length).toBeGreaterThanOrEqual(14)
    expect(bench.closed).toEqual(
      bench.truth(lastStored + MINUTE_MS, bench.closed.at(-1)?.openTime ?? 0),
    )
  })
})

describe('faults', () => {
  it('of the market list are overcome as well', async () => {
    const { market } = await bench.openFeed()
    await bench.openFeed(market)
    bench.exchange.failWith({ kind: 'server-error' }, '/api/v3/exchangeInfo', 2)
    bench.startFeed(START_TIME - 30_000 - 3 * MINUTE_MS)
    await bench.until(() => bench.state === 'running')
    expect(bench.closed.length).toBe(2)
  })

  it('of the clock do not matter', async () => {
    bench.exchange.failWith({ kind: 'bad-shape', body: { hour: 12 } }, '/api/v3/time')
    const feed = await bench.openFeed()
    expect((await feed.loadHistory(5)).length).toBe(5)
    bench.startFeed(START_TIME - 30_000 - 3 * MINUTE_MS)
    await bench.until(() => bench.closed.length === 3)
    expect(bench.state).toBe('running')
  })

  const faults: readonly (readonly [string, Fault, string])[] = [
    ['a server error', { kind: 'server-error' }, 'is not available'],
    ['a reset connection', { kind: 'reset' }, 'cannot be reached'],
    ['half an answer', { kind: 'truncated' }, 'sent'],
    ['an answer cut off by the network', { kind: 'cut-off' }, 'sent'],
    ['an empty answer', { kind: 'empty' }, 'sent'],
    ['a web page', { kind: 'html' }, 'is not available'],
    ['an object instead of a list', { kind: 'bad-shape', body: { rows: 1 } }, 'sent no candles'],
    ['an empty list', { kind: 'bad-shape', body: [] }, 'sent no candles'],
    ['a list of words', { kind: 'bad-shape', body: ['a', 'b'] }, 'sent no candles'],
    ['a list of empty lists', { kind: 'bad-shape', body: [[], []] }, 'sent no candles'],
    [
      'candles with a hole',
      { kind: 'bad-shape', body: [[START_TIME - 30_000, '1', null, '1', '1', '1']] },
      'sent candles that are not lists',
    ],
    ['null', { kind: 'bad-shape', body: null }, 'sent'],
  ]

  it.each(faults)('%s makes the feed stale until it is over', async (_, fault, words) => {
    const history = await bench.run()
    bench.exchange.failWith(fault, '/api/v3/klines')
    await bench.until(() => bench.state === 'stale')
    expect(bench.message).toContain(`Binance ${words}`)
    expect(bench.closed).toEqual([])
    bench.exchange.faults.clear()
    await bench.until(() => bench.state === 'running')
    await bench.until(() => bench.closed.length > 3)
    bench.expectUnbroken(history)
  })

  it.each([429, 418] as const)(
    'a rate limit (%d) is respected for as long as it says',
    async (status) => {
      await bench.run()
      bench.exchange.failWith(
        { kind: 'rate-limit', status, retryAfterSeconds: 137 },
        '/api/v3/klines',
        1,
      )
      await bench.until(() => bench.state === 'stale')
      expect(bench.message).toBe(
        'Binance asked for fewer requests. Trading waits; next try in 2 min.',
      )
      const before = bench.requests.length
      await bench.pass(136_000)
      expect(bench.requests.length).toBe(before)
      await bench.until(() => bench.state === 'running')
    },
  )

  it('an exchange that hangs is given up after the time limit', async () => {
    const { market } = await bench.openFeed()
    await bench.openFeed(market, 150)
    bench.startFeed(START_TIME - 30_000 - MINUTE_MS)
    await bench.until(() => bench.state === 'running')
    bench.exchange.failWith({ kind: 'hang' })
    await bench.until(() => bench.state === 'stale')
    expect(bench.message).toContain('Binance did not answer in time.')
    bench.exchange.faults.clear()
    await bench.until(() => bench.state === 'running')
  })

  it('an exchange whose candles stand still is stale, although it answers', async () => {
    const history = await bench.run()
    bench.exchange.freeze()
    await bench.pass(45_000)
    expect(bench.state).toBe('running')
    await bench.pass(15_000)
    expect(bench.state).toBe('stale')
    expect(bench.message).toMatch(
      /^Binance answers, but its newest candle of BTC\/USDT began 8\d s ago/,
    )
    await bench.pass(10 * MINUTE_MS)
    bench.exchange.thaw()
    await bench.until(() => bench.state === 'running')
    bench.expectUnbroken(history)
    expect(bench.closed.length).toBeGreaterThan(10)
  })

  it.each([
    [
      'a candle from the future',
      (time: number) => [
        [time, '1', '1', '1', '1', '1'],
        [time + 600 * MINUTE_MS, '1', '1', '1', '1', '1'],
      ],
      'sent candles that lie in the future',
    ],
    [
      'the same candle twice',
      (time: number) => [
        [time, '1', '1', '1', '1', '1'],
        [time, '1', '1', '1', '1', '1'],
      ],
      'sent candles that are out of order',
    ],
    [
      'candles of another length',
      (time: number) => [[time + 30_000, '1', '1', '1', '1', '1']],
      'sent candles that are not of 1m',
    ],
    [
      'a high below the low',
      (time: number) => [[time, '1', '1', '2', '1', '1']],
      'sent a candle where high is below low',
    ],
    [
      'a price finer than the market',
      (time: number) => [[time, '1', '1.001', '1', '1', '1']],
      'quotes finer prices than before',
    ],
  ])('%s is refused, not guessed at', async (_, rowsAt, words) => {
    await bench.run()
    const body = rowsAt(START_TIME - 30_000)
    bench.exchange.failWith({ kind: 'bad-shape', body }, '/api/v3/klines')
    await bench.until(() => bench.state === 'stale')
    expect(bench.message).toContain(`Binance ${words}`)
    expect(bench.closed).toEqual([])
    expect(bench.story.includes('finer')).toBe(words.includes('finer'))
  })

  it('an answer older than the one before changes nothing', async () => {
    const history = await bench.run()
    await bench.until(() => bench.closed.length === 3)
    const from = (bench.closed[0]?.openTime ?? 0) - MINUTE_MS
    const query = `symbol=BTCUSDT&interval=1m&startTime=${from}&limit=3`
    const body: unknown = JSON.parse(bench.exchange.answer(`/api/v3/klines?${query}`).body)
    bench.exchange.failWith({ kind: 'bad-shape', body }, '/api/v3/klines', 3)
    await bench.until(() => bench.closed.length === 5)
    bench.expectUnbroken(history)
  })
})

describe('a candle that the exchange puts right after it has closed', () => {
  it('is told of, with what it was, and not handed out again', async () => {
    await bench.run()
    await bench.until(() => bench.closed.length === 3)
    const [, before] = bench.closed
    bench.exchange.market.revise('BTCUSDT', before?.openTime ?? 0, 50)
    await bench.until(() => bench.revisions.length > 0)
    const after = { ...before, close: (before?.close ?? 0) + 50 }
    expect(bench.revisions).toEqual([{ before, after: expect.objectContaining(after) }])
    await bench.until(() => bench.closed.length === 9)
    expect(bench.revisions).toHaveLength(1)
    const times = bench.closed.map(({ openTime }) => openTime)
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b))
  })

  it('is told of where it was part of the history', async () => {
    const history = await bench.run()
    const before = history.at(-2)
    bench.exchange.market.revise('BTCUSDT', before?.openTime ?? 0, -50)
    await bench.until(() => bench.revisions.length > 0)
    expect(bench.revisions[0]?.before).toEqual(before)
  })
})

describe('a machine that slept', () => {
  it('says that it is catching up before it hands out what was missed', async () => {
    const history = await bench.run()
    bench.sleep(60 * MINUTE_MS)
    await bench.until(() => bench.closed.length > 50 && bench.state === 'running')
    bench.expectUnbroken(history)
    const events = bench.story.filter((event, position) => event !== bench.story[position - 1])
    expect(events).toEqual(['connecting', 'running', 'stale', 'closed', 'running'])
  })
})

describe('stopping and starting', () => {
  it('goes on exactly where another feed was stopped', async () => {
    const history = await bench.run()
    await bench.until(() => bench.closed.length === 4)
    const { market } = bench.feed ?? {}
    bench.feed?.stop()
    bench.advanceTo(bench.clock.now() + 20 * MINUTE_MS)
    await bench.openFeed(market)
    bench.startFeed(bench.closed.at(-1)?.openTime ?? null)
    await bench.until(() => bench.closed.length > 30)
    bench.expectUnbroken(history)
  })

  it('leaves no timer behind, and forgets what is under way', async () => {
    await bench.run()
    const seen = bench.story.length
    bench.feed?.stop()
    expect(bench.clock.nextDue()).toBeUndefined()

    bench.startFeed(START_TIME - 10 * MINUTE_MS)
    const before = bench.requests.length
    bench.advanceTo(bench.clock.nextDue() ?? 0)
    bench.feed?.stop()
    await expect.poll(() => bench.requests.length).toBeGreaterThan(before)
    await bench.feed?.loadHistory(1)
    expect(bench.clock.nextDue()).toBeUndefined()
    expect(bench.story.slice(seen)).toEqual(['connecting'])
  })

  it('may happen while a candle is being looked at', async () => {
    await bench.openFeed()
    let closed = 0
    bench.feed?.start(
      {
        onCandle: (_, isClosed) => {
          if (isClosed) closed += 1
          bench.feed?.stop()
        },
        onStatus: () => undefined,
      },
      START_TIME - 30_000 - 10 * MINUTE_MS,
    )
    bench.advanceTo(bench.clock.nextDue() ?? 0)
    await expect.poll(() => closed).toBe(1)
    expect(bench.clock.nextDue()).toBeUndefined()
  })

  it('is refused twice', async () => {
    await bench.run()
    expect(() => bench.startFeed(null)).toThrow('started once')
  })
})
