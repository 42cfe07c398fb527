import { Dashboard } from '../pages/dashboard.ts'
import { Wizard } from '../pages/wizard.ts'
import { fastForward, moreCandles } from '../support/fast-forward.ts'
import { expect, test } from '../support/story.ts'

const ACCOUNT = 'demo-7'

test('HALT stops new orders at once, at full pace, until trading is resumed', async ({
  openApp,
  profile,
}) => {
  const app = await openApp()
  const dashboard = new Dashboard(app.page)
  await new Wizard(app.page).startDemo()
  await dashboard.rail('Settings').click()
  await app.setPace(1_000)
  await expect.poll(() => profile.ledger(ACCOUNT).orders.length).toBeGreaterThan(2)

  await dashboard.halt.click()
  await expect(dashboard.halted).toBeDisabled()
  await expect(dashboard.tradingState).toContainText('Trading is halted. You pressed HALT.')
  await expect(app.page).toHaveTitle(/^HALTED/)
  const halted = profile.ledger(ACCOUNT)
  await fastForward(app, await moreCandles(app, 2_000))
  const later = profile.ledger(ACCOUNT)
  expect(later.candles.length).toBeGreaterThan(halted.candles.length + 1_000)
  expect(later.orders.map((order) => order.client_order_id)).toEqual(
    halted.orders.map((order) => order.client_order_id),
  )
  await expect(dashboard.bot).toContainText('Held by the halt')
  const decisions = await dashboard.records('Decisions')
  await expect(decisions.filter({ hasText: 'blocked' }).first()).toContainText('trading is halted')

  await dashboard.resume.click()
  await expect(dashboard.tradingState).toBeHidden()
  await fastForward(app, () => profile.ledger(ACCOUNT).orders.length > later.orders.length)
})

test('HALT answers at once while a full chart runs at the highest speed', async ({ openApp }) => {
  const app = await openApp()
  const dashboard = new Dashboard(app.page)
  await new Wizard(app.page).startDemo()
  await fastForward(app, await moreCandles(app, 2_000))
  await dashboard.choosePace(50)
  await expect.poll(await moreCandles(app, 100)).toBe(true)
  await dashboard.halt.click({ timeout: 2_000 })
  await expect(dashboard.halted).toBeVisible({ timeout: 2_000 })
})

test('HALT is reached by keyboard alone, from the palette and by tabbing', async ({ openApp }) => {
  const app = await openApp()
  const dashboard = new Dashboard(app.page)
  await new Wizard(app.page).startDemo()
  await expect(dashboard.bot).toContainText('Running')

  await app.page.keyboard.press('Control+k')
  await app.page.getByRole('dialog').getByRole('combobox').fill('halt')
  await app.page.keyboard.press('Enter')
  await expect(dashboard.halted).toBeVisible()
  await dashboard.resume.focus()
  await app.page.keyboard.press('Enter')
  await expect(dashboard.halt).toBeEnabled()

  await app.page.locator('body').focus()
  await expect(async () => {
    await app.page.keyboard.press('Tab')
    await expect(dashboard.halt).toBeFocused({ timeout: 50 })
  }).toPass({ intervals: [0] })
  await app.page.keyboard.press('Space')
  await expect(dashboard.halted).toBeVisible()
})

test('HALT is there on every screen, the wizard included', async ({ openApp }) => {
  const app = await openApp()
  const dashboard = new Dashboard(app.page)
  await new Wizard(app.page).startDemo()
  for (const word of ['Settings', 'Set up again', 'Dashboard'] as const) {
    await dashboard.rail(word).click()
    await expect(dashboard.halt).toBeInViewport()
    await dashboard.halt.click()
    await expect(dashboard.halted).toBeInViewport()
    await dashboard.resume.click()
    await expect(dashboard.halt).toBeEnabled()
  }
})
