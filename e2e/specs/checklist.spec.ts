import { Dashboard } from '../pages/dashboard.ts'
import { Wizard } from '../pages/wizard.ts'
import { takePictures } from '../support/picture.ts'
import { expect, test } from '../support/story.ts'

test('the checklist says what is next, leads there, and ticks off what is done', async ({
  openApp,
}) => {
  const app = await openApp()
  await new Wizard(app.page).quickDemo.click()
  const dashboard = new Dashboard(app.page)
  await expect(dashboard.bot).toContainText('Running')
  await app.setPace(1_000)
  await expect.poll(async () => (await app.snapshot()).fills.length).toBeGreaterThan(0)
  await app.setPace(0.1)
  const checklist = app.page.getByRole('region', { name: 'Checklist' })
  const summary = checklist.locator('summary')
  await expect(summary).toHaveText('Next: Say how much may be at stake2 of 6')
  await summary.click()
  await expect(checklist.getByRole('button', { name: 'See a first fill (done)' })).toBeVisible()
  await takePictures(app, 'dashboard-checklist', [summary, dashboard.halt, dashboard.bot])
  await checklist.getByRole('button', { name: 'Say how much may be at stake' }).click()
  await expect(app.page.getByRole('heading', { level: 1 })).toHaveText('Risk')
})

test('a checklist that was dismissed stays away until it is wanted again', async ({ openApp }) => {
  const first = await openApp()
  await new Wizard(first.page).quickDemo.click()
  const checklist = first.page.getByRole('region', { name: 'Checklist' })
  await checklist.getByRole('button', { name: 'Dismiss the checklist' }).click()
  await expect(checklist).toHaveCount(0)
  await first.quit()

  const { page } = await openApp()
  const dashboard = new Dashboard(page)
  await expect(dashboard.bot).toContainText('Running')
  await expect(page.getByRole('region', { name: 'Checklist' })).toHaveCount(0)
  await dashboard.rail('Settings').click()
  await page.getByRole('checkbox', { name: 'Say on the dashboard what to do next' }).check()
  await dashboard.rail('Dashboard').click()
  await expect(page.getByRole('region', { name: 'Checklist' })).toBeVisible()
})
