import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { VaultFile } from './vault-file.ts'

const PASSPHRASE = 'four words are enough'
const QUICK = { N: 2 ** 12, r: 8, p: 1 }
const SECRETS_EACH = 40
const TIMEOUT_MS = 60_000

/** A process of its own that keeps secrets one after the other. */
const KEEPER = `
  const [module, directory, name] = process.argv.slice(1)
  const { VaultFile } = await import(module)
  const vault = new VaultFile(directory)
  await vault.unlock(${JSON.stringify(PASSPHRASE)})
  for (let index = 0; index < ${SECRETS_EACH}; index += 1) {
    const saved = await vault.save(name + index, 'secret ' + index)
    if (!saved.ok) throw new Error(saved.error)
  }
`

async function keeper(directory: string, name: string): Promise<unknown> {
  const module = new URL('./vault-file.ts', import.meta.url).href
  const args = ['--input-type=module', '--eval', KEEPER, module, directory, name]
  const [status] = await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'close')
  return status
}

it(
  'two processes keep secrets in one vault, and none of them is lost',
  async () => {
    const directory = temporaryFolder()
    const vault = await VaultFile.create(directory, PASSPHRASE, QUICK)
    const names = ['one', 'two']
    expect(await Promise.all(names.map((name) => keeper(directory, name)))).toEqual([0, 0])
    for (const name of names) {
      for (let index = 0; index < SECRETS_EACH; index += 1) {
        expect(await vault.load(`${name}${index}`)).toEqual({ ok: true, value: `secret ${index}` })
      }
    }
  },
  TIMEOUT_MS,
)

it(
  'a vault that got another passphrase elsewhere says so, and is not taken for a damaged one',
  async () => {
    const directory = temporaryFolder()
    const first = await VaultFile.create(directory, PASSPHRASE, QUICK)
    const second = new VaultFile(directory)
    await second.unlock(PASSPHRASE)
    expect(await second.changePassphrase('another four words')).toMatchObject({ ok: true })
    for (const answer of [await first.load('x'), await first.save('x', 'y')]) {
      expect(answer).toMatchObject({ error: expect.stringContaining('was sealed anew meanwhile') })
    }
    expect(await first.unlock('another four words')).toMatchObject({ value: 'open' })
    expect(await first.save('x', 'y')).toMatchObject({ ok: true })
    expect(await second.load('x')).toEqual({ ok: true, value: 'y' })
  },
  TIMEOUT_MS,
)
