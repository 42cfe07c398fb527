import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { success } from '../../app/domain/result.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { chosenCost } from './sealed-text.ts'
import { VaultFile, vaultPath } from './vault-file.ts'

const PASSPHRASE = 'correct horse battery staple'
/** Quick, for tests alone: as a file of ours never is made. */
const CHEAP = { N: 2 ** 10, r: 8, p: 1 }

async function made() {
  const directory = temporaryFolder()
  const vault = await VaultFile.create(directory, PASSPHRASE, CHEAP)
  const path = vaultPath(directory)
  const text = () => readFileSync(path, 'utf8')
  const change = (part: object) =>
    writeFileSync(path, JSON.stringify({ ...JSON.parse(text()), ...part }))
  return { directory, vault, path, text, change }
}

const altered = { ok: false, error: expect.stringContaining('was altered or damaged') }
const locked = { ok: false, error: expect.stringContaining('is locked') }

describe('a vault', () => {
  it('has no secret until one is saved, then that, then none again', async () => {
    const { vault, directory, text } = await made()
    expect(await vault.load('token')).toEqual(success(null))
    expect(await vault.save('token', 'pässword "1"\n')).toEqual(success(null))
    expect(await vault.save('other', 'second')).toEqual(success(null))
    expect(text()).not.toContain('pässword')
    const again = new VaultFile(directory)
    expect(await again.unlock(PASSPHRASE)).toEqual(success('open'))
    expect(await again.load('token')).toEqual(success('pässword "1"\n'))
    expect(await again.remove('token')).toEqual(success(null))
    expect(await again.load('token')).toEqual(success(null))
    expect(await again.load('other')).toEqual(success('second'))
  })

  it('is not one without the secret while it is locked', async () => {
    const { vault, directory } = await made()
    await vault.save('token', 'secret')
    vault.lock()
    for (const one of [vault, new VaultFile(directory)]) {
      expect(one.isLocked).toBe(true)
      expect(await one.load('token')).toMatchObject(locked)
      expect(await one.save('token', 'x')).toMatchObject(locked)
      expect(await one.remove('token')).toMatchObject(locked)
    }
    expect(await vault.unlock('another passphrase')).toEqual(success('wrong-passphrase'))
    expect(vault.isLocked).toBe(true)
    expect(await vault.unlock(PASSPHRASE)).toEqual(success('open'))
    expect(await vault.load('token')).toEqual(success('secret'))
  })

  it('loses nothing when much is asked at once', async () => {
    const { vault, directory } = await made()
    const names = Array.from({ length: 20 }, (_, index) => `name ${index}`)
    await Promise.all(names.map((name) => vault.save(name, `secret of ${name}`)))
    expect(vault.isIdle).toBe(true)
    const again = new VaultFile(directory)
    await again.unlock(PASSPHRASE)
    for (const name of names) expect(await again.load(name)).toEqual(success(`secret of ${name}`))
  })

  it('opens with its new passphrase only, under another salt', async () => {
    const { vault, directory, text } = await made()
    await vault.save('token', 'secret')
    const { salt } = JSON.parse(text())
    expect(await vault.changePassphrase('a new one, much longer')).toEqual(success(null))
    expect(JSON.parse(text()).salt).not.toBe(salt)
    expect(await vault.load('token')).toEqual(success('secret'))
    const again = new VaultFile(directory)
    expect(await again.unlock(PASSPHRASE)).toEqual(success('wrong-passphrase'))
    expect(await again.unlock('a new one, much longer')).toEqual(success('open'))
    expect(await again.load('token')).toEqual(success('secret'))
  })

  it('is never written over by a new one', async () => {
    const { vault, directory } = await made()
    await vault.save('token', 'secret')
    await expect(VaultFile.create(directory, 'other passphrase', CHEAP)).rejects.toThrow('EEXIST')
    expect(await vault.load('token')).toEqual(success('secret'))
  })

  it.skipIf(process.platform === 'win32')(
    'is for its owner alone, and leaves no draft',
    async () => {
      const { vault, path } = await made()
      expect(statSync(path).mode & 0o777).toBe(0o600)
      await vault.save('token', 'secret')
      expect(statSync(path).mode & 0o777).toBe(0o600)
      expect(existsSync(`${path}.new`)).toBe(false)
    },
  )

  it('does not mind the draft of one that died over it', async () => {
    const { vault, path } = await made()
    writeFileSync(`${path}.new`, 'half a va')
    expect(await vault.save('token', 'secret')).toEqual(success(null))
    expect(await vault.load('token')).toEqual(success('secret'))
  })
})

