import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { workingKey } from '../../app/domain/working-order.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { CrashStory, reconciled } from './crash-story.fixture.ts'

const onUnix = it.skipIf(process.platform === 'win32')
const TIMEOUT_MS = 120_000
/** A candle a second. */
const SPEED = 60
/** What the price does while the process is dead, and what it finds when it comes back. */
const PRICES = ['29690', '30110', '29590', '30010', '29790', '30210']
/** Lines about orders and fills that a process lives to print, one after the other. */
const LINES = [9, 14, 6, 17, 4, 12]

function botFile(name: string, strategy: string, params: Readonly<Record<string, number>>): string {
  const path = join(temporaryFolder(), `${name}.json`)
  const series = { symbol: 'BTC/USDT', timeframe: '1m', sizing: 'fixed-quote:2000' }
  writeFileSync(path, JSON.stringify({ strategy, params, ...series }))
  return path
}

const GRID = { lower: 29_500, upper: 30_300, levels: 9, spacing: 0, share: 25, postOnly: 0 }
const DCA = {
  ...{ base: 40, takeProfit: 0.3, safetyOrders: 2, deviation: 0.3 },
  ...{ stepScale: 1, volumeScale: 1, rsi: 100 },
}

onUnix(
  'a grid and its like, killed again and again, rest once each and sell only what they bought',
  async () => {
    const story = await CrashStory.open({ speed: SPEED })
    const { market, engine } = story.exchange
    const files = [botFile('grid', 'grid', GRID), botFile('dca', 'dca', DCA)]
    const bots = files.flatMap((path) => ['--bot', path])
    const start = () => story.command(['run', '--headless', ...story.account, ...bots])
    for (const [index, lines] of LINES.entries()) {
      const run = start()
      await run.until(() => {
        const happened = run.events().filter(({ event }) => event === 'order' || event === 'fill')
        const candles = run.events().filter(({ event }) => event === 'candle')
        return happened.length >= lines || candles.length >= 5
      })
      run.kill('SIGKILL')
      expect(await run.status()).toBe(null)
      market.setPrice('BTCUSDT', PRICES[index] ?? '30000')
    }
    const last = start()
    await reconciled(last)
    await last.until(() => last.events().filter(({ event }) => event === 'candle').length >= 2)
    const all = engine.state.orders.all()
    const ids = all.map(({ clientOrderId }) => clientOrderId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [bot, most] of [
      ['grid', 4],
      ['dca', 3],
    ] as const) {
      const keys = engine.state.orders
        .open()
        .map(({ clientOrderId }) => workingKey(bot, clientOrderId))
        .filter((key) => key !== undefined)
      expect(new Set(keys).size).toBe(keys.length)
      expect(keys.length).toBeLessThanOrEqual(most)
      expect(soldBeyondBought(all, bot)).toBe(false)
    }
    expect(all.filter(({ filled }) => Number(filled) > 0).length).toBeGreaterThan(3)
    await story.ask({
      kind: 'halt',
      scope: 'account',
      reason: 'enough',
      cancelAll: true,
      flatten: false,
    })
    await story.expectAgreement()
    await story.expectBalances()
  },
  TIMEOUT_MS,
)

interface Traded {
  readonly clientOrderId: string
  readonly side: string
  readonly filled: bigint | number
}

function soldBeyondBought(orders: readonly Traded[], bot: string): boolean {
  let held = 0
  for (const { clientOrderId, side, filled } of orders) {
    if (workingKey(bot, clientOrderId) === undefined) continue
    held += side.toLowerCase() === 'buy' ? Number(filled) : -Number(filled)
  }
  return held < 0
}
