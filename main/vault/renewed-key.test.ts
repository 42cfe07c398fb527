import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { success } from '../../app/domain/result.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { newSealKey, seal, sealedText } from './sealed-text.ts'
import { VaultFile, vaultPath } from './vault-file.ts'

const PASSPHRASE = 'correct horse battery staple'
/** Quick, for tests alone: as a file of ours never is made. */
const CHEAP = { N: 2 ** 10, r: 8, p: 1 }
const DAY_MS = 86_400_000

/** A vault whose key was made so many days ago. */
async function vaultOf(days: number) {
  const directory = temporaryFolder()
  const key = await newSealKey(PASSPHRASE, CHEAP, Date.now() - days * DAY_MS)
  writeFileSync(vaultPath(directory), JSON.stringify(seal('{"token":"secret"}', key)))
  const sealed = () => sealedText.parse(JSON.parse(readFileSync(vaultPath(directory), 'utf8')))
  return { directory, sealed }
}

async function opened(directory: string, renews: boolean): Promise<VaultFile> {
  const vault = new VaultFile(directory)
  if (renews) vault.renewKey()
  expect(await vault.unlock(PASSPHRASE)).toEqual(success('open'))
  await vault.idle()
  return vault
}

it('gives a vault whose key is three months old a new one, under the same passphrase', async () => {
  const { directory, sealed } = await vaultOf(91)
  const before = sealed()
  const vault = await opened(directory, true)
  const after = sealed()
  expect(after.salt).not.toBe(before.salt)
  expect(after.madeAt).toBeGreaterThan(before.madeAt + 90 * DAY_MS)
  expect(await vault.load('token')).toEqual(success('secret'))
  const again = await opened(directory, true)
  expect(await again.load('token')).toEqual(success('secret'))
  expect(sealed()).toEqual(after)
})

it.each([
  ['a key that is younger', 89, true],
  ['a vault that another process may have open', 91, false],
])('leaves %s alone', async (_, days, renews) => {
  const { directory, sealed } = await vaultOf(days)
  const before = sealed()
  await opened(directory, renews)
  expect(sealed()).toEqual(before)
})

it('takes no age from a file that somebody has changed', async () => {
  const { directory, sealed } = await vaultOf(1)
  writeFileSync(vaultPath(directory), JSON.stringify({ ...sealed(), madeAt: 0 }))
  const vault = new VaultFile(directory)
  expect(await vault.unlock(PASSPHRASE)).toMatchObject({
    error: expect.stringContaining('was altered'),
  })
})
