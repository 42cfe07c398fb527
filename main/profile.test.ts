import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { money } from '../app/domain/sample-market.fixture.ts'
import { NO_LISTENER } from '../app/engine/engine-listener.ts'
import { DONE_DRAFT, profileBench, sessionOf } from '../app/engine/session/profile-bench.fixture.ts'
import { NO_KEYS } from '../app/ports/key-source.ts'
import { executeIn } from '../app/storage/raw-database.fixture.ts'
import { temporaryFolder } from '../app/storage/temporary-folder.fixture.ts'
import { Profile } from './profile.ts'

function open(directory: string): Profile {
  const observers = { publish: () => undefined, listener: NO_LISTENER }
  const profile = new Profile({
    prepare: async () => undefined,
    directory,
    keys: NO_KEYS,
    observers,
  })
  onTestFinished(() => profile.close())
  return profile
}

it('is open without an account when the wizard was never finished', async () => {
  const profile = open(temporaryFolder())
  const { workspace, failure } = await profile.open()
  expect([workspace?.session, failure]).toEqual([null, null])
  expect(profile.settings().theme).toBe('system')
})

it('opens the account of last time, once', async () => {
  const { workspace, directory, close } = profileBench()
  sessionOf(await workspace.finishSetup(DONE_DRAFT))
  workspace.saveSettings(
    {
      theme: 'dark',
      priceColours: 'green-up',
      exchangeUrls: {},
      metricsPort: null,
      updateChannel: 'stable',
      showsChecklist: true,
      staysAwake: false,
    },
    'window',
  )
  close()
  const profile = open(directory)
  expect(profile.settings().theme).toBe('dark')
  const opened = await Promise.all([profile.open(), profile.open()])
  expect(opened[0].workspace?.session).not.toBeNull()
  expect(opened[1].workspace?.session).toBe(opened[0].workspace?.session)
  expect(opened[0].failure).toBeNull()
})

it('says why when the profile cannot be used', async () => {
  const directory = temporaryFolder()
  writeFileSync(join(directory, 'settings.db'), 'no settings, but a letter to my aunt. '.repeat(40))
  const { workspace, failure } = await open(directory).open()
  expect(workspace).toBeNull()
  expect(failure).toMatchObject({ code: 'store-damaged', action: expect.stringContaining('move') })
})

it('says why when the account cannot be opened, and no longer when another one is', async () => {
  const { workspace, directory, close } = profileBench()
  sessionOf(await workspace.finishSetup(DONE_DRAFT))
  close()
  executeIn(join(directory, 'accounts', 'demo-7', 'ledger.db'), 'PRAGMA user_version = 99')
  const profile = open(directory)
  const opened = await profile.open()
  expect(opened.failure).toMatchObject({ code: 'store-newer' })
  const draft = { ...DONE_DRAFT, source: { kind: 'demo', seed: 8 } } as const
  expect(await opened.workspace?.finishSetup(draft)).toMatchObject({ ok: true })
  expect((await profile.open()).failure).toBeNull()
})

it('opens what the command line opened last, with no bot but its own', async () => {
  const { workspace, directory, close } = profileBench()
  sessionOf(await workspace.finishSetup(DONE_DRAFT))
  const source = { kind: 'demo', seed: 9 } as const
  const wish = { source, startingBalance: money('500'), bots: [], isBrief: true }
  sessionOf(await workspace.openAccount(wish))
  close()
  const { workspace: opened } = await open(directory).open()
  expect(opened?.session?.snapshot()).toMatchObject({
    account: { id: 'demo-9', startingBalance: '500' },
    status: { bots: [] },
  })
})

it('says that an account at an exchange needs keys', async () => {
  const { workspace, directory, close } = profileBench()
  sessionOf(await workspace.finishSetup(DONE_DRAFT))
  close()
  const source = `{"kind":"exchange","mode":"testnet","exchangeId":"binance","symbol":"BTC/USDT","timeframe":"1m"}`
  executeIn(
    join(directory, 'settings.db'),
    `UPDATE settings SET value = '{"accountId":"testnet-binance","source":${source}}' WHERE name = 'account'`,
  )
  const { failure } = await open(directory).open()
  expect(failure).toMatchObject({
    code: 'no-keys',
    action: expect.stringContaining('CRYPTOBOT_API_KEY'),
  })
})

it('has the theme of the system when the settings cannot be read', async () => {
  const { workspace, directory, close } = profileBench()
  workspace.saveSettings(
    {
      theme: 'dark',
      priceColours: 'green-up',
      exchangeUrls: {},
      metricsPort: null,
      updateChannel: 'stable',
      showsChecklist: true,
      staysAwake: false,
    },
    'window',
  )
  close()
  executeIn(join(directory, 'settings.db'), "UPDATE settings SET value = '{}'")
  expect(open(directory).settings().theme).toBe('system')
})
