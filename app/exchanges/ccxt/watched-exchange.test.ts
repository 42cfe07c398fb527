import { beforeEach, describe, expect, it } from 'vitest'
import { eventually } from '../../../e2e/fake-exchange/eventually.fixture.ts'
import type { FakeBinance } from '../../../e2e/fake-exchange/fake-binance.ts'
import { watchedBench } from './watched-bench.fixture.ts'
import type { WatchedExchange } from './watched-exchange.ts'

const BTC = 'BTC/USDT'
const ETH = 'ETH/USDT'
const HOUR_MS = 3_600_000
const NOW = Date.UTC(2026, 4, 1, 12, 30)
/** Back-offs may pass first. */
const PATIENT = { timeout: 20_000 }

let exchange: FakeBinance
let watched: WatchedExchange

beforeEach(async () => {
  ;({ exchange, watched } = await watchedBench(NOW))
})

function lastOf(symbol: string): number | null | undefined {
  return watched.look([symbol])[0]?.ticker?.last
}

function requestsFor(path: string): number {
  return exchange.requests.filter((request) => request.startsWith(`/api/v3/${path}`)).length
}

describe('prices of the markets of an exchange', () => {
  it('are asked for all at once, with what they changed within a day', async () => {
    await eventually(() => lastOf(ETH)).toBeGreaterThan(0)
    const day = JSON.parse(exchange.answer('/api/v3/ticker/24hr?symbol=ETHUSDT').body)
    const [seen] = watched.look([ETH])
    expect(seen?.ticker?.last).toBe(Number(day.lastPrice))
    expect(seen?.ticker?.changePercent).toBeCloseTo(Number(day.priceChangePercent), 3)
    expect(seen?.ticker?.quoteVolume).toBeCloseTo(Number(day.quoteVolume), 3)
    expect(seen?.isOld).toBe(false)
    expect(requestsFor('ticker/24hr')).toBe(1)
  })

  it('are streamed of those that are followed, over one socket, and of no others', async () => {
    watched.follow([BTC, ETH])
    await eventually(() => exchange.streams.connections.size).toBe(1)
    await eventually(() => lastOf(BTC)).toBeGreaterThan(0)
    exchange.market.setPrice('BTCUSDT', '41234.50')
    await eventually(() => lastOf(BTC)).toBe(41_234.5)
    expect(requestsFor('ticker/24hr')).toBe(1)

    watched.follow([ETH])
    exchange.market.setPrice('ETHUSDT', '2345.60')
    await eventually(() => lastOf(ETH)).toBe(2_345.6)
    const btcBefore = lastOf(BTC)
    exchange.market.setPrice('BTCUSDT', '39000.00')
    exchange.market.setPrice('ETHUSDT', '2346.70')
    await eventually(() => lastOf(ETH)).toBe(2_346.7)
    expect(lastOf(BTC)).toBe(btcBefore)
  })

  it('are asked for anew after a cut, for what was missed meanwhile', async () => {
    watched.follow([BTC])
    await eventually(() => exchange.streams.connections.size).toBe(1)
    await eventually(() => lastOf(BTC)).toBeGreaterThan(0)
    exchange.market.setPrice('BTCUSDT', '41000.00')
    await eventually(() => lastOf(BTC)).toBe(41_000)
    // The stream says nothing any more: what comes now is from the question.
    exchange.streams.refuses = true
    exchange.streams.cut()
    exchange.market.setPrice('BTCUSDT', '42000.00')
    await expect.poll(() => lastOf(BTC), PATIENT).toBe(42_000)
  })

  it('are old while the exchange cannot be reached, with the reason, and fresh once it can', async () => {
    watched.follow([BTC])
    await eventually(() => lastOf(BTC)).toBeGreaterThan(0)
    await exchange.goAway()
    await expect.poll(() => watched.trouble()?.code, PATIENT).toBe('exchange-unreachable')
    expect(watched.look([BTC])[0]).toMatchObject({ isOld: true })
    expect(lastOf(BTC)).toBeGreaterThan(0)
    await exchange.comeBack()
    exchange.market.setPrice('BTCUSDT', '43000.00')
    await expect.poll(() => lastOf(BTC), PATIENT).toBe(43_000)
    await eventually(() => watched.trouble()).toBe(null)
    expect(watched.look([BTC])[0]).toMatchObject({ isOld: false })
  })

  it('come with the closes of the last day, asked for once', async () => {
    await eventually(() => watched.look([BTC])[0]?.spark.length).toBe(24)
    const asked = requestsFor('klines')
    expect(watched.look([BTC])[0]?.spark.at(-1)).toBeGreaterThan(0)
    expect(requestsFor('klines')).toBe(asked)
  })
})

describe('candles of any market', () => {
  it('are the newest, and those before them when it is scrolled back', async () => {
    const wish = { symbol: BTC, timeframe: '1h', edge: { kind: 'newest' }, count: 10 } as const
    const newest = await watched.candles(wish)
    if (!newest.ok) throw new Error(newest.error.message)
    const hour = Math.floor(NOW / HOUR_MS) * HOUR_MS
    expect(newest.value.map(([time]) => (hour - time) / HOUR_MS)).toEqual([
      9, 8, 7, 6, 5, 4, 3, 2, 1, 0,
    ])
    const first = newest.value[0]?.[0] ?? 0
    const older = await watched.candles({ ...wish, edge: { kind: 'before', time: first } })
    expect(older.ok && older.value.at(-1)?.[0]).toBe(first - HOUR_MS)
    expect(older.ok && older.value.length).toBe(10)
    const back = await watched.candles({ ...wish, edge: { kind: 'after', time: first } })
    expect(back.ok && back.value[0]?.[0]).toBe(first + HOUR_MS)
  })

  it('are none before the market was listed', async () => {
    const before = Date.UTC(2017, 0, 1)
    const wish = {
      symbol: BTC,
      timeframe: '1h',
      edge: { kind: 'before', time: before },
      count: 10,
    } as const
    expect(await watched.candles(wish)).toEqual({ ok: true, value: [] })
  })

  it('cannot be had of a market that is not listed', async () => {
    const wish = {
      symbol: 'NO/USDT',
      timeframe: '1h',
      edge: { kind: 'newest' },
      count: 10,
    } as const
    expect(await watched.candles(wish)).toMatchObject({ error: { code: 'exchange-refused' } })
  })
})
