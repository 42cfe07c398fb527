import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Dashboard } from '../pages/dashboard.ts'
import { Screens } from '../pages/screens.ts'
import { Wizard } from '../pages/wizard.ts'
import { chooseFile, saveTo } from '../support/choose-file.ts'
import { forwardToPosition } from '../support/fast-forward.ts'
import { takePictures } from '../support/picture.ts'
import { expect, test } from '../support/story.ts'

test('the log follows the engine, and leads from an order to all that was written about it', async ({
  openApp,
}) => {
  const app = await openApp()
  const screens = new Screens(app.page)
  await new Wizard(app.page).startDemo()
  await forwardToPosition(app)
  await screens.open('Health')
  await screens.turnTo('Log')
  const rows = screens.log.getByRole('row')
  const filled = rows.filter({ hasText: 'is filled' }).first()
  await expect(filled).toContainText('Engine')
  await takePictures(app, 'log')
  await app.page.getByRole('button', { name: 'Halt trading' }).click()
  const halted = rows.filter({ hasText: 'trading halted' })
  await expect(halted.first()).toBeVisible()
  await app.page.getByLabel('Importance').selectOption('Warnings and errors')
  await expect(halted.first()).toBeVisible()
  await expect(filled).toBeHidden()
  await app.page.getByLabel('Importance').selectOption('Everything')
  const [order] = (await app.snapshot()).orders
  await filled.getByRole('button', { name: order?.clientOrderId ?? '', exact: true }).click()
  await expect(app.page.getByLabel('Containing')).toHaveValue(order?.clientOrderId ?? '')
  await expect(halted).toHaveCount(0)
  await expect(rows.filter({ hasText: 'is submitting' })).not.toHaveCount(0)
  await filled.getByRole('button', { name: 'among the orders' }).click()
  await expect(app.page.getByRole('table', { name: 'Orders' })).toBeVisible()
})

test('what is written, and where, holds from the next line on and after a restart', async ({
  openApp,
  profile,
}) => {
  const app = await openApp()
  const dashboard = new Dashboard(app.page)
  await new Wizard(app.page).startDemo()
  await dashboard.rail('Settings').click()
  const log = app.page.getByRole('region', { name: 'Log', exact: true })
  await log.getByLabel('Files').fill('0')
  await log.getByRole('button', { name: 'Save log settings' }).click()
  await expect(log).toContainText('From 1 to 50.')
  await log.getByLabel('Files').fill('3')
  await log.getByLabel('Engine').selectOption('Everything')
  await log.getByLabel('Format').selectOption('JSON')
  await log.getByRole('button', { name: 'Save log settings' }).click()
  await expect(app.page.getByText('The log is written like that')).toBeVisible()
  await log.getByLabel('Try what would be hidden').fill('apiKey=abcdefgh12345678')
  await expect(log).toContainText('apiKey=•••')
  const folder = join(profile.directory, 'logs of mine')
  await chooseFile(app, folder)
  await log.getByRole('button', { name: 'Choose a folder' }).click()
  await expect(log).toContainText(folder)
  await takePictures(app, 'log-settings')
  const lines = () => linesOf(join(folder, 'cryptobot.log'))
  await expect.poll(() => lines().some(({ text }) => text.startsWith('candle '))).toBe(true)
  await app.quit()
  const again = await openApp()
  await expect(new Dashboard(again.page).bot).toContainText('Running')
  const before = lines().length
  await expect.poll(() => lines().length).toBeGreaterThan(before)
})

test('diagnostics are read before they are saved, and hold no secret', async ({
  openApp,
  profile,
}) => {
  const app = await openApp()
  const screens = new Screens(app.page)
  await new Wizard(app.page).startDemo()
  await screens.open('Health')
  await screens.turnTo('Log')
  await screens.button('Diagnostics').click()
  const text = app.page.getByLabel('What is in it')
  await expect(text).toHaveValue(/== health ==/)
  await takePictures(app, 'diagnostics')
  const path = join(profile.directory, 'diagnostics.txt')
  await saveTo(app, path)
  await screens.button('Save…').click()
  await expect(app.page.getByText('The diagnostics are saved.')).toBeVisible()
  expect(readFileSync(path, 'utf8')).toBe(await text.inputValue())
  await screens.button('Copy').click()
  const copied = () => app.electron.evaluate(({ clipboard }) => clipboard.readText())
  await expect.poll(copied).toBe(await text.inputValue())
})

function linesOf(path: string): readonly { readonly text: string }[] {
  if (!existsSync(path)) return []
  const whole = readFileSync(path, 'utf8').split('\n').slice(0, -1)
  return whole.map((line) => JSON.parse(line))
}
