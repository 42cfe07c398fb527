import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type Money, subtract } from '../../app/domain/amount.ts'
import { isFinished } from '../../app/domain/order.ts'
import { Portfolio } from '../../app/engine/portfolio.ts'
import { DEMO_CANDLE_MS, DEMO_MARKET } from '../../app/exchanges/demo/demo-candles.ts'
import { AccountStores } from '../../app/storage/account-stores.ts'
import { rowsIn } from '../../app/storage/raw-database.fixture.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { runDemo } from './command-line.fixture.ts'

/** How much the killed processes print before they die: from the very first line to the thick of trading. */
const MOMENTS = [
  /^/,
  /"started"/,
  /"watching"/,
  /"enter"/,
  /"fill".*"buy"/,
  /"fill".*"sell"/,
  /("fill".*"sell"[\s\S]*){2}/,
]

function readAccount(profile: string) {
  const directory = join(profile, 'accounts', 'demo-7')
  const stores = new AccountStores(directory)
  const ledger = stores.ledger()
  const account = {
    orders: ledger.loadRecentOrders(100_000),
    fills: ledger.loadFills(),
    deposits: ledger.loadTransfers(),
    candles: stores.candles(DEMO_MARKET).loadRecentCandles(1_000_000),
    portfolio: new Portfolio({
      currency: DEMO_MARKET.quote,
      markets: stores.markets,
      store: ledger,
    }),
  }
  stores.close()
  return { ...account, file: join(directory, 'ledger.db') }
}

/** Whatever happened, the books are in order. */
function expectSound(profile: string): void {
  const { orders, fills, deposits, candles, portfolio, file } = readAccount(profile)
  expect(rowsIn(file, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  expect(rowsIn(file, 'PRAGMA foreign_key_check')).toEqual([])
  expect(deposits).toHaveLength(candles.length === 0 ? deposits.length : 1)
  expect(new Set(orders.map(({ intent }) => intent.intentId)).size).toBe(orders.length)
  expect(new Set(fills.map(({ fillId }) => fillId)).size).toBe(fills.length)
  for (const order of orders) {
    const own = fills.filter(({ clientOrderId }) => clientOrderId === order.clientOrderId)
    const filled = own.reduce((sum, { quantity }) => sum + BigInt(quantity), 0n)
    const cost = own.reduce((sum, fill) => sum + BigInt(fill.cost), 0n)
    expect([BigInt(order.filledQuantity), BigInt(order.filledCost)]).toEqual([filled, cost])
    expect(order.state === 'filled').toBe(order.filledQuantity === order.intent.quantity)
  }
  expect(orders.filter((order) => !isFinished(order)).length).toBeLessThanOrEqual(1)
  const spent = fills.reduce((sum, { side, cost, fee }) => {
    return sum + (side === 'buy' ? -BigInt(cost) : BigInt(cost)) - BigInt(fee)
  }, 0n)
  expect(BigInt(subtract(portfolio.cash, deposits[0]?.amount ?? (0 as Money)))).toBe(spent)
  expect(portfolio.holding(DEMO_MARKET.base) >= 0).toBe(true)
  const times = candles.map(({ openTime }) => openTime)
  expect(times).toEqual(times.map((_, index) => (times[0] ?? 0) + index * DEMO_CANDLE_MS))
}

it('that kills the process at any moment loses, doubles and breaks nothing', async () => {
  const profile = join(temporaryFolder(), 'profile')
  mkdirSync(profile)
  let candlesBefore = 0
  for (const moment of MOMENTS) {
    const run = runDemo(profile)
    await run.printed(moment)
    run.kill('SIGKILL')
    await run.status()
    expectSound(profile)
    const { candles } = readAccount(profile)
    expect(candles.length).toBeGreaterThanOrEqual(candlesBefore)
    candlesBefore = candles.length
  }
  const { fills } = readAccount(profile)
  const last = runDemo(profile)
  await last.told('fill')
  last.kill('SIGKILL')
  await last.status()
  expectSound(profile)
  expect(readAccount(profile).fills.length).toBeGreaterThan(fills.length)
}, 120_000)
