import { Dashboard } from '../pages/dashboard.ts'
import { Settings } from '../pages/settings.ts'
import { Wizard } from '../pages/wizard.ts'
import { forwardToPosition } from '../support/fast-forward.ts'
import { takePictures } from '../support/picture.ts'
import { expect, test } from '../support/story.ts'

test('each step of the wizard fits, in dark and in light', async ({ openApp }) => {
  const app = await openApp()
  const wizard = new Wizard(app.page)
  await wizard.riskBox.check()
  await takePictures(app, 'wizard-1-welcome', [wizard.riskBox, wizard.continueTo('mode')])
  await wizard.continueTo('mode').click()
  await takePictures(app, 'wizard-2-mode', [wizard.choice('Live'), wizard.continueTo('market')])
  await wizard.choice('Paper').check()
  await wizard.continueTo('market').click()
  await takePictures(app, 'wizard-3-market-paper', [wizard.chooseFile, wizard.continueTo('bot')])
  await wizard.back.click()
  await wizard.choice('Demo').check()
  await wizard.continueTo('market').click()
  await takePictures(app, 'wizard-3-market', [wizard.continueTo('bot')])
  await wizard.continueTo('bot').click()
  await wizard.page.getByRole('checkbox', { name: 'Use a stop', exact: true }).check()
  await takePictures(app, 'wizard-4-bot', [wizard.field('Name'), wizard.continueTo('balance')])
  await wizard.continueTo('balance').click()
  await takePictures(app, 'wizard-5-balance', [wizard.continueTo('backtest')])
  await wizard.continueTo('backtest').click()
  await expect(app.page.getByText('buying once and waiting')).toBeVisible()
  await takePictures(app, 'wizard-6-backtest', [wizard.continueTo('risk')])
  await wizard.continueTo('risk').click()
  await wizard.choice('Balanced').check()
  await takePictures(app, 'wizard-7-risk', [wizard.continueTo('alerts')])
  await wizard.continueTo('alerts').click()
  await takePictures(app, 'wizard-8-alerts', [wizard.continueTo('log')])
  await wizard.continueTo('log').click()
  await takePictures(app, 'wizard-9-log', [wizard.continueTo('summary')])
  await wizard.continueTo('summary').click()
  await takePictures(app, 'wizard-10-summary', [wizard.answer('SMA'), wizard.start])
})

test('the cockpit fits at work, halted and empty, in dark and in light', async ({ openApp }) => {
  const app = await openApp()
  const dashboard = new Dashboard(app.page)
  await new Wizard(app.page).startDemo()
  await expect(dashboard.bot).toContainText('Running')
  await app.setPace(0.1)
  const always = [dashboard.halt, dashboard.equity, dashboard.condition, dashboard.bot]
  await dashboard.records('Orders')
  await takePictures(app, 'dashboard-empty', always)
  for (const line of ['--strategy-line-1', '--strategy-line-2'] as const)
    await expect.poll(() => dashboard.pixelsIn(line), { timeout: 2_000 }).toBeGreaterThan(100)

  await forwardToPosition(app)
  await dashboard.choosePace(1)
  await dashboard.records('Decisions')
  await takePictures(app, 'dashboard', [...always, dashboard.position, dashboard.chart])
  await dashboard.records('Fills')
  await takePictures(app, 'dashboard-fills', always)
  await dashboard.rail('Commands').click()
  await takePictures(app, 'command-palette', [app.page.getByRole('dialog', { name: 'Commands' })])
  await app.page.keyboard.press('Escape')
  await dashboard.rail('Settings').click()
  await takePictures(app, 'settings', [new Settings(app.page).heading, dashboard.halt])
  await dashboard.rail('Dashboard').click()
  await dashboard.halt.click()
  await expect(dashboard.halted).toBeVisible()
  await takePictures(app, 'dashboard-halted', [dashboard.halted, dashboard.resume])
})

test('prices take the colours that were chosen, in the chart too, and keep them', async ({
  openApp,
}) => {
  const app = await openApp()
  const dashboard = new Dashboard(app.page)
  await new Wizard(app.page).startDemo()
  await forwardToPosition(app)
  const colourOf = (token: string) =>
    dashboard.page.evaluate(
      (name) => getComputedStyle(document.documentElement).getPropertyValue(name),
      token,
    )
  const [green, red] = [await colourOf('--up'), await colourOf('--down')]
  await dashboard.rail('Settings').click()
  await app.page.getByRole('radio', { name: 'Red up, green down' }).check()
  await expect.poll(() => colourOf('--up')).toBe(red)
  expect(await colourOf('--down')).toBe(green)
  await app.page.getByRole('radio', { name: 'Blue up, orange down' }).check()
  await dashboard.rail('Dashboard').click()
  await expect.poll(() => dashboard.pixelsIn('--up')).toBeGreaterThan(100)
  await expect.poll(() => dashboard.pixelsIn('--down')).toBeGreaterThan(100)
  await takePictures(app, 'dashboard-blue-up')
  await app.quit()
  const again = await openApp()
  await expect(again.page.locator('html')).toHaveAttribute('data-price-colours', 'blue-up')
})
