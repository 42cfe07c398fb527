import { Dashboard } from '../pages/dashboard.ts'
import { Wizard } from '../pages/wizard.ts'
import { takePictures } from '../support/picture.ts'
import { expect, test } from '../support/story.ts'

test('orders, fills and positions can be looked through, and what came of them', async ({
  openApp,
}) => {
  const app = await openApp()
  await new Wizard(app.page).quickDemo.click()
  const dashboard = new Dashboard(app.page)
  await expect(dashboard.bot).toContainText('Running')
  await app.setPace(1_000)
  await expect.poll(async () => (await app.snapshot()).fills.length).toBeGreaterThan(12)
  await app.setPace(20)
  const isHeld = async () => (await app.snapshot()).status.portfolio.positions.length > 0
  await expect.poll(isHeld, { intervals: [50] }).toBe(true)
  await app.page.getByRole('button', { name: 'Stop SMA crossover' }).click()
  await expect(dashboard.bot).toContainText('Stopped')
  const { orders, fills } = await app.snapshot()

  await dashboard.rail('Orders').click()
  const table = (name: string) => app.page.getByRole('table', { name })
  await expect(table('Orders')).toHaveAttribute('aria-rowcount', String(orders.length + 1))
  await takePictures(app, 'orders', [app.page.getByRole('tab', { name: 'Closed' })])
  const sales = orders.filter(({ side }) => side === 'sell').length
  await app.page.getByRole('radio', { name: 'Sell' }).check()
  await expect(table('Orders')).toHaveAttribute('aria-rowcount', String(sales + 1))
  await app.page.getByRole('radio', { name: 'Not filled' }).check()
  await expect(app.page.getByText('No such order.')).toBeVisible()
  await app.page.getByRole('button', { name: 'Clear' }).click()
  await expect(table('Orders')).toHaveAttribute('aria-rowcount', String(orders.length + 1))

  await app.page.getByRole('tab', { name: 'Fills' }).click()
  await expect(table('Fills')).toHaveAttribute('aria-rowcount', String(fills.length + 1))
  await app.page.getByRole('tab', { name: 'Positions' }).click()
  await expect(table('Open positions').getByRole('row')).toHaveCount(2)
  await takePictures(app, 'positions', [table('Open positions')])
  await app.page.getByRole('tab', { name: 'Closed' }).click()
  await expect(table('Closed positions')).toHaveAttribute('aria-rowcount', String(sales + 1))
  await takePictures(app, 'positions-closed', [table('Closed positions')])
})

test('orders from before those that the window is told of are read as somebody scrolls there', async ({
  openApp,
}) => {
  test.setTimeout(180_000)
  const app = await openApp()
  await new Wizard(app.page).quickDemo.click()
  const dashboard = new Dashboard(app.page)
  await expect(dashboard.bot).toContainText('Running')
  const first = async () => (await app.snapshot()).orders[0]?.intentId
  await app.setPace(20)
  await expect.poll(first).toBeDefined()
  const oldest = await first()
  await app.setPace(1_000)
  await expect.poll(first, { timeout: 120_000 }).not.toBe(oldest)
  await app.page.getByRole('button', { name: 'Stop SMA crossover' }).click()
  await expect(dashboard.bot).toContainText('Stopped')
  const { orders } = await app.snapshot()

  await dashboard.rail('Orders').click()
  const table = app.page.getByRole('table', { name: 'Orders' })
  const rowCount = async () => Number(await table.getAttribute('aria-rowcount'))
  await expect(table).toHaveAttribute('aria-rowcount', String(orders.length + 1))
  await table.locator('..').focus()
  await app.page.keyboard.press('End')
  await expect.poll(rowCount).toBeGreaterThan(orders.length + 1)
})
