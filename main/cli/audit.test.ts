import { join } from 'node:path'
import { expect, it } from 'vitest'
import { executeIn } from '../../app/storage/raw-database.fixture.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { testKeychain } from '../../build/desktop/test-keychain.fixture.ts'
import { captured } from './captured-output.fixture.ts'
import { runCommand } from './run-command.ts'

testKeychain()

const TIMEOUT_MS = 60_000

/** A profile whose demo account was halted and resumed. */
async function usedProfile() {
  const directory = temporaryFolder()
  const called = async (...args: readonly string[]) => {
    const { value: status, ...printed } = await captured(() =>
      runCommand([...args, '--profile', directory]),
    )
    return { status, ...printed }
  }
  await called('halt', '--mode', 'demo', '--reason', 'lunch')
  await called('resume', '--mode', 'demo')
  return { directory, called }
}

const UNLOCKED = 'DROP TRIGGER audit_is_not_altered; DROP TRIGGER audit_is_not_deleted;'

function ledgerOf(directory: string, account = 'demo-7'): string {
  return join(directory, 'accounts', account, 'ledger.db')
}

it('lists nothing of a profile in which nothing was changed yet', async () => {
  const called = captured(() => runCommand(['audit', '--json', '--profile', temporaryFolder()]))
  expect(await called).toMatchObject({ value: 0, output: '[]\n' })
})

it('lists who changed what, and finds all of it intact', { timeout: TIMEOUT_MS }, async () => {
  const { called } = await usedProfile()
  const entries = JSON.parse((await called('audit', '--json')).output)
  expect(entries).toMatchObject([
    { log: 'demo-7', actor: 'command-line', detail: expect.stringContaining('lunch') },
    { log: 'demo-7', actor: 'command-line' },
  ])
  const verified = await called('audit', 'verify')
  expect(verified.output).toContain('2 of them held by the checkpoint in the keychain')
  expect(verified.status).toBe(0)
})

it('finds what was altered, and what was cut off, until somebody takes it as it is', {
  timeout: TIMEOUT_MS,
}, async () => {
  const { directory, called } = await usedProfile()
  const cut = `${UNLOCKED} DELETE FROM audit WHERE id = 2; DELETE FROM sqlite_sequence WHERE name = 'audit'`
  executeIn(ledgerOf(directory), cut)
  const found = await called('audit', 'verify', '--json')
  expect(found.status).toBe(1)
  expect(JSON.parse(found.output)).toMatchObject([
    { log: 'profile', verdict: { kind: 'intact' } },
    { log: 'demo-7', verdict: { kind: 'cut', count: 1, anchoredCount: 2 }, keychain: null },
  ])
  expect(await called('audit', 'accept')).toMatchObject({ status: 2 })
  const accepted = await called('audit', 'accept', '--reason', 'an older backup')
  expect(accepted).toMatchObject({ status: 0 })
  expect((await called('audit')).output).toContain('it has 1 entries, and had 2')
  expect(await called('audit', 'verify')).toMatchObject({ status: 0 })
  executeIn(ledgerOf(directory), "UPDATE audit SET detail = 'dinner' WHERE id = 1")
  const altered = await called('audit', 'verify')
  expect(altered).toMatchObject({
    status: 1,
    output: expect.stringContaining('entry 1 was altered'),
  })
})

it.each([
  [['audit', 'forget']],
  [['audit', 'verify', 'twice']],
  [['audit', '--account', 'nobody']],
])(
  'does not understand %j',
  async (args) => {
    const { called } = await usedProfile()
    expect(await called(...args)).toMatchObject({ status: 2 })
  },
  TIMEOUT_MS,
)
