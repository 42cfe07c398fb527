import { expect, it } from 'vitest'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { captured } from './captured-output.fixture.ts'
import { CommandLine } from './command-line.fixture.ts'
import { runCommand } from './run-command.ts'

const TIMEOUT_MS = 60_000
const DEMO_ORDER = ['--symbol', 'DEMO/USDT', '--side', 'buy', '--type', 'market', '--quantity', '1']

async function called(...args: readonly string[]) {
  const { value: status, ...printed } = await captured(() => runCommand(args))
  return { status, ...printed }
}

it('refuses what changes a profile, and tells and halts all the same', {
  timeout: TIMEOUT_MS,
}, async () => {
  const directory = temporaryFolder()
  const profile = ['--profile', directory]
  expect(JSON.parse((await called('view-only', ...profile)).output)).toEqual({
    kind: 'view-only',
    isViewOnly: false,
  })
  expect(await called('view-only', 'on', ...profile)).toMatchObject({ status: 0 })
  expect(JSON.parse((await called('view-only', ...profile)).output)).toMatchObject({
    isViewOnly: true,
  })
  const placed = await called('place', '--mode', 'demo', ...DEMO_ORDER, ...profile)
  expect(placed.status).toBe(1)
  expect(placed.errors).toContain('can only be looked at')
  for (const args of [
    ['strategies', 'new', 'my-idea'],
    ['keys', 'remove', '--mode', 'testnet', '--exchange', 'binance'],
    ['backtests', 'delete', 'some'],
  ]) {
    const refused = await called(...args, ...profile)
    expect(refused).toMatchObject({ status: 2, errors: expect.stringContaining('view-only off') })
  }
  const halted = await called('halt', '--mode', 'demo', ...profile)
  expect(halted).toMatchObject({ status: 0, output: expect.stringContaining('"halted"') })
  const resumed = await called('resume', '--mode', 'demo', ...profile)
  expect(resumed).toMatchObject({ errors: expect.stringContaining('can only be looked at') })
  expect(await called('view-only', 'off', ...profile)).toMatchObject({ status: 0 })
  const again = await called('resume', '--mode', 'demo', ...profile)
  expect(again).toMatchObject({ status: 0, output: expect.stringContaining('"active"') })
})

it('reaches the engine that runs', { timeout: TIMEOUT_MS }, async () => {
  const profile = ['--profile', temporaryFolder()]
  const run = new CommandLine(['run', '--headless', '--mode', 'demo', '--speed', '100', ...profile])
  await run.told('fill')
  const on = new CommandLine(['view-only', 'on', ...profile])
  expect(await on.status()).toBe(0)
  const cancel = new CommandLine(['cancel', '--all', ...profile])
  expect(await cancel.status()).toBe(1)
  expect(cancel.errors).toContain('can only be looked at')
  const halt = new CommandLine(['halt', ...profile])
  expect(await halt.status()).toBe(0)
})

it.each([['maybe'], ['on', 'off']])('is not understood as %s', async (...words) => {
  const { status, errors } = await called('view-only', ...words, '--profile', temporaryFolder())
  expect(status).toBe(2)
  expect(errors).toContain('view-only on')
})
