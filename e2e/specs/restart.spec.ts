import { Dashboard } from '../pages/dashboard.ts'
import { Wizard } from '../pages/wizard.ts'
import { faultsOf } from '../support/bookkeeping.ts'
import { fastForward, forwardToPosition, moreCandles } from '../support/fast-forward.ts'
import type { LedgerRecords } from '../support/ledger-records.ts'
import type { RunningApp } from '../support/running-app.ts'
import { expect, test } from '../support/story.ts'

const ACCOUNT = 'demo-7'
const KILLS = 5
const FINISHED = ['filled', 'cancelled', 'rejected']

test('killed again and again in mid-run, it goes on without losing or doubling anything', async ({
  openApp,
  profile,
}) => {
  let app = await openApp()
  await new Wizard(app.page).startDemo()
  await expect(new Dashboard(app.page).bot).toContainText('Running')
  await app.setPace(1_000)
  let before = profile.ledger(ACCOUNT)
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const fillsWanted = before.fills.length + kill
    await expect
      .poll(() => profile.ledger(ACCOUNT).fills.length)
      .toBeGreaterThanOrEqual(fillsWanted)
    await app.kill()
    const after = profile.ledger(ACCOUNT)
    expect(faultsOf(after)).toEqual([])
    expectKept(before, after)
    before = after
    app = await openApp()
  }
  await expect
    .poll(() => profile.ledger(ACCOUNT).orders.length)
    .toBeGreaterThan(before.orders.length)
  await app.quit()
  expect(faultsOf(profile.ledger(ACCOUNT))).toEqual([])
})

for (const ending of ['kill', 'quit'] as const) {
  test(`after a ${ending} the window shows what it showed before`, async ({ openApp }) => {
    const first = await openApp()
    await new Wizard(first.page).startDemo()
    await fastForward(first, async () => (await first.snapshot()).fills.length > 2)
    await forwardToPosition(first)
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
  await forwardToPosition(first)
  await new Dashboard(first.page).botButton('Stop').click()
  await expect(new Dashboard(first.page).bot).toContainText('Stopped')
  await first.quit()
  const { orders } = profile.ledger(ACCOUNT)

  const second = await openApp()
  const dashboard = new Dashboard(second.page)
  await expect(dashboard.bot).toContainText('Stopped')
  await fastForward(second, await moreCandles(second, 1_000))
  expect(profile.ledger(ACCOUNT).orders).toEqual(orders)
  await dashboard.botButton('Start').click()
  await expect(dashboard.bot).toContainText('Running')
  await fastForward(second, () => profile.ledger(ACCOUNT).orders.length > orders.length)
})

test('a halt survives being killed, and so does the theme', async ({ openApp, profile }) => {
  const first = await openApp()
  await new Wizard(first.page).startDemo()
  await fastForward(first, async () => (await first.snapshot()).fills.length > 0)
  const dashboard = new Dashboard(first.page)
  await dashboard.chooseTheme('Light')
  await dashboard.halt.click()
  await expect(dashboard.halted).toBeDisabled()
  await first.kill()
  const before = profile.ledger(ACCOUNT)

  const second = await openApp()
  const reopened = new Dashboard(second.page)
  await expect(reopened.tradingState).toContainText('You pressed HALT.')
  await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'light')
  await fastForward(second, await moreCandles(second, 1_000))
  const after = profile.ledger(ACCOUNT)
  expectKept(before, after)
  expect(after.orders).toHaveLength(before.orders.length)
})

/** What a restart must bring back, as the user reads it and as the page holds it. */
async function shown(app: RunningApp) {
  const dashboard = new Dashboard(app.page)
  const { status, candles, orders, fills, decisions } = await app.snapshot()
  return {
    equity: await dashboard.equity.textContent(),
    entry: await dashboard.fact('Average cost').textContent(),
    fillRows: await (await dashboard.records('Fills')).allTextContents(),
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
  const done = before.orders.filter(({ state }) => FINISHED.includes(state))
  expect(after.orders).toEqual(expect.arrayContaining(done))
  expect(after.orders.length).toBeGreaterThanOrEqual(before.orders.length)
}
