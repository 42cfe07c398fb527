import { beforeEach, expect, it } from 'vitest'
import { eventually } from '../../../e2e/fake-exchange/eventually.fixture.ts'
import type { FakeBinance } from '../../../e2e/fake-exchange/fake-binance.ts'
import { watchedBench } from './watched-bench.fixture.ts'
import type { WatchedExchange } from './watched-exchange.ts'

const BTC = 'BTC/USDT'
const NOW = Date.UTC(2026, 4, 1, 12, 30)
/** Back-offs may pass first. */
const PATIENT = { timeout: 20_000 }
/** More than are asked for at once. */
const MANY = 150

let exchange: FakeBinance
let watched: WatchedExchange

beforeEach(async () => {
  ;({ exchange, watched } = await watchedBench(NOW))
})

const trades = () => watched.trades(BTC, 500).trades
/** Somebody trades every second, at the same price. */
const prices = () =>
  trades()
    .map(({ price }) => price)
    .filter((price, place, all) => price !== all[place - 1])
const gaps = () => trades().filter(({ isAfterGap }) => isAfterGap).length
const isStreamed = () => exchange.streams.connections.size
const timesAsked = () =>
  exchange.requests.filter((request) => request.startsWith('/api/v3/aggTrades')).length

function tradeAt(...wanted: readonly string[]): void {
  for (const price of wanted) exchange.market.setPrice('BTCUSDT', price)
}

/** Followed, with what came in between asked for. */
async function follow(): Promise<void> {
  trades()
  await eventually(isStreamed).toBe(1)
  tradeAt('41000.00')
  await eventually(() => [prices()[0], timesAsked()]).toEqual([41_000, 2])
}

it('tells every trade once, the newest first, with who did not wait', async () => {
  await follow()
  tradeAt('41001.00', '40999.00', '41002.00')
  await eventually(() => prices().slice(0, 4)).toEqual([41_002, 40_999, 41_001, 41_000])
  const sideOf = (wanted: number) => trades().find(({ price }) => price === wanted)?.side
  expect([41_001, 40_999].map(sideOf)).toEqual(['buy', 'sell'])
  const ids = trades().map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(gaps()).toBe(0)
})

it('asks for what was traded while the stream was cut', async () => {
  await follow()
  exchange.streams.refuses = true
  exchange.streams.cut()
  tradeAt('41100.00', '41101.00')
  exchange.streams.refuses = false
  await expect.poll(() => prices().slice(0, 2), PATIENT).toEqual([41_101, 41_100])
  await expect.poll(isStreamed, PATIENT).toBe(1)
  tradeAt('41102.00')
  await expect.poll(() => prices().slice(0, 4), PATIENT).toEqual([41_102, 41_101, 41_100, 41_000])
  expect(gaps()).toBe(0)
})

it('says where trades are missing that cannot be asked for any more', async () => {
  await follow()
  exchange.streams.refuses = true
  exchange.streams.cut()
  for (let price = 0; price < MANY; price += 1) tradeAt(`42${String(price).padStart(3, '0')}.00`)
  exchange.streams.refuses = false
  await expect.poll(() => prices()[0], PATIENT).toBe(42_000 + MANY - 1)
  const gap = trades().findIndex(({ isAfterGap }) => isAfterGap)
  expect(gap).toBeGreaterThanOrEqual(99)
  expect(trades()[gap + 1]?.price).toBe(41_000)
})
