import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { testKeychain } from '../../build/desktop/test-keychain.fixture.ts'
import { keys } from './keys.ts'

testKeychain()

const PROGRAM = join(import.meta.dirname, 'index.ts')
const TIMEOUT_MS = 60_000
const PLACE = ['--mode', 'testnet', '--exchange', 'binance']

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

it('keeps keys in the keychain, shows no more than four characters, and forgets them', {
  timeout: TIMEOUT_MS,
}, async () => {
  const profile = ['--profile', temporaryFolder()]
  const added = await called(['add', ...PLACE, ...profile], 'key-abcd\nvery-secret\n')
  expect(added).toMatchObject({ status: 0, output: '', errors: 'The keys are kept.\n' })
  const shown = await called([...PLACE, ...profile])
  expect(JSON.parse(shown.output)).toEqual({
    mode: 'testnet',
    exchange: 'binance',
    apiKey: '…abcd',
  })
  const other = await called(['--mode', 'live', '--exchange', 'binance', ...profile])
  expect(JSON.parse(other.output)).toMatchObject({ apiKey: null })
  expect(await called(['remove', ...PLACE, ...profile])).toMatchObject({ status: 0 })
  expect(JSON.parse((await called([...PLACE, ...profile])).output)).toMatchObject({ apiKey: null })
  for (const { output, errors } of [added, shown]) expect(output + errors).not.toContain('secret')
})

it('keeps nothing when the secret is missing', { timeout: TIMEOUT_MS }, async () => {
  const profile = ['--profile', temporaryFolder()]
  const added = await called(['add', ...PLACE, ...profile], 'key-abcd\n')
  expect(added).toMatchObject({ status: 2 })
  expect(added.errors).toContain('its secret on the second')
  expect(JSON.parse((await called([...PLACE, ...profile])).output)).toMatchObject({ apiKey: null })
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
