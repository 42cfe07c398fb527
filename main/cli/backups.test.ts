import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ProfileBackups } from '../../app/storage/profile-backup.ts'
import { lockProfile } from '../../app/storage/profile-lock.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { testKeychain } from '../../build/desktop/test-keychain.fixture.ts'
import { captured } from './captured-output.fixture.ts'
import { runCommand } from './run-command.ts'

testKeychain()

const TIMEOUT_MS = 60_000
const ORDER = ['--symbol', 'BTC/USDT', '--side', 'buy', '--type', 'market', '--quantity', '0.01']

/** A profile with one order, a backup, and one more order since. */
async function usedProfile() {
  const directory = temporaryFolder()
  const called = async (...args: readonly string[]) => {
    const { value: status, ...printed } = await captured(() =>
      runCommand([...args, '--profile', directory]),
    )
    return { status, ...printed }
  }
  const placed = await called('place', '--mode', 'demo', ...ORDER)
  expect(placed).toMatchObject({ status: 0 })
  const backups = new ProfileBackups(directory)
  backups.make('2026-11-22 before 0.2.0')
  expect(await called('place', '--mode', 'demo', ...ORDER)).toMatchObject({ status: 0 })
  const countOrders = async () => JSON.parse((await called('orders', '--json')).output).length
  expect(await countOrders()).toBe(2)
  return { directory, called, backups, countOrders }
}

it('puts a backup back, halts all trading, and can take that back as well', {
  timeout: TIMEOUT_MS,
}, async () => {
  const { called, backups, countOrders } = await usedProfile()
  expect((await called('backups')).output).toContain('2026-11-22 before 0.2.0')
  const done = await called('backups', 'put-back', '2026-11-22 before 0.2.0')
  expect(done).toMatchObject({ status: 0, errors: '' })
  expect(await countOrders()).toBe(1)
  const refused = await called('place', '--mode', 'demo', ...ORDER)
  expect(refused.status).toBe(2)
  expect(refused.output).toContain('the backup 2026-11-22 before 0.2.0 was put back')
  const entries = JSON.parse((await called('audit', '--json')).output)
  expect(entries).toContainEqual(
    expect.objectContaining({ action: 'backup put back', actor: 'command-line' }),
  )
  const { before } = JSON.parse(done.output)
  expect(backups.names()).toContain(before)
  expect(await called('backups', 'put-back', before)).toMatchObject({ status: 0 })
  expect(await countOrders()).toBe(2)
})

it('changes nothing while an engine runs the profile, or when there is no such backup', {
  timeout: TIMEOUT_MS,
}, async () => {
  const { directory, called, countOrders } = await usedProfile()
  const unknown = await called('backups', 'put-back', 'yesterday')
  expect(unknown).toMatchObject({
    status: 1,
    errors: expect.stringContaining('There is no backup "yesterday"'),
  })
  const unlock = lockProfile(directory)
  const busy = await called('backups', 'put-back', '2026-11-22 before 0.2.0')
  unlock()
  expect(busy).toMatchObject({ status: 1, errors: expect.stringContaining('Another Cryptobot') })
  expect(await countOrders()).toBe(2)
})

it('does not put back what cannot be read', { timeout: TIMEOUT_MS }, async () => {
  const { directory, called, backups, countOrders } = await usedProfile()
  const name = '2026-11-22 before 0.2.0'
  writeFileSync(join(directory, 'backups', name, 'settings.db'), 'this is no database'.repeat(100))
  expect(await called('backups', 'put-back', name)).toMatchObject({ status: 1 })
  expect(await countOrders()).toBe(2)
  expect(backups.names()).toEqual([name])
})

it('makes a backup that was read back, and keeps none that cannot be read', {
  timeout: TIMEOUT_MS,
}, async () => {
  const { directory, called, backups, countOrders } = await usedProfile()
  const made = await called('backups', 'make')
  expect(made).toMatchObject({ status: 0, errors: '' })
  const { name, databases } = JSON.parse(made.output)
  expect(databases).toBeGreaterThan(2)
  expect(await called('backups', 'put-back', name)).toMatchObject({ status: 0 })
  expect(await countOrders()).toBe(2)

  const before = backups.names()
  const [ledger = ''] = globSync('**/ledger.db', { cwd: directory, exclude: ['backups/**'] })
  damage(join(directory, ledger))
  const failed = await called('backups', 'make')
  expect(failed.status).not.toBe(0)
  expect(failed.errors).toContain('damaged')
  expect(backups.names()).toEqual(before)
})

/** Everything behind the first page, which says what the file is. */
function damage(path: string): void {
  const bytes = readFileSync(path)
  writeFileSync(
    path,
    Buffer.concat([bytes.subarray(0, 4_096), Buffer.alloc(bytes.length - 4_096, 7)]),
  )
}
