import { Dashboard } from '../pages/dashboard.ts'
import { Wizard } from '../pages/wizard.ts'
import { takePictures } from '../support/picture.ts'
import { expect, test } from '../support/story.ts'

test('a view-only profile shows everything, changes nothing, and still can be halted', async ({
  openApp,
}) => {
  const app = await openApp()
  await new Wizard(app.page).startDemo()
  const dashboard = new Dashboard(app.page)
  await dashboard.rail('Settings').click()
  await app.page.getByLabel('Refuse every change').check()
  const strip = app.page.getByTestId('mode-strip')
  await expect(strip).toContainText('View only')
  await takePictures(app, 'view-only', [strip])
  await app.page.getByRole('radio', { name: 'Light' }).click()
  await expect(app.page.getByText('This profile can only be looked at')).toBeVisible()
  const answer = await app.page.evaluate(() => window.api.cancelAllOrders(null))
  expect(answer).toMatchObject({ ok: false, error: { code: 'view-only' } })
  await dashboard.rail('Dashboard').click()
  await expect(dashboard.bot).toContainText('Running')
  await strip.getByRole('button', { name: 'Halt trading' }).click()
  await expect(strip.getByRole('button', { name: 'Trading is halted' })).toBeVisible()
})

test('it is still one after a restart, until somebody opens it again', async ({ openApp }) => {
  const app = await openApp()
  await new Wizard(app.page).startDemo()
  await app.page.evaluate(() => window.api.setViewOnly({ isViewOnly: true }))
  await app.quit()
  const again = await openApp()
  await expect(again.page.getByTestId('mode-strip')).toContainText('View only')
  await new Dashboard(again.page).rail('Settings').click()
  await again.page.getByLabel('Refuse every change').uncheck()
  await again.page.getByRole('radio', { name: 'Light' }).click()
  await expect(again.page.getByRole('radio', { name: 'Light' })).toBeChecked()
})
