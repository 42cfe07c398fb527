import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { loopbackServer } from '../../app/alerts/channels/loopback-server.fixture.ts'
import { alertSettings, deliveryView } from '../../app/contract/alert-settings.ts'
import { rule, webhooks } from '../../app/engine/alerts/alert-bench.fixture.ts'
import { rowsIn } from '../../app/storage/raw-database.fixture.ts'
import { SqliteAlertStore } from '../../app/storage/sqlite-alert-store.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { testKeychain } from '../../build/desktop/test-keychain.fixture.ts'
import { Keychain, serviceOf } from '../vault/keychain.ts'
import { CommandLine, runDemo } from './command-line.fixture.ts'

const TIMEOUT_MS = 60_000
const SECRET = 'signing-secret-of-the-test'
const fillRow = z.object({ fill_id: z.string() })
const deliveryRow = z.object({ alert_id: z.string() })

testKeychain()

/** A profile in which every fill is told to a server. */
async function profileFor(url: string): Promise<string> {
  const profile = temporaryFolder()
  const store = new SqliteAlertStore(join(profile, 'alerts.db'), alertSettings)
  const settings = webhooks(url)
  store.saveSettings({ ...settings, rules: [rule({ kind: 'fill', channelIds: ['w0'] })] })
  store.close()
  const keychain = new Keychain(serviceOf(profile))
  expect(await keychain.save('alert channel w0', SECRET)).toMatchObject({ ok: true })
  onTestFinished(async () => {
    await keychain.remove('alert channel w0')
  })
  return profile
}

async function said(...args: readonly string[]): Promise<readonly [unknown, string]> {
  const command = new CommandLine(args)
  return [await command.status(), command.output + command.errors]
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
}

it(
  'tells after a kill what could not be told before it, and keeps the secret to itself',
  async () => {
    const down = await loopbackServer(() => 'nothing')
    await down.close()
    const profile = await profileFor(down.url)
    const killed = runDemo(profile)
    await killed.told('fill', ({ fill }) => fill.side === 'sell')
    killed.kill('SIGKILL')
    await killed.status()
    const ledger = join(profile, 'accounts', 'demo-7', 'ledger.db')
    const fillsOf = () =>
      rowsIn(ledger, 'SELECT fill_id FROM fills').map((row) => fillRow.parse(row))
    const untold = fillsOf().map(({ fill_id }) => fill_id)
    expect(untold.length).toBeGreaterThanOrEqual(2)

    const server = await loopbackServer(() => ({ status: 200 }), down.port)
    const again = runDemo(profile)
    const delivered = () =>
      rowsIn(
        join(profile, 'alerts.db'),
        "SELECT alert_id FROM deliveries WHERE state = 'delivered'",
      ).map((row) => deliveryRow.parse(row).alert_id.split(':').at(-1))
    await expect.poll(delivered, { interval: 50 }).toEqual(expect.arrayContaining(untold))
    again.kill('SIGTERM')
    expect(await again.status()).toBe(0)
    const [status, listed] = await said('alerts', '--profile', profile, '--json')
    expect(status).toBe(0)
    const deliveries = z.array(deliveryView).parse(JSON.parse(listed))
    expect(new Set(deliveries.map(({ code }) => code)).size).toBe(deliveries.length)
    expect(fillsOf().length).toBe(deliveries.length)
    expect(server.heard.length).toBeGreaterThan(0)
    const all = [killed.output, killed.errors, again.output, again.errors, listed]
    for (const path of filesIn(profile)) all.push(readFileSync(path, 'latin1'))
    expect(all.filter((text) => text.includes(SECRET))).toEqual([])
  },
  TIMEOUT_MS,
)

