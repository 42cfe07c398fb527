import { copyFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import Database from 'better-sqlite3'
import { Dashboard } from '../pages/dashboard.ts'
import { Wizard } from '../pages/wizard.ts'
import { faultsOf } from '../support/bookkeeping.ts'
import { fastForward } from '../support/fast-forward.ts'
import { takePictures } from '../support/picture.ts'
import type { Profile } from '../support/profile.ts'
import type { RunningApp } from '../support/running-app.ts'
import { expect, test } from '../support/story.ts'

const ACCOUNT = 'demo-7'
const FILES = ['settings.db', 'ledger.db', 'market.db'] as const

const HARMS = [
  { name: 'damaged', words: 'is damaged', inflict: overwrite },
  { name: 'newer', words: 'written by a newer version', inflict: stampAsNewer },
] as const

for (const { name, words, inflict } of HARMS) {
  test(`a ${name} database is said so, copied, and left as it is`, async ({ openApp, profile }) => {
    await useProfile(openApp)
    for (const file of FILES) {
      const path = pathOf(profile, file)
      const sound = readFileSync(path)
      inflict(path)
      await expectRefused(openApp, { profile, path, words })
      writeFileSync(path, sound)
    }
    const app = await openApp()
    await expect(new Dashboard(app.page).bot).toContainText('Running')
  })
}

test('a newer ledger whose last commits are still in its log is left as it is, log included', async ({
  openApp,
  profile,
}) => {
  await useProfile(openApp)
  const path = pathOf(profile, 'ledger.db')
  const log = `${path}-wal`
  const newer = new Database(path)
  newer.pragma('journal_mode = WAL')
  newer.pragma('user_version = 99')
  copyFileSync(path, `${path}.crashed`)
  copyFileSync(log, `${log}.crashed`)
  newer.close()
  copyFileSync(`${path}.crashed`, path)
  copyFileSync(`${log}.crashed`, log)
  const logBytes = readFileSync(log)
  await expectRefused(openApp, { profile, path, words: 'written by a newer version' })
  expect(readFileSync(log).equals(logBytes)).toBe(true)
})

test('a damaged file that was put aside makes room for a new start', async ({
  openApp,
  profile,
}) => {
  await useProfile(openApp)
  const path = pathOf(profile, 'settings.db')
  writeFileSync(path, 'not a database at all, however long it may be'.repeat(100))
  const app = await openApp()
  await expect(app.page.getByRole('alert')).toContainText('is damaged')
  await takePictures(app, 'damaged-file', [app.page.getByRole('button', { name: 'Check again' })])
  await app.quit()
  renameSync(path, profile.path('moved-away'))
  const again = await openApp()
  await expect(new Wizard(again.page).currentStep).toHaveText(/Welcome/)
})

for (const name of ['draft', 'settings'] as const) {
  test(`a stored ${name} that makes no sense is said so, with its file and the way out`, async ({
    openApp,
    profile,
  }) => {
    await useProfile(openApp)
    const path = pathOf(profile, 'settings.db')
    const settings = new Database(path)
    settings.prepare('INSERT OR REPLACE INTO settings VALUES (?, \'{"step": 7}\')').run(name)
    settings.close()
    const app = await openApp()
    const alert = app.page.getByRole('alert')
    await expect(alert).toContainText(`The stored ${name} makes no sense`)
    await expect(alert).toContainText(`It is in ${path}`)
    await expect(alert).toContainText('move that file to another folder')
    if (name === 'draft') await takePictures(app, 'stored-draft-garbage', [alert])
    await app.quit()
    renameSync(path, profile.path('moved-away'))
    const again = await openApp()
    await expect(new Wizard(again.page).currentStep).toHaveText(/Welcome/)
  })
}

test('a store that cannot be written halts trading, and resuming loses nothing', async ({
  openApp,
  profile,
}) => {
  const app = await openApp()
  const dashboard = new Dashboard(app.page)
  await new Wizard(app.page).startDemo()
  await dashboard.rail('Settings').click()
  await app.setPace(200)
  await expect.poll(() => profile.ledger(ACCOUNT).fills.length).toBeGreaterThan(0)

  const holder = new Database(profile.accountPath(ACCOUNT, 'ledger.db'))
  holder.exec('BEGIN EXCLUSIVE')
  await expect(dashboard.tradingState).toContainText('is in use by another program')
  await expect(dashboard.tradingState).toContainText('then resume trading')
  await expect(dashboard.condition).toHaveText(/^Failed/)
  holder.exec('ROLLBACK')
  holder.close()
  const halted = profile.ledger(ACCOUNT)

  await dashboard.resume.click()
  await expect(dashboard.tradingState).toBeHidden()
  await expect(dashboard.condition).toHaveText('All well')
  await fastForward(app, () => profile.ledger(ACCOUNT).fills.length > halted.fills.length + 2)
  await app.quit()
  expect(faultsOf(profile.ledger(ACCOUNT))).toEqual([])
})

type OpenApp = () => Promise<RunningApp>

/** Leaves a profile behind that was in use. */
async function useProfile(openApp: OpenApp): Promise<void> {
  const app = await openApp()
  await new Wizard(app.page).startDemo()
  await expect(new Dashboard(app.page).bot).toContainText('Running')
  await app.quit()
}

function pathOf(profile: Profile, file: (typeof FILES)[number]): string {
  return file === 'settings.db' ? profile.path(file) : profile.accountPath(ACCOUNT, file)
}

function overwrite(path: string): void {
  const bytes = readFileSync(path)
  writeFileSync(path, bytes.fill(0x5a, 0, 8_192))
}

function stampAsNewer(path: string): void {
  const database = new Database(path)
  database.pragma('user_version = 99')
  database.close()
}

type Refusal = { readonly profile: Profile; readonly path: string; readonly words: string }

/** The window says what is wrong and what to do; file and copy are what was there before. */
async function expectRefused(openApp: OpenApp, { profile, path, words }: Refusal): Promise<void> {
  const before = readFileSync(path)
  const app = await openApp()
  const alert = app.page.getByRole('alert', { name: 'Cryptobot could not start trading' })
  await expect(alert).toContainText(basename(path))
  await expect(alert).toContainText(words)
  await expect(alert).toContainText('kept a copy as')
  await expect(alert).toContainText('To start with an empty one instead')
  await expect(app.page.getByRole('button', { name: 'Check again' })).toBeVisible()
  await app.quit()
  expect(readFileSync(path).equals(before)).toBe(true)
  const folder = relative(profile.directory, dirname(path))
  const copy = profile.files(folder).find((name) => name.startsWith(`${basename(path)}.kept-`))
  expect(copy).toBeDefined()
  expect(readFileSync(join(dirname(path), copy ?? '')).equals(before)).toBe(true)
}