describe('a vault that was tampered with', () => {
  it.each(['text', 'tag', 'nonce'])('says so when its %s is another', async (field) => {
    const { vault, directory, change, text } = await made()
    await vault.save('token', 'secret')
    const bytes = Buffer.from(JSON.parse(text())[field], 'base64')
    bytes[0] = (bytes[0] ?? 0) ^ 1
    change({ [field]: bytes.toString('base64') })
    expect(await vault.load('token')).toMatchObject(altered)
    expect(await vault.save('token', 'x')).toMatchObject(altered)
    expect(await new VaultFile(directory).unlock(PASSPHRASE)).toMatchObject(altered)
  })

  it('does not take an older text for the one that belongs to this passphrase', async () => {
    const { vault, change, text } = await made()
    await vault.save('token', 'old')
    const { text: sealed, tag, nonce } = JSON.parse(text())
    await vault.changePassphrase('a new one, much longer')
    change({ text: sealed, tag, nonce })
    expect(await vault.load('token')).toMatchObject(altered)
  })

  it.each([
    ['is no JSON', 'vault'],
    ['is empty', ''],
    ['is something else', '{"version":1}'],
  ])('says so when it %s', async (_, text) => {
    const { vault, path, directory } = await made()
    writeFileSync(path, text)
    expect(await vault.load('token')).toMatchObject(altered)
    expect(await new VaultFile(directory).unlock(PASSPHRASE)).toMatchObject(altered)
  })

  it.each([{ N: 2 ** 24 }, { r: 1_000_000 }, { p: 64 }, { kdf: 'none' }])(
    'does no work that it asks for beyond ours: %j',
    async (part) => {
      const { directory, change } = await made()
      change(part)
      expect(await new VaultFile(directory).unlock(PASSPHRASE)).toMatchObject(altered)
    },
  )

  it('does not open under a salt that is not its own', async () => {
    const { directory, change } = await made()
    change({ salt: Buffer.alloc(16).toString('base64') })
    expect(await new VaultFile(directory).unlock(PASSPHRASE)).toEqual(success('wrong-passphrase'))
  })
})

describe('what scrypt costs', () => {
  const chosenOn = (msAtLeast: number) =>
    chosenCost(async ({ N }) => (msAtLeast * N) / 2 ** 15).then(({ N }) => Math.log2(N))

  it('is as much as the machine can bear, between 32 and 128 MB', async () => {
    expect(await chosenOn(10)).toBe(17)
    expect(await chosenOn(125)).toBe(17)
    expect(await chosenOn(126)).toBe(16)
    expect(await chosenOn(251)).toBe(15)
    expect(await chosenOn(5_000)).toBe(15)
  })
})

describe('the passphrase', () => {
  it('is asked for when it is first needed, and once', async () => {
    const { vault, directory } = await made()
    await vault.save('token', 'secret')
    let asked = 0
    const asking = new VaultFile(directory, async () => {
      asked += 1
      return PASSPHRASE
    })
    expect(await asking.load('token')).toEqual(success('secret'))
    expect(await asking.load('token')).toEqual(success('secret'))
    expect(asked).toBe(1)
    const wrong = new VaultFile(directory, async () => 'something else')
    expect(await wrong.load('token')).toMatchObject({
      error: expect.stringContaining('not the passphrase'),
    })
    const silent = new VaultFile(directory, async () => undefined)
    expect(await silent.load('token')).toMatchObject(locked)
  })
})