it(
  'tries a channel, prints what is answered, and ends well only when the message was taken',
  async () => {
    let status = 401
    const server = await loopbackServer(() => ({ status, body: 'wrong signature' }))
    const profile = await profileFor(server.url)
    const test = ['alerts', 'test', 'Server 0', '--profile', profile]
    expect(await said(...test)).toEqual([1, 'The server answered 401: wrong signature\n'])
    status = 200
    expect(await said(...test)).toEqual([0, 'The server answered 200.\n'])
    await new Keychain(serviceOf(profile)).remove('alert channel w0')
    expect(await said(...test)).toEqual([
      1,
      'The keychain has no secret for Server 0: enter it again.\n',
    ])
    const [misused, why] = await said('alerts', 'test', 'nobody', '--profile', profile)
    expect([misused, why.split('\n')[0]]).toEqual([
      2,
      'There is no channel "nobody"; there is "Server 0".',
    ])
    expect(await said('alerts', '--profile', profile)).toEqual([0, 'none\n'])
  },
  TIMEOUT_MS,
)

const TOLD = 'a-secret-that-is-typed'

/** With a signing secret, as a person or a script types it. */
async function changed(profile: string, ...args: readonly string[]) {
  const environment = { CRYPTOBOT_ALERT_SECRET: TOLD }
  const command = new CommandLine(['alerts', 'channel', ...args, '--profile', profile], {
    environment,
  })
  const status = await command.status()
  return { status, said: command.output + command.errors }
}

const MAIL = [
  ...['--kind', 'email', '--host', 'mail.example.org', '--port', '25', '--user', 'me'],
  ...['--from', 'bot@example.org', '--to', 'me@example.org'],
]
const WEBHOOK = ['--kind', 'webhook', '--url'] as const

it(
  'adds a channel, tells through it, and removes it with its secret',
  async () => {
    const server = await loopbackServer(() => ({ status: 200 }))
    const profile = temporaryFolder()
    const added = await changed(profile, 'add', 'My server', ...WEBHOOK, server.url)
    expect(added.status, added.said).toBe(0)
    expect(added.said).not.toContain(TOLD)
    expect((await said('alerts', 'test', 'My server', '--profile', profile))[0]).toBe(0)
    expect(server.heard).toHaveLength(1)
    expect(server.heard[0]?.headers['x-cryptobot-signature']).toMatch(/^sha256=/)
    expect((await changed(profile, 'add', 'My server', ...WEBHOOK, server.url)).said).toContain(
      'already',
    )
    for (const path of filesIn(profile)) expect(readFileSync(path).includes(TOLD)).toBe(false)
    expect((await changed(profile, 'remove', 'My server')).status).toBe(0)
    expect((await said('alerts', 'test', 'My server', '--profile', profile))[1]).toContain('is no')
    const rows = rowsIn(join(profile, 'settings.db'), 'SELECT action FROM audit')
    expect(rows).toEqual([{ action: 'alert channel added' }, { action: 'alert channel removed' }])
  },
  TIMEOUT_MS,
)

it(
  'adds a channel to an engine that runs, which tells through it from then on',
  async () => {
    const server = await loopbackServer(() => ({ status: 200 }))
    const profile = temporaryFolder()
    const run = runDemo(profile)
    await run.told('started')
    const added = await changed(profile, 'add', 'My server', ...WEBHOOK, server.url)
    expect(added.status, added.said).toBe(0)
    const halt = new CommandLine(['halt', '--cancel-all', '--profile', profile])
    await halt.status()
    await expect.poll(() => server.heard.length).toBeGreaterThan(0)
    expect((await changed(profile, 'remove', 'My server')).status).toBe(0)
    run.kill('SIGTERM')
    await run.status()
  },
  TIMEOUT_MS,
)

it.each([
  ['has no address', ['--kind', 'webhook'], '--url'],
  ['is of no kind', ['--kind', 'pigeon'], '--kind'],
  ['would send its password in the clear', [...MAIL, '--security', 'none'], 'TLS'],
])(
  'refuses a channel that %s',
  async (_, args, reason) => {
    const profile = temporaryFolder()
    const { status, said: words } = await changed(profile, 'add', 'Mine', ...args)
    expect(status).not.toBe(0)
    expect(words).toContain(reason)
  },
  TIMEOUT_MS,
)
