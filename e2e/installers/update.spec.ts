import { generateKeyPairSync } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Locator, test } from '@playwright/test'
import { Dashboard } from '../pages/dashboard.ts'
import { Wizard } from '../pages/wizard.ts'
import { InstalledApp } from './installed-app.ts'
import { apt, installedVersion, OrdinaryUser } from './machine.ts'
import { CURRENT_VERSION, OLDER_VERSION, packageFile } from './package-files.ts'
import { RightsDialog } from './rights-dialog.ts'
import { UpdateServer } from './update-server.ts'

test.describe.configure({ mode: 'serial' })

const { CRYPTOBOT_UPDATE_URL: address = '', CRYPTOBOT_FEED_KEY: feedKey = '' } = process.env
const user = new OrdinaryUser()
const rights = new RightsDialog(user)
let server: UpdateServer
let app: InstalledApp
let fillsBefore = ''

test.beforeAll(async () => {
  server = await UpdateServer.start(address, feedKey)
  const { exitCode, output } = await apt('install', packageFile('older'))
  expect(exitCode, output).toBe(0)
})

test.afterAll(async () => {
  if (app !== undefined && !app.hasEnded) await app.quit()
  await user.endAll('cryptobot')
  server.stop()
  await apt('purge', 'cryptobot')
  user.remove()
})

test('a feed that somebody else has signed is not followed', async () => {
  app = await InstalledApp.open(user)
  await new Wizard(app.page).startDemo()
  const dashboard = new Dashboard(app.page)
  await dashboard.choosePace(50)
  await expect((await dashboard.records('Fills')).last()).toContainText('buy')
  await dashboard.rail('Settings').click()
  await expect(update()).toHaveText('Not looked for yet.')
  const { privateKey } = generateKeyPairSync('ed25519')
  server.privateKey = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  await button('Look for updates').click()
  await expect(update()).toContainText('is not signed by those who make Cryptobot')
  server.privateKey = feedKey
})

test('a damaged update is refused', async () => {
  server.isDamaging = true
  await button('Look for updates').click()
  await expect(update()).toContainText('is not the one that was announced', { timeout: 60_000 })
  await expect(button(`Restart with ${CURRENT_VERSION}`)).toBeHidden()
  expect(await installedVersion()).toBe(OLDER_VERSION)
  server.isDamaging = false
})

test('when the user refuses the rights for it, the old version starts again', async () => {
  await button('Look for updates').click()
  await expect(update()).toContainText(`${CURRENT_VERSION} is here.`, { timeout: 60_000 })
  await Promise.all([rights.refuse(), button(`Restart with ${CURRENT_VERSION}`).click()])
  await app.ended()
  await expect.poll(engineRuns).toBe(true)
  expect(await installedVersion()).toBe(OLDER_VERSION)
  await user.endAll('cryptobot')
  fillsBefore = await fills()
})

test('the update installs, and the new version starts with the data of the old one', async () => {
  app = await InstalledApp.open(user)
  await new Dashboard(app.page).rail('Settings').click()
  await expect(app.page.getByText(`Cryptobot ${OLDER_VERSION}`)).toBeVisible()
  await button('Look for updates').click()
  await expect(update()).toContainText(`${CURRENT_VERSION} is here.`, { timeout: 60_000 })
  await app.page.screenshot({ path: 'test-results/installers/pictures/update-ready.png' })
  const [command] = await Promise.all([
    rights.allow(),
    button(`Restart with ${CURRENT_VERSION}`).click(),
  ])
  expect(command).toContain('dpkg -i')
  await app.ended()
  await expect.poll(engineRuns).toBe(true)
  expect(await installedVersion()).toBe(CURRENT_VERSION)
  await user.endAll('cryptobot')
  for (const fill of JSON.parse(fillsBefore)) expect(JSON.parse(await fills())).toContainEqual(fill)
})

test('before it, the profile was backed up', () => {
  const [backup = ''] = readdirSync(join(user.profile, 'backups'))
  expect(backup).toContain(`before ${CURRENT_VERSION}`)
  const folder = join(user.profile, 'backups', backup)
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(['settings.db', 'accounts']))
  const [account = ''] = readdirSync(join(folder, 'accounts'))
  expect(readdirSync(join(folder, 'accounts', account))).toContain('ledger.db')
})

test('the newest version finds nothing newer', async () => {
  app = await InstalledApp.open(user)
  await new Dashboard(app.page).rail('Settings').click()
  await expect(app.page.getByText(`Cryptobot ${CURRENT_VERSION}`)).toBeVisible()
  await button('Look for updates').click()
  await expect(update()).toHaveText('This is the newest version.')
})

test('the way back leads to the older version, with the data of then and all trading halted', async () => {
  await app.quit()
  const { exitCode, output } = await apt('install', '--allow-downgrades', packageFile('older'))
  expect(exitCode, output).toBe(0)
  expect(await installedVersion()).toBe(OLDER_VERSION)
  const [backup = ''] = readdirSync(join(user.profile, 'backups'))
  const putBack = await user.run('cryptobot', 'backups', 'put-back', backup)
  expect(putBack.exitCode, putBack.output).toBe(0)
  for (const fill of JSON.parse(fillsBefore)) expect(JSON.parse(await fills())).toContainEqual(fill)
  app = await InstalledApp.open(user)
  await expect(app.page.getByText(`the backup ${backup} was put back`).first()).toBeVisible()
  await app.page.screenshot({ path: 'test-results/installers/pictures/put-back.png' })
})

function update(): Locator {
  return app.page.getByRole('status', { name: 'Update' })
}

function button(name: string): Locator {
  return app.page.getByRole('button', { name })
}

/** `health` ends with 1 when nobody runs the profile. */
async function engineRuns(): Promise<boolean> {
  return (await user.run('cryptobot', 'health')).output.includes('watchdog')
}

async function fills(): Promise<string> {
  const { exitCode, output } = await user.run('cryptobot', 'fills', '--json')
  expect(exitCode, output).toBe(0)
  return output
}
