import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { Screens } from '../pages/screens.ts'
import { Wizard } from '../pages/wizard.ts'
import { expect, test } from '../support/story.ts'

test('a channel with a wrong token shows what its provider answers', async ({
  openApp,
  profile,
}) => {
  const asked: string[] = []
  const telegram = createServer((request, response) => {
    asked.push(request.url ?? '')
    const answer = { ok: false, error_code: 401, description: 'Unauthorized: no such bot' }
    response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
  await new Promise<void>((done) => telegram.listen(0, '127.0.0.1', done))
  const address = telegram.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0

  const app = await openApp()
  const screens = new Screens(app.page)
  await new Wizard(app.page).startDemo()
  await screens.open('Alerts')
  await screens.button('Telegram').click()
  await screens.field('Address of the API').fill('telegram')
  await screens.button('Add the channel').click()
  await expect(screens.form).toContainText('Enter the chat that messages go to.')
  await expect(screens.form).toContainText('Enter an address like https://api.telegram.org.')

  await screens.field('Chat').fill('4711')
  await screens.field('Address of the API').fill(`http://127.0.0.1:${port}`)
  await screens.field("The bot's token").fill('4711:a-secret-token')
  await screens.button('Add the channel').click()
  const card = screens.channels.filter({ hasText: 'Chat 4711' })
  await expect(card).toContainText('Secret in the keychain')
  await card.getByRole('button', { name: 'Send a test to Telegram' }).click()
  await expect(card.getByRole('status')).toContainText('The test did not arrive.')
  await expect(card.getByRole('status')).toContainText('Unauthorized: no such bot')
  expect(asked).toEqual(['/bot4711:a-secret-token/sendMessage'])
  expect(filesWith(profile.directory, 'a-secret-token')).toEqual([])

  await card.getByRole('button', { name: 'Remove Telegram' }).click()
  await card.getByRole('button', { name: 'Remove the channel' }).click()
  await expect(card).toHaveCount(0)
  telegram.close()
})

test('a rule is changed in its form, and is still there after a restart', async ({ openApp }) => {
  const first = await openApp()
  await new Wizard(first.page).startDemo()
  const screens = new Screens(first.page)
  await screens.open('Alerts')
  await screens.turnTo('Rules')
  await screens.button('Change Fill').click()
  await screens.form.getByRole('checkbox', { name: 'Told' }).check()
  await screens.field('At most').fill('0')
  await expect(screens.form).toContainText('Enter a whole number from 1 to 1000.')
  await expect(screens.button('Save')).toBeDisabled()
  await screens.field('At most').fill('5')
  await screens.button('Save').click()
  const row = (of: Screens) =>
    of.page.getByRole('table', { name: 'Rules' }).getByRole('row').filter({ hasText: 'Fill' })
  await expect(row(screens)).toContainText('5 an hour')
  await first.quit()

  const second = await openApp()
  const again = new Screens(second.page)
  await again.open('Alerts')
  await again.turnTo('Rules')
  await expect(row(again)).toContainText('5 an hour')
})

test('health names every part and how it does', async ({ openApp }) => {
  const app = await openApp()
  await new Wizard(app.page).startDemo()
  const screens = new Screens(app.page)
  await screens.open('Health')
  await expect(screens.parts.filter({ hasText: 'Engine' })).toContainText('1 of 1 bots run')
  await expect(screens.parts.filter({ hasText: 'Ledger' })).toContainText('on disk')
  await expect(app.page.getByRole('table', { name: 'Latencies' })).toContainText('engine.candle')
  await expect(app.page.getByRole('region', { name: 'Records on disk' })).toContainText('ledger.db')
})

/** What people type as a secret belongs into the keychain, and into no file. */
function filesWith(directory: string, secret: string): readonly string[] {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(secret))
}
