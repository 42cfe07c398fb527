import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { rowsIn } from '../../app/storage/raw-database.fixture.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { testKeychain } from '../../build/desktop/test-keychain.fixture.ts'
import { API_KEY, API_SECRET, FakeBinance } from '../../e2e/fake-exchange/fake-binance.ts'

testKeychain()

const PROGRAM = join(import.meta.dirname, 'index.ts')
const TIMEOUT_MS = 120_000
const PASSPHRASE = 'four words are enough'
const PLACE = ['--mode', 'live', '--exchange', 'binance']
/** As on a server: nobody is on the bus. */
const WITHOUT_KEYCHAIN = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' }
const onLinux = it.skipIf(process.platform !== 'linux')

function called(
  args: readonly string[],
  typed: string,
  environment: Readonly<Record<string, string>> = WITHOUT_KEYCHAIN,
) {
  const env = { ...process.env, ...environment }
  const child = spawn(process.execPath, [PROGRAM, ...args], { env })
  let output = ''
  let errors = ''
  child.stdout.on('data', (text) => {
    output += String(text)
  })
  child.stderr.on('data', (text) => {
    errors += String(text)
  })
  child.stdin.end(typed)
  return new Promise<{ status: number | null; output: string; errors: string }>((resolve) =>
    child.on('close', (status) => resolve({ status, output, errors })),
  )
}

onLinux(
  'keeps keys in a vault where there is no keychain, and nowhere without one',
  async () => {
    const exchange = new FakeBinance()
    const url = await exchange.start()
    onTestFinished(() => exchange.stop())
    const directory = temporaryFolder()
    const profile = ['--profile', directory]
    const file = join(directory, 'vault.json')
    const add = (environment = {}) =>
      called(
        ['keys', 'add', ...PLACE, ...profile, '--exchange-url', url],
        `${API_KEY}\n${API_SECRET}\n`,
        { ...WITHOUT_KEYCHAIN, ...environment },
      )
    const homeless = await add()
    expect(homeless).toMatchObject({ status: 1 })
    expect(homeless.errors).toContain('The keychain could not be used')
    expect(existsSync(file)).toBe(false)
    const short = await called(['vault', 'create', ...profile], 'short\nshort\n')
    expect(short).toMatchObject({ status: 2 })
    const made = await called(['vault', 'create', ...profile], `${PASSPHRASE}\n${PASSPHRASE}\n`)
    expect(made, made.errors).toMatchObject({ status: 0 })
    expect(JSON.parse((await called(['vault', ...profile], '')).output)).toEqual({
      secrets: 'vault',
      path: file,
    })
    const locked = await add()
    expect(locked).toMatchObject({ status: 2 })
    expect(locked.errors).toContain('asks for the passphrase')
    const open = { CRYPTOBOT_PASSPHRASE: PASSPHRASE }
    expect(await add({ CRYPTOBOT_PASSPHRASE: 'another one, wrong' })).toMatchObject({ status: 2 })
    const added = await add(open)
    expect(added, added.errors).toMatchObject({ status: 0 })
    expect(readFileSync(file, 'utf8')).not.toContain(API_SECRET)
    const shown = await called(['keys', ...PLACE, ...profile], '', { ...WITHOUT_KEYCHAIN, ...open })
    expect(JSON.parse(shown.output)).toMatchObject({ apiKey: `…${API_KEY.slice(-4)}` })
    const next = 'another passphrase'
    const changed = await called(
      ['vault', 'passphrase', ...profile],
      `${PASSPHRASE}\n${next}\n${next}\n`,
    )
    expect(changed, changed.errors).toMatchObject({ status: 0 })
    const old = await called(['keys', ...PLACE, ...profile], '', { ...WITHOUT_KEYCHAIN, ...open })
    expect(old).toMatchObject({ status: 1, errors: expect.stringContaining('not the passphrase') })
    const sealed = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(file, JSON.stringify({ ...sealed, tag: Buffer.alloc(16).toString('base64') }))
    const tampered = await called(['keys', ...PLACE, ...profile], '', {
      ...WITHOUT_KEYCHAIN,
      CRYPTOBOT_PASSPHRASE: next,
    })
    expect(tampered).toMatchObject({ status: 1 })
    expect(tampered.errors).toContain('was altered or damaged')
    const entries = rowsIn(join(directory, 'settings.db'), 'SELECT action FROM audit')
    expect(entries).toEqual(
      expect.arrayContaining([{ action: 'vault made' }, { action: 'passphrase changed' }]),
    )
  },
  TIMEOUT_MS,
)

onLinux(
  'is not made beside a keychain that works',
  async () => {
    const profile = ['--profile', temporaryFolder()]
    const typed = `${PASSPHRASE}\n${PASSPHRASE}\n`
    const refused = await called(['vault', 'create', ...profile], typed, {})
    expect(refused).toMatchObject({ status: 2 })
    expect(refused.errors).toContain('no vault is needed')
    const shown = await called(['vault', ...profile], '', {})
    expect(JSON.parse(shown.output)).toEqual({ secrets: 'keychain', trouble: null })
  },
  TIMEOUT_MS,
)
