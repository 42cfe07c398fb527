import { Wizard } from '../pages/wizard.ts'
import { takePictures, takePicturesAtBothEnds } from '../support/picture.ts'
import { expect, test } from '../support/story.ts'

test('several bots share an account: made from a template, cloned, reduced, stopped, there again after a restart', async ({
  openApp,
}) => {
  const app = await openApp()
  await new Wizard(app.page).startDemo()
  const rail = app.page.getByRole('navigation', { name: 'Main' })
  await rail.getByRole('button', { name: 'Bots' }).click()
  const cards = app.page.getByRole('list', { name: 'Bots' }).getByRole('listitem')
  await expect(cards).toHaveCount(1)
  await takePicturesAtBothEnds(app, 'bots')

  await app.page.getByRole('button', { name: 'Set up RSI reversion' }).click()
  const form = app.page.getByRole('form', { name: 'New bot' })
  await form.getByLabel('Name').fill('')
  await form.getByRole('button', { name: 'Start it on demo' }).click()
  await expect(form).toContainText('Give the bot a name.')
  await form.getByLabel('Name').fill('Dips')
  await form.getByLabel('Share').fill('20')
  await takePicturesAtBothEnds(app, 'bots-new')
  await form.getByRole('button', { name: 'Start it on demo' }).click()
  await expect(cards).toHaveCount(2)
  await expect(form).toBeHidden()

  await app.page.getByRole('button', { name: 'Clone Dips' }).click()
  await expect(form.getByLabel('Name')).toHaveValue('Dips copy')
  await expect(form.getByLabel('Share')).toHaveValue('20')
  await form.getByRole('button', { name: 'Start it on demo' }).click()
  await expect(cards).toHaveCount(3)

  await app.page.getByRole('button', { name: 'Let Dips only reduce' }).click()
  await expect(cards.filter({ hasText: 'Only reducing.' })).toHaveCount(1)
  await app.page.getByRole('button', { name: 'Stop Dips copy' }).click()
  await expect(app.page.getByRole('button', { name: 'Start Dips copy' })).toBeVisible()
  await takePicturesAtBothEnds(app, 'bots-several')
  const names = (await app.snapshot()).status.bots.map(({ name, status }) => [name, status])
  await app.quit()

  const again = await openApp()
  const chart = again.page.getByTestId('candle-chart')
  for (const name of ['SMA crossover: Fast SMA', 'Dips: RSI', 'Dips copy: RSI'])
    await expect(chart).toContainText(name)
  await takePictures(again, 'dashboard-several-bots', [chart])
  const bots = (await again.snapshot()).status.bots
  expect(bots.map(({ name, status }) => [name, status])).toEqual(names)
  expect(bots.find(({ name }) => name === 'Dips')?.trading.state).toBe('reducing')
})

test('a bot that holds nothing can be removed, and one that holds something says why not', async ({
  openApp,
}) => {
  const app = await openApp()
  await new Wizard(app.page).startDemo()
  await app.setPace(20)
  const isHeld = async () => (await app.snapshot()).status.portfolio.positions.length > 0
  await expect.poll(isHeld, { intervals: [50] }).toBe(true)
  const rail = app.page.getByRole('navigation', { name: 'Main' })
  await rail.getByRole('button', { name: 'Bots' }).click()
  await app.page.getByRole('button', { name: 'Stop SMA crossover' }).click()
  await app.page.getByRole('button', { name: 'Clone SMA crossover' }).click()
  const form = app.page.getByRole('form', { name: 'New bot' })
  await form.getByRole('button', { name: 'Start it on demo' }).click()
  const cards = app.page.getByRole('list', { name: 'Bots' }).getByRole('listitem')
  await expect(cards).toHaveCount(2)
  await app.page.getByRole('button', { name: 'Stop SMA crossover copy' }).click()

  const question = app.page.getByRole('dialog')
  const remove = question.getByRole('button', { name: 'Remove the bot' })
  await app.page.getByRole('button', { name: 'Remove SMA crossover', exact: true }).click()
  await remove.click()
  await expect(app.page.getByText('cannot be removed now: it holds')).toBeVisible()
  await expect(cards).toHaveCount(2)
  await app.page.getByRole('button', { name: 'Remove SMA crossover copy' }).click()
  await takePicturesAtBothEnds(app, 'bots-remove')
  await remove.click()
  await expect(cards).toHaveCount(1)
})
