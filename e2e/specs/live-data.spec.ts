import { z } from 'zod'
import { FakeBinance } from '../fake-exchange/fake-binance.ts'
import { Dashboard } from '../pages/dashboard.ts'
import { Settings } from '../pages/settings.ts'
import { Wizard } from '../pages/wizard.ts'
import { faultsOf } from '../support/bookkeeping.ts'
import { unitsOf } from '../support/exact-amount.ts'
import type { LedgerRecords } from '../support/ledger-records.ts'
import { takePictures } from '../support/picture.ts'
import type { RunningApp } from '../support/running-app.ts'
import { test as base, expect } from '../support/story.ts'

const ACCOUNT = 'paper-binance-btc-usdt-1m'
/** Several polls, or a back-off, may pass before the feed changes its mind. */
const SLOW = { timeout: 25_000 }

const test = base.extend<{ readonly exchange: FakeBinance }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  exchange: async ({}, use) => {
    // Five one-minute candles a second.
    const exchange = new FakeBinance({ speed: 300 })
    await exchange.start()
    await use(exchange)
    await exchange.stop()
  },
})

test('paper trades on live candles; when the exchange goes away it waits, then catches up', async ({
  openApp,
  profile,
  exchange,
}) => {
  const app = await openApp()
  const dashboard = new Dashboard(app.page)
  await startPaperTrading(app, exchange)
  await expect(dashboard.strip).toContainText('PAPER')
  await expect(dashboard.condition).toHaveText('All well', SLOW)
  await expect.poll(() => profile.ledger(ACCOUNT).fills.length, SLOW).toBeGreaterThan(0)
  await expect((await dashboard.records('Fills')).last()).toContainText('buy')

  await exchange.goAway()
  await expect(dashboard.condition).toHaveText('Stale', SLOW)
  await expect(dashboard.feedTrouble).toContainText('Trading waits')
  await takePictures(app, 'dashboard-stale', [
    dashboard.condition,
    dashboard.halt,
    dashboard.feedTrouble,
  ])
  const stale = profile.ledger(ACCOUNT)
  const firstWords = (await dashboard.feedTrouble.textContent()) ?? ''
  await expect(dashboard.feedTrouble).not.toHaveText(firstWords, SLOW)
  expect(profile.ledger(ACCOUNT).orders).toEqual(stale.orders)
  expect(profile.ledger(ACCOUNT).candles).toEqual(stale.candles)

  await exchange.comeBack()
  await expect(dashboard.condition).toHaveText('All well', SLOW)
  await expect(dashboard.feedTrouble).toBeHidden()
  await expect
    .poll(() => profile.ledger(ACCOUNT).orders.length, SLOW)
    .toBeGreaterThan(stale.orders.length)
  await app.quit()
  const records = profile.ledger(ACCOUNT)
  expect(faultsOf(records)).toEqual([])
  expect(closes(records)).toEqual(closesAt(exchange, records))
})

test('an exchange that cannot be reached at the start shows as stale, with all that is known', async ({
  openApp,
  profile,
  exchange,
}) => {
  const first = await openApp()
  await startPaperTrading(first, exchange)
  await expect(new Dashboard(first.page).condition).toHaveText('All well', SLOW)
  await first.quit()
  await exchange.goAway()
  const before = profile.ledger(ACCOUNT)

  const second = await openApp()
  const dashboard = new Dashboard(second.page)
  await expect(dashboard.condition).toHaveText('Stale')
  await expect(dashboard.bot).toContainText('Running')
  await expect.poll(() => dashboard.paintedShare()).toBeGreaterThan(0.9)
  expect(profile.ledger(ACCOUNT).candles).toEqual(before.candles)
  await exchange.comeBack()
  await expect(dashboard.condition).toHaveText('All well', SLOW)
})

/** The address is set first, so that nobody ever asks the real exchange. */
async function startPaperTrading(app: RunningApp, exchange: FakeBinance): Promise<void> {
  const wizard = new Wizard(app.page)
  const dashboard = new Dashboard(app.page)
  await wizard.startDemo()
  await dashboard.rail('Settings').click()
  await new Settings(app.page).overrideAddress('Binance', exchange.url)
  await dashboard.rail('Set up again').click()
  await wizard.choice('Paper').check()
  await wizard.continueTo('market').click()
  await wizard.choice('Live data').check()
  await wizard.search('Exchange', 'Binance')
  await wizard.search('Symbol', 'BTC/USDT')
  await wizard.choice('1m').click()
  await expect(wizard.choice('1m')).toBeChecked()
  await wizard.continueTo('bot').click()
  await wizard.field('Fast average').fill('2')
  await wizard.field('Slow average').fill('3')
  await wizard.confirmFrom('bot')
  await expect(dashboard.strip).toContainText('Binance')
}

const klines = z.array(
  z.tuple([z.number(), z.string(), z.string(), z.string(), z.string()]).rest(z.unknown()),
)

function closes({ candles }: LedgerRecords): readonly bigint[] {
  return candles.map(({ close }) => unitsOf(close))
}

/** What the exchange itself says of the same minutes. */
function closesAt(exchange: FakeBinance, { candles }: LedgerRecords): readonly bigint[] {
  const found: bigint[] = []
  for (let at = 0; at < candles.length; at += 1_000) {
    const page = candles.slice(at, at + 1_000)
    const from = page[0]?.open_time ?? 0
    const query = `symbol=BTCUSDT&interval=1m&startTime=${from}&limit=${page.length}`
    const answer = klines.parse(JSON.parse(exchange.answer(`/api/v3/klines?${query}`).body))
    found.push(...answer.map(([, , , , close]) => unitsOf(close)))
  }
  return found
}
