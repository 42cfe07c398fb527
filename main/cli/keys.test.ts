import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { WITHDRAWAL_WORDS } from '../../app/contract/withdrawal-words.ts'
import { rowsIn } from '../../app/storage/raw-database.fixture.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { testKeychain } from '../../build/desktop/test-keychain.fixture.ts'
import { API_KEY, API_SECRET, FakeBinance } from '../../e2e/fake-exchange/fake-binance.ts'
import { keys } from './keys.ts'

testKeychain()

const PROGRAM = join(import.meta.dirname, 'index.ts')
const TIMEOUT_MS = 60_000
const PLACE = ['--mode', 'live', '--exchange', 'binance']
const TYPED = `${API_KEY}\n${API_SECRET}\n`

/** In a process of its own: what is typed comes through its standard input. */
function called(args: readonly string[], typed = '') {
  const child = spawn(process.execPath, [PROGRAM, 'keys', ...args])
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

/** A profile without keys, and an exchange that knows one. */
async function bench() {
  const exchange = new FakeBinance()
  const url = await exchange.start()
  onTestFinished(() => exchange.stop())
  const directory = temporaryFolder()
  const profile = ['--profile', directory]
  const add = (typed: string, ...more: readonly string[]) =>
    called(['add', ...PLACE, ...profile, '--exchange-url', url, ...more], typed)
  const shown = async () => JSON.parse((await called([...PLACE, ...profile])).output)
  const entries = () =>
    rowsIn(join(directory, 'settings.db'), 'SELECT actor, action, subject, detail FROM audit')
  onTestFinished(async () => {
    await called(['remove', ...PLACE, ...profile])
  })
  return { exchange, directory, profile, add, shown, entries }
}

const SUBJECT = { actor: 'command-line', subject: 'key: live binance' }

it('keeps a key that the exchange takes, tells what it may do, and forgets it', {
  timeout: TIMEOUT_MS,
}, async () => {
  const { add, shown, profile, directory, entries, exchange } = await bench()
  exchange.keys.bind(API_KEY, ['203.0.113.7'])
  const added = await add(TYPED)
  expect(added).toMatchObject({ status: 0, errors: 'The keys are kept.\n' })
  const ending = API_KEY.slice(-4)
  expect(JSON.parse(added.output)).toMatchObject({
    kind: 'keys',
    key: { ending, report: { mayTrade: true, mayWithdraw: false, isBoundToAddresses: true } },
  })
  expect(await shown()).toEqual({ mode: 'live', exchange: 'binance', apiKey: `…${ending}` })
  expect(await called(['remove', ...PLACE, ...profile])).toMatchObject({ status: 0 })
  expect(await shown()).toMatchObject({ apiKey: null })
  const words = `…${ending}: may trade, may not withdraw, works from certain addresses`
  expect(entries()).toEqual([
    { ...SUBJECT, action: 'key added', detail: words },
    { ...SUBJECT, action: 'key removed', detail: words },
  ])
  expect(added.output + added.errors).not.toContain(API_SECRET)
  for (const name of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
    const path = join(directory, name)
    if (!statSync(path).isFile()) continue
    expect(readFileSync(path).includes(API_SECRET), name).toBe(false)
    expect(readFileSync(path).includes(API_KEY), name).toBe(false)
  }
})

it('refuses a key that may withdraw until that is asked for in words', {
  timeout: TIMEOUT_MS,
}, async () => {
  const { add, shown, entries, exchange } = await bench()
  exchange.keys.restrict(API_KEY, ['read', 'trade', 'withdraw'])
  const refused = await add(TYPED)
  expect(refused).toMatchObject({ status: 2, output: '' })
  expect(refused.errors).toContain('may withdraw from binance')
  expect(await add(TYPED, '--accept-withdrawals', 'yes')).toMatchObject({ status: 2 })
  expect(await shown()).toMatchObject({ apiKey: null })
  expect(await add(TYPED, '--accept-withdrawals', WITHDRAWAL_WORDS)).toMatchObject({ status: 0 })
  expect(await shown()).toMatchObject({ apiKey: `…${API_KEY.slice(-4)}` })
  expect(entries()).toEqual([
    {
      ...{ ...SUBJECT, action: 'key added' },
      detail: expect.stringContaining('kept although it may withdraw'),
    },
  ])
})

it('keeps the key that was there when the new one is refused, wrong, or cannot be tried', {
  timeout: TIMEOUT_MS,
}, async () => {
  const { add, shown, entries, exchange } = await bench()
  expect(await add(TYPED)).toMatchObject({ status: 0 })
  const wrong = await add('wrong\nworse\n')
  expect(wrong).toMatchObject({ status: 1 })
  expect(wrong.errors).toContain('does not accept this key')
  exchange.keys.issue('another-key-wxyz', 'another-secret')
  await exchange.goAway()
  const away = await add('another-key-wxyz\nanother-secret\n')
  expect(away).toMatchObject({ status: 1 })
  expect(away.errors).toContain('Nothing was changed')
  expect(await shown()).toMatchObject({ apiKey: `…${API_KEY.slice(-4)}` })
  expect(entries()).toHaveLength(1)
})

it('keeps nothing when the secret is missing', { timeout: TIMEOUT_MS }, async () => {
  const { add, shown } = await bench()
  const added = await add(`${API_KEY}\n`)
  expect(added).toMatchObject({ status: 2 })
  expect(added.errors).toContain('its secret on the second')
  expect(await shown()).toMatchObject({ apiKey: null })
})

it.each([
  [['--mode', 'paper', '--exchange', 'binance'], 'Only testnet and live have keys'],
  [['--mode', 'live'], '--exchange is missing'],
  [['--mode', 'live', '--exchange', '../etc'], "must be the exchange's short name"],
  [['steal', ...PLACE], 'There is no "keys steal"'],
  [['add', 'it', ...PLACE], 'Unexpected argument "it"'],
])('%j is explained', async (args, problem) => {
  await expect(async () => keys(args)).rejects.toThrow(problem)
})
