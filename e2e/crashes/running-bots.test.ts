import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { randomAt } from '../../app/exchanges/seeded-random.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import type { Kline } from '../fake-exchange/market-data.ts'
import type { SyntheticMarket } from '../fake-exchange/synthetic-market.ts'
import { CrashStory, reconciled } from './crash-story.fixture.ts'

const onUnix = it.skipIf(process.platform === 'win32')
const TIMEOUT_MS = 90_000

const SEED = 11
const CRASHES = 10
/** A candle a second. */
const SPEED = 60
/** So many lines about orders does a process live to print at most, and so many about candles: the market may be quiet. */
const LINES_MAX = 9
const CANDLES_MAX = 7

const MINUTE_MS = 60_000
const SWINGS = [0.99, 1, 1.01, 1]
const CROSSINGS = [
  [2, 3],
  [2, 4],
  [3, 4],
  [3, 5],
] as const

/** Up for two minutes, down for two: averages cross all the time. */
function swing(market: SyntheticMarket): void {
  const klines = market.klines.bind(market)
  market.klines = (symbol, query) => klines(symbol, query).map(swung)
}

function swung(kline: Kline): Kline {
  const close = Math.round(kline.close * (SWINGS[(kline.openTime / MINUTE_MS) % 4] ?? 1))
  return { ...kline, close, high: Math.max(kline.high, close), low: Math.min(kline.low, close) }
}

function botFiles(): readonly string[] {
  const folder = temporaryFolder()
  return CROSSINGS.map(([fast, slow]) => {
    const path = join(folder, `cross${fast}${slow}.json`)
    const series = { symbol: 'BTC/USDT', timeframe: '1m', sizing: 'percent-of-equity:1' }
    writeFileSync(
      path,
      JSON.stringify({ strategy: 'sma-cross', params: { fast, slow }, ...series }),
    )
    return path
  })
}

onUnix(
  'bots that are killed again and again lose, double and break nothing',
  async () => {
    const story = await CrashStory.open({ speed: SPEED })
    const { market, engine } = story.exchange
    market.letGo('BTCUSDT')
    swing(market)
    const bots = botFiles().flatMap((path) => ['--bot', path])
    const start = () => story.command(['run', '--headless', ...story.account, ...bots])
    for (let crash = 0; crash < CRASHES; crash += 1) {
      const run = start()
      const lines = 1 + Math.floor(randomAt(SEED, 0, crash) * LINES_MAX)
      await run.until(() => {
        const events = run.events()
        const candles = events.filter(({ event }) => event === 'candle')
        const trades = events.filter(({ event }) => event === 'order' || event === 'fill')
        return trades.length >= lines || candles.length >= CANDLES_MAX
      })
      run.kill('SIGKILL')
      expect(await run.status()).toBe(null)
    }
    const last = start()
    await reconciled(last)
    await story.ask({
      kind: 'halt',
      scope: 'account',
      reason: 'enough',
      cancelAll: true,
      flatten: false,
    })
    await story.expectAgreement()
    await story.expectBalances()
    const ids = engine.state.orders.all().map(({ clientOrderId }) => clientOrderId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeGreaterThan(2)
  },
  TIMEOUT_MS,
)
