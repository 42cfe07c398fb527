import { Dashboard } from '../pages/dashboard.ts'
import { Wizard } from '../pages/wizard.ts'
import { expect, test } from '../support/story.ts'

test('the wizard leads from nothing to a first fill on the demo market', async ({ openApp }) => {
  const app = await openApp()
  const wizard = new Wizard(app.page)
  await expect(wizard.currentStep).toHaveText(/Welcome/)
  await expect(wizard.continueTo('mode')).toBeDisabled()
  await wizard.acceptRisk()

  await expect(wizard.choice('Demo')).toBeChecked()
  await expect(wizard.choice('Testnet')).toBeDisabled()
  await expect(wizard.choice('Live')).toBeDisabled()
  await wizard.continueTo('market').click()
  await expect(wizard.heading).toHaveText('The demo market')
  await wizard.continueTo('bot').click()
  await expect(wizard.field('Fast average')).toHaveValue('10')
  await wizard.continueTo('balance').click()
  await expect(wizard.field('Starting balance')).toHaveValue('10000')
  await wizard.continueTo('summary').click()
  await wizard.start.click()

  const dashboard = new Dashboard(app.page)
  await expect(dashboard.strip).toContainText('DEMO')
  await expect(dashboard.bot).toContainText('Running')
  await expect(dashboard.feed).toHaveText('All well')
  const { candles } = await app.snapshot()
  expect(candles.openTime.length).toBeGreaterThanOrEqual(500)
  await expect.poll(() => dashboard.paintedShare()).toBeGreaterThan(0.9)

  await dashboard.choosePace(50)
  const fills = await dashboard.records('Fills')
  await expect(fills.last()).toContainText('buy')
  await expect((await dashboard.records('Orders')).last()).toContainText('filled')
  const decisions = await dashboard.records('Decisions')
  await expect(decisions.filter({ hasText: 'crossed above the slow one' }).first()).toBeVisible()
  await expect(dashboard.equity).toHaveText(/^[\d,]+\.\d\d USDT$/)
})

test('the first fill is there within a minute at the ordinary pace', async ({ openApp }) => {
  const app = await openApp()
  await new Wizard(app.page).startDemo()
  await expect(new Dashboard(app.page).bot).toContainText('Running')
  const { status, candles } = await app.snapshot()
  const pace = status.speed ?? 0
  await app.setPace(1_000)
  await expect.poll(async () => (await app.snapshot()).fills.length).toBeGreaterThan(0)
  const { fills } = await app.snapshot()
  const waited = (fills[0]?.time ?? 0) - (candles.openTime.at(-1) ?? 0)
  expect(waited / 60_000 / pace).toBeLessThan(60)
})

test('a wizard that was left goes on where it was, with its answers kept', async ({ openApp }) => {
  const first = await openApp()
  const left = new Wizard(first.page)
  await left.acceptRisk()
  await left.continueTo('market').click()
  await left.continueTo('bot').click()
  await left.field('Name').fill('Patient crosser')
  await left.field('Slow average').fill('44')
  await left.page.getByRole('checkbox', { name: 'Use a stop' }).check()
  await left.continueTo('balance').click()
  await expect(left.currentStep).toHaveText(/Balance/)
  await first.quit()

  const second = await openApp()
  const resumed = new Wizard(second.page)
  await expect(resumed.currentStep).toHaveText(/Balance/)
  await resumed.field('Starting balance').fill('2500.50')
  await resumed.continueTo('summary').click()
  await expect(resumed.answer('Patient crosser: Fast 10, Slow 44')).toBeVisible()
  await expect(resumed.answer('stop 2 %')).toBeVisible()
  await resumed.start.click()
  const dashboard = new Dashboard(second.page)
  await expect(dashboard.bot).toContainText('Patient crosser')
  await expect(dashboard.equity).toHaveText('2,500.50 USDT')
})

test('the wizard does not start a bot whose averages contradict each other', async ({
  openApp,
}) => {
  const app = await openApp()
  const wizard = new Wizard(app.page)
  await wizard.acceptRisk()
  await wizard.continueTo('market').click()
  await wizard.continueTo('bot').click()
  await wizard.field('Fast average').fill('50')
  await wizard.confirmFrom('bot')
  await expect(wizard.problem).toContainText('must be shorter than the slow one')
  expect((await app.state()).setUp).toBe(false)
})

test('the wizard can be run again, and changes the bot on the same account', async ({
  openApp,
}) => {
  const app = await openApp()
  const wizard = new Wizard(app.page)
  const dashboard = new Dashboard(app.page)
  await wizard.startDemo()
  await app.setPace(1_000)
  await expect.poll(async () => (await app.snapshot()).fills.length).toBeGreaterThan(2)
  const before = await app.snapshot()

  await dashboard.rail('Set up again').click()
  await expect(wizard.currentStep).toHaveText(/Mode/)
  await wizard.continueTo('market').click()
  await wizard.continueTo('bot').click()
  await wizard.field('Fast average').fill('5')
  await wizard.continueTo('balance').click()
  await wizard.continueTo('summary').click()
  await wizard.start.click()

  await expect(dashboard.bot).toContainText(/Fast\s*5/)
  const after = await app.snapshot()
  expect(after.fills.slice(0, before.fills.length)).toEqual(before.fills)
  expect(after.status.bots).toHaveLength(1)
})
