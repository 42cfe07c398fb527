import { Dashboard } from '../pages/dashboard.ts'
import { Wizard } from '../pages/wizard.ts'
import { faultsOf } from '../support/bookkeeping.ts'
import type { LedgerRecords } from '../support/ledger-records.ts'
import type { RunningApp } from '../support/running-app.ts'
import { expect, test } from '../support/story.ts'

const ACCOUNT = 'demo-7'
const FASTEST = 1_000
const SLOWEST = 0.1
const KILLS = 5

test('killed again and again in mid-run, it goes on without losing or doubling anything', async ({
  openApp,
  profile,
}) => {
  let app = await openApp()
  await new Wizard(app.page).startDemo()
  await expect(new Dashboard(app.page).bot).toContainText('Running')
  await app.setPace(FASTEST)
  for (let kill = 1; kill <= KILLS; kill += 1) {
    await untilMoreFills(app, kill)
    await app.kill()
    const before = profile.ledger(ACCOUNT)
    expect(faultsOf(before)).toEqual([])

    app = await openApp()
    await expect(new Dashboard(app.page).bot).toContainText('Running')
    await expect.poll(() => lastCandle(app)).toBeGreaterThan(lastOf(before))
    expectKept(before, profile.ledger(ACCOUNT))
  }
  await untilMoreFills(app, 1)
  await app.quit()
  expect(faultsOf(profile.ledger(ACCOUNT))).toEqual([])
})

for (const ending of ['kill', 'quit'] as const) {
  test(`after a ${ending} the window shows what it showed before`, async ({ openApp }) => {
    const first = await openApp()
    const wizard = new Wizard(first.page)
    await wizard.startDemo()
    await expect(new Dashboard(first.page).bot).toContainText('Running')
    await first.setPace(FASTEST)
    await expect(new Dashboard(first.page).position).toContainText('Average entry')
    await first.setPace(SLOWEST)
    const before = await shown(first)
    await first[ending]()

    const second = await openApp()
    await expect(new Dashboard(second.page).bot).toContainText('Running')
    expect(await shown(second)).toEqual(before)
  })
}

test('a bot that was stopped stays stopped, and one that is started trades on', async ({
  openApp,
  profile,
}) => {
  const first = await openApp()
  await new Wizard(first.page).startDemo()
  await first.setPace(FASTEST)
  await untilMoreFills(first, 2)
  await new Dashboard(first.page).botButton('Stop').click()
  await expect(new Dashboard(first.page).bot).toContainText('Stopped')
  await first.quit()
  const { orders } = profile.ledger(ACCOUNT)

  const second = await openApp()
  const dashboard = new Dashboard(second.page)
  await expect(dashboard.bot).toContainText('Stopped')
  await untilMoreCandles(second, 1_000)
  expect(profile.ledger(ACCOUNT).orders).toHaveLength(orders.length)
  await dashboard.botButton('Start').click()
  await expect.poll(() => profile.ledger(ACCOUNT).orders.length).toBeGreaterThan(orders.length)
})

test('a halt survives being killed, and so does the theme', async ({ openApp, profile }) => {
  const first = await openApp()
  await new Wizard(first.page).startDemo()
  await first.setPace(FASTEST)
  await untilMoreFills(first, 1)
  const dashboard = new Dashboard(first.page)
  await dashboard.chooseTheme('Light')
  await dashboard.halt.click()
  await expect(dashboard.halted).toBeDisabled()
  await first.kill()
  const { orders } = profile.ledger(ACCOUNT)

  const second = await openApp()
  const reopened = new Dashboard(second.page)
  await expect(reopened.tradingState).toContainText('You pressed HALT.')
  await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'light')
  await untilMoreCandles(second, 1_000)
  expect(profile.ledger(ACCOUNT).orders).toHaveLength(orders.length)
})

/** What a restart must bring back, as the user reads it and as the page holds it. */
async function shown(app: RunningApp) {
  const dashboard = new Dashboard(app.page)
  const { status, candles, orders, fills, decisions } = await app.snapshot()
  return {
    equity: await dashboard.equity.textContent(),
    entry: await dashboard.fact('Average entry').textContent(),
    fillRows: await (await dashboard.records('Fills')).count(),
    portfolio: status.portfolio,
    bots: status.bots.map(({ id, name, parameters }) => ({ id, name, parameters })),
    lastCandle: candles.openTime.at(-1),
    orders,
    fills,
    decisions,
  }
}

/** Nothing that was on record is gone or changed; only what was under way may have moved on. */
function expectKept(before: LedgerRecords, after: LedgerRecords): void {
  expect(after.fills.slice(0, before.fills.length)).toEqual(before.fills)
  expect(after.deposits).toEqual(before.deposits)
  expect(after.decisions.slice(0, before.decisions.length)).toEqual(before.decisions)
  expect(after.candles.slice(0, before.candles.length)).toEqual(before.candles)
  const done = before.orders.filter(({ state }) => state === 'filled')
  expect(after.orders).toEqual(expect.arrayContaining(done))
  expect(after.orders.length).toBeGreaterThanOrEqual(before.orders.length)
}

function lastOf({ candles }: LedgerRecords): number {
  return candles.at(-1)?.open_time ?? 0
}

async function lastCandle(app: RunningApp): Promise<number> {
  return (await app.snapshot()).candles.openTime.at(-1) ?? 0
}

async function untilMoreFills(app: RunningApp, count: number): Promise<void> {
  const ids = async () => new Set((await app.snapshot()).fills.map(({ fillId }) => fillId))
  const before = await ids()
  await expect.poll(async () => (await ids()).difference(before).size).toBeGreaterThanOrEqual(count)
}

async function untilMoreCandles(app: RunningApp, count: number): Promise<void> {
  const until = (await lastCandle(app)) + count * 60_000
  await expect.poll(() => lastCandle(app)).toBeGreaterThan(until)
}
