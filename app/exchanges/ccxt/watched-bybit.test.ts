import { expect, it, onTestFinished } from 'vitest'
import { eventually } from '../../../e2e/fake-exchange/eventually.fixture.ts'
import { FakeBybit } from '../../../e2e/fake-exchange/fake-bybit.ts'
import { systemClock } from '../system-clock.ts'
import { WatchedExchange } from './watched-exchange.ts'

const BTC = 'BTC/USDT'
const ETH = 'ETH/USDT'
const HOUR_MS = 3_600_000
const NOW = Date.UTC(2026, 4, 1, 12, 30)
/** Back-offs may pass first. */
const PATIENT = { timeout: 20_000 }

async function bench() {
  const exchange = new FakeBybit({ speed: 0, startTime: NOW })
  await exchange.start()
  onTestFinished(() => exchange.stop())
  const choice = { exchangeId: 'bybit', baseUrl: exchange.url, clock: systemClock }
  const opened = await WatchedExchange.open(choice)
  if (!opened.ok) throw new Error(opened.error.message)
  const watched = opened.value
  onTestFinished(() => watched.close())
  const lastOf = (symbol: string) => watched.look([symbol])[0]?.ticker?.last
  return { exchange, watched, lastOf }
}

it('streams the prices of Bybit too, of those that are followed', async () => {
  const { exchange, watched, lastOf } = await bench()
  await eventually(() => lastOf(ETH)).toBeGreaterThan(0)
  watched.follow([BTC, ETH])
  await eventually(() => exchange.streams.connections.size).toBe(1)
  await eventually(() => lastOf(BTC)).toBeGreaterThan(0)
  exchange.market.setPrice('BTCUSDT', '41234.50')
  await eventually(() => lastOf(BTC)).toBe(41_234.5)
  exchange.market.setPrice('ETHUSDT', '2345.60')
  await eventually(() => lastOf(ETH)).toBe(2_345.6)
  expect(watched.look([BTC])[0]).toMatchObject({ isOld: false })
  expect(watched.trouble()).toBeNull()
})

it('asks Bybit anew for what was missed while its streams were cut', async () => {
  const { exchange, watched, lastOf } = await bench()
  watched.follow([BTC])
  await eventually(() => exchange.streams.connections.size).toBe(1)
  exchange.market.setPrice('BTCUSDT', '41000.00')
  await eventually(() => lastOf(BTC)).toBe(41_000)
  exchange.streams.refuses = true
  exchange.streams.cut()
  exchange.market.setPrice('BTCUSDT', '42000.00')
  await expect.poll(() => lastOf(BTC), PATIENT).toBe(42_000)
})

it('reads the candles of Bybit in order, and those beside an edge', async () => {
  const { watched } = await bench()
  const wish = { symbol: BTC, timeframe: '1h', count: 10 } as const
  const newest = await watched.candles({ ...wish, edge: { kind: 'newest' } })
  if (!newest.ok) throw new Error(newest.error.message)
  const hour = Math.floor(NOW / HOUR_MS) * HOUR_MS
  expect(newest.value.at(-1)?.[0]).toBe(hour)
  const first = newest.value[0]?.[0] ?? 0
  const older = await watched.candles({ ...wish, edge: { kind: 'before', time: first } })
  expect(older.ok && older.value.at(-1)?.[0]).toBe(first - HOUR_MS)
  const newer = await watched.candles({ ...wish, edge: { kind: 'after', time: first } })
  expect(newer.ok && newer.value[0]?.[0]).toBe(first + HOUR_MS)
})
