import { existsSync, mkdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from '@playwright/test'
import Database from 'better-sqlite3'
import { archiveFaults } from '../../build/package/archive-faults.ts'
import { runCommand } from '../../build/setup/run-command.ts'
import { Dashboard } from '../pages/dashboard.ts'
import { Wizard } from '../pages/wizard.ts'
import { csvOf, hourlyCandles } from '../support/synthetic-candles.ts'
import { InstalledApp } from './installed-app.ts'
import { apt, installedVersion, OrdinaryUser } from './machine.ts'
import { CURRENT_VERSION, OLDER_VERSION, packageFile } from './package-files.ts'

/** How a fuse is written in the executable. */
const [OFF, ON] = ['0'.charCodeAt(0), '1'.charCodeAt(0)]

const FOLDER = '/opt/Cryptobot'

// One machine, one story: each test goes on where the one before has ended.
test.describe.configure({ mode: 'serial' })

const user = new OrdinaryUser()
let app: InstalledApp | undefined
let fillsBefore: readonly string[] = []

test.afterAll(async () => {
  if (app !== undefined && !app.hasEnded) await app.quit()
  await apt('purge', 'cryptobot')
  user.remove()
})

test('cannot be installed without rights, and says so', async () => {
  const { exitCode, output } = await user.run('dpkg', '--install', packageFile('older'))
  expect(exitCode).not.toBe(0)
  expect(output).toContain('requires superuser privilege')
  expect(await installedVersion()).toBeUndefined()
})

test('a full disk stops the installation, and leaves nothing behind', async () => {
  mkdirSync(FOLDER, { recursive: true })
  const full = ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', FOLDER]
  expect((await runCommand('mount', full)).exitCode).toBe(0)
  try {
    const { exitCode, output } = await apt('install', packageFile('older'))
    expect(exitCode).not.toBe(0)
    expect(output).toContain('No space left on device')
    expect(await installedVersion()).toBeUndefined()
    expect(existsSync(join(FOLDER, 'cryptobot'))).toBe(false)
  } finally {
    await runCommand('umount', [FOLDER])
  }
})

test('the older version installs, and leads from the wizard to a first fill', async () => {
  const { exitCode, output } = await apt('install', packageFile('older'))
  expect(exitCode, output).toBe(0)
  expect(await installedVersion()).toBe(OLDER_VERSION)
  app = await InstalledApp.open(user)
  await new Wizard(app.page).startDemo()
  const dashboard = new Dashboard(app.page)
  await expect(dashboard.bot).toContainText('Running')
  await dashboard.choosePace(50)
  await expect((await dashboard.records('Fills')).last()).toContainText('buy')
})

test('it runs with its sandbox on, and is watched over', async () => {
  const renderer = app?.renderer()
  expect(renderer?.commandLine).not.toContain('--no-sandbox')
  // 2: every call to the kernel passes a filter.
  expect(renderer?.seccomp).toBe('2')
  expect(renderer?.namespace).not.toBe(readlinkSync('/proc/self/ns/user'))
  const watchdog = async () => (await user.run('cryptobot', 'health')).output
  await expect.poll(watchdog).toMatch(/watchdog.*It hears this process/)
})

test('the newer version installs while the older one trades, and the older one trades on', async () => {
  const { exitCode, output } = await apt('install', packageFile('current'))
  expect(exitCode, output).toBe(0)
  expect(await installedVersion()).toBe(CURRENT_VERSION)
  expect(output).toContain('Cryptobot is running')
  const page = app?.page
  const last = () => page?.evaluate(async () => await window.api.loadSnapshot(null))
  const seen = JSON.stringify(await last())
  await expect.poll(async () => JSON.stringify(await last())).not.toBe(seen)
  expect(await app?.quit()).toBe(0)
})

test('the newer version finds what the older one did', async () => {
  fillsBefore = await fillIds()
  expect(fillsBefore.length).toBeGreaterThan(0)
  app = await InstalledApp.open(user)
  const dashboard = new Dashboard(app.page)
  await expect(dashboard.bot).toContainText('Running')
  await dashboard.records('Fills')
  expect(await dashboard.recordCount('Fills')).toBeGreaterThanOrEqual(fillsBefore.length)
  expect(await fillIds()).toEqual(expect.arrayContaining([...fillsBefore]))
  await dashboard.rail('Dashboard').click()
  await app.page.screenshot({ path: 'test-results/installers/pictures/installed.png' })
  expect(await app.quit()).toBe(0)
})

test('an older version is not put in the place of the newer one, and is told why', async () => {
  const { exitCode, output } = await apt('install', packageFile('older'))
  expect(exitCode).not.toBe(0)
  expect(output).toContain('downgrade')
  expect(await installedVersion()).toBe(CURRENT_VERSION)
  expect(await fillIds()).toEqual(expect.arrayContaining([...fillsBefore]))
})

test('its executable runs nothing but the archive, which holds nothing but what is needed', async () => {
  const fuses = await getCurrentFuseWire(join(FOLDER, 'cryptobot'))
  expect(fuses).toMatchObject({
    [FuseV1Options.RunAsNode]: OFF,
    [FuseV1Options.EnableCookieEncryption]: ON,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: OFF,
    [FuseV1Options.EnableNodeCliInspectArguments]: OFF,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: ON,
    [FuseV1Options.OnlyLoadAppFromAsar]: ON,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: OFF,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: OFF,
  })
  expect(archiveFaults(join(FOLDER, 'resources', 'app.asar'))).toEqual([])
  const node = await user.run('env', 'ELECTRON_RUN_AS_NODE=1', 'cryptobot', 'help')
  expect(node.output).toContain('Cryptobot on the command line')
})

test('it comes with licences, a bill of materials, and files that desktops understand', async () => {
  const licences = readFileSync(join(FOLDER, 'resources', 'licences.txt'), 'utf8')
  expect(licences).toMatch(/^ccxt [\d.]+ \(MIT\)$/m)
  expect(licences).toMatch(/^react [\d.]+ \(MIT\)$/m)
  const bill = JSON.parse(readFileSync(join(FOLDER, 'resources', 'sbom.cdx.json'), 'utf8'))
  const names = bill.components.map(({ name }: { readonly name: string }) => name)
  expect(names).toEqual(expect.arrayContaining(['electron', 'better-sqlite3', 'ccxt', 'react']))
  expect(JSON.stringify(bill)).not.toContain('.tgz')
  const desktop = await runCommand('desktop-file-validate', [
    '/usr/share/applications/cryptobot.desktop',
  ])
  expect(desktop.output).toBe('')
  const metadata = '/usr/share/metainfo/app.cryptobot.desktop.metainfo.xml'
  const appstream = await runCommand('appstreamcli', ['validate', '--no-net', metadata])
  expect(appstream.exitCode, appstream.output).toBe(0)
})

test('the command line runs where there is no screen, and never as root', async () => {
  const doctor = await user.run('env', '-u', 'DISPLAY', 'cryptobot', 'doctor')
  expect(doctor).toMatchObject({ exitCode: 0, output: expect.stringContaining('ok       runtime') })
  const mistyped = await user.run('cryptobot', 'plase')
  expect(mistyped.exitCode).toBe(2)
  expect(mistyped.output).toContain('There is no command "plase"')
  const asRoot = await runCommand('cryptobot', ['doctor'])
  expect(asRoot.exitCode).toBe(1)
  expect(asRoot.output).toContain('does not run as root')
})

test('threads and the processes of the user’s own strategies start from the archive', async () => {
  const candles = join(user.home, 'candles.csv')
  writeFileSync(candles, csvOf(hourlyCandles(600)))
  const search = await user.run(
    ...['cryptobot', 'optimize', '--candles', candles, '--symbol', 'BTC/USDT', '--timeframe', '1h'],
    ...[
      '--strategy',
      'sma-cross',
      '--space',
      '{"fast":[5,15,5],"slow":[30,50,20]}',
      '--workers',
      '2',
    ],
  )
  expect(search).toMatchObject({ exitCode: 0, output: expect.stringContaining('fast 5, slow 50') })

  const profile = ['--profile', join(user.home, 'other')]
  await user.run('cryptobot', 'strategies', 'new', 'mine', ...profile)
  const bot = join(user.home, 'mine.json')
  const sizing = 'percent-of-equity:10'
  const file = {
    strategy: 'user-mine',
    params: { period: 20 },
    symbol: 'BTC/USDT',
    timeframe: '1m',
  }
  writeFileSync(bot, JSON.stringify({ ...file, sizing }))
  const options = ['run', '--headless', '--mode', 'demo', '--speed', '20', '--bot', bot, ...profile]
  const decided = await user.lineOf(/"event":"decision".*its average/, 'cryptobot', ...options)
  expect(decided).toContain('"bot":"mine"')
})

test('a profile from the future is left as it is, with a message', async () => {
  const file = join(user.profile, 'settings.db')
  const version = stampVersion(file, 99)
  const before = readFileSync(file)
  const { exitCode, output } = await user.run('cryptobot', 'fills')
  expect(exitCode).toBe(1)
  expect(output).toContain('newer version of Cryptobot')
  expect(readFileSync(file).equals(before)).toBe(true)
  stampVersion(file, version)
  expect(await fillIds()).toEqual(expect.arrayContaining([...fillsBefore]))
})

test('removed, it leaves the data, and nothing else', async () => {
  const { exitCode } = await apt('remove', 'cryptobot')
  expect(exitCode).toBe(0)
  expect(await installedVersion()).toBeUndefined()
  for (const path of [FOLDER, '/usr/bin/cryptobot', '/etc/apparmor.d/cryptobot']) {
    expect(existsSync(path), path).toBe(false)
  }
  expect(existsSync(join(user.profile, 'settings.db'))).toBe(true)
  await apt('install', packageFile('current'))
  expect(await fillIds()).toEqual(expect.arrayContaining([...fillsBefore]))
})

async function fillIds(): Promise<readonly string[]> {
  const { exitCode, output } = await user.run('cryptobot', 'fills', '--json')
  expect(exitCode, output).toBe(0)
  const fills: readonly { readonly fillId: string }[] = JSON.parse(output)
  return fills.map(({ fillId }) => fillId)
}

/** Returns the version that was there. */
function stampVersion(file: string, version: number): number {
  const database = new Database(file)
  const before = Number(database.pragma('user_version', { simple: true }))
  database.pragma(`user_version = ${version}`)
  database.close()
  return before
}
