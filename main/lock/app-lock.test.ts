import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { success } from '../../app/domain/result.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { VaultFile } from '../vault/vault-file.ts'
import { AppLock, type LockStore } from './app-lock.ts'

const PASSPHRASE = 'four words are enough'
const TIMEOUT_MS = 60_000

/** A profile that restarts share, and a clock that stands still. */
function bench(vault?: VaultFile) {
  const documents = new Map<string, string>()
  const entries: string[] = []
  const locked: boolean[] = []
  const clock = { now: 1_000_000 }
  const store: LockStore = {
    load: <Value>(name: string, schema: z.ZodType<Value>) => {
      const text = documents.get(name)
      return text === undefined ? undefined : schema.parse(JSON.parse(text))
    },
    save: (name, value, entry) => {
      documents.set(name, JSON.stringify(value))
      if (entry !== undefined) entries.push(`${entry.action}: ${entry.detail}`)
    },
  }
  const open = () =>
    new AppLock({
      ...{ store, vault, now: () => clock.now, unlocked: () => undefined },
      locked: (pausesBots) => locked.push(pausesBots),
    })
  return { open, documents, entries, locked, clock }
}

const SETUP = { passphrase: '', next: PASSPHRASE, autoLockMinutes: 5, pausesBots: true }
const code = (answer: { readonly ok: boolean; readonly error?: { readonly code: string } }) =>
  answer.ok ? 'done' : answer.error?.code

describe('an app without a passphrase', { timeout: TIMEOUT_MS }, () => {
  it('is open, and never locks', () => {
    const { open, locked } = bench()
    const lock = open()
    lock.lock()
    lock.idleFor(1_000_000)
    expect([lock.isLocked, locked]).toEqual([false, []])
  })

  it('gets one, which is not in the profile, and is locked with it from the next start on', async () => {
    const { open, documents, entries } = bench()
    const lock = open()
    expect(code(await lock.change({ ...SETUP, next: null }))).toBe('no-passphrase')
    expect(await lock.change(SETUP)).toMatchObject({ value: { isSet: true, isLocked: false } })
    expect(JSON.stringify([...documents])).not.toContain(PASSPHRASE)
    expect(entries).toEqual([
      'app lock set: new passphrase; locks after 5 min; bots only sell while it is locked',
    ])
    const next = open()
    expect(next.isLocked).toBe(true)
    expect(code(await next.unlock('something else'))).toBe('wrong-passphrase')
    expect(next.isLocked).toBe(true)
    expect(await next.unlock(PASSPHRASE)).toEqual(success(null))
    expect(next.isLocked).toBe(false)
    expect(entries.at(-1)).toBe('unlocked: after 1 wrong attempts')
  })
})

describe('an app with a passphrase', { timeout: TIMEOUT_MS }, () => {
  it('locks when it is told to, and after so long without anybody', async () => {
    const { open, locked } = bench()
    const lock = open()
    await lock.change(SETUP)
    lock.idleFor(299)
    expect(lock.isLocked).toBe(false)
    lock.idleFor(300)
    expect(lock.isLocked).toBe(true)
    lock.lock()
    expect(locked).toEqual([true])
  })

  it('is changed and taken away by whoever knows it', async () => {
    const { open } = bench()
    const lock = open()
    await lock.change(SETUP)
    expect(code(await lock.change({ ...SETUP, passphrase: 'wrong' }))).toBe('wrong-passphrase')
    expect(code(await lock.remove('wrong'))).toBe('wrong-passphrase')
    const next = { ...SETUP, passphrase: PASSPHRASE, next: null, autoLockMinutes: null }
    expect(await lock.change(next)).toMatchObject({ value: { autoLockMinutes: null } })
    lock.idleFor(1_000_000)
    expect(lock.isLocked).toBe(false)
    expect(await lock.remove(PASSPHRASE)).toMatchObject({ value: { isSet: false } })
    expect(open().isLocked).toBe(false)
  })

  it('lets nobody guess fast, not even after a restart, nor many at once', async () => {
    const { open, clock } = bench()
    const lock = open()
    await lock.change(SETUP)
    lock.lock()
    const many = await Promise.all(['a', 'b', 'c', PASSPHRASE].map((text) => lock.unlock(text)))
    expect(many.map(code)).toEqual([
      ...['wrong-passphrase', 'wrong-passphrase', 'wrong-passphrase'],
      'too-many-attempts',
    ])
    const again = open()
    expect(code(await again.unlock(PASSPHRASE))).toBe('too-many-attempts')
    clock.now += 1_000
    expect(code(await again.unlock('d'))).toBe('wrong-passphrase')
    clock.now += 1_999
    expect(code(await again.unlock(PASSPHRASE))).toBe('too-many-attempts')
    clock.now -= 1_000_000
    expect(code(await again.unlock(PASSPHRASE))).toBe('too-many-attempts')
    clock.now += 1_000_001
    expect(code(await again.unlock(PASSPHRASE))).toBe('done')
  })
})

describe('an app whose keys are in a vault', { timeout: TIMEOUT_MS }, () => {
  it('opens both with one passphrase, and keeps the vault usable while the window is locked', async () => {
    const directory = temporaryFolder()
    const made = await VaultFile.create(directory, PASSPHRASE, { N: 2 ** 10, r: 8, p: 1 })
    await made.save('token', 'secret')
    const vault = new VaultFile(directory)
    const lock = bench(vault).open()
    expect([lock.isLocked, lock.isSealed]).toEqual([true, true])
    expect(code(await lock.unlock('something else'))).toBe('wrong-passphrase')
    expect(await lock.unlock(PASSPHRASE)).toEqual(success(null))
    expect([lock.isLocked, lock.isSealed]).toEqual([false, false])
    lock.lock()
    expect([lock.isLocked, lock.isSealed]).toEqual([true, false])
    expect(await vault.load('token')).toEqual(success('secret'))
    expect(code(await lock.change({ ...SETUP, passphrase: PASSPHRASE }))).toBe('vault-passphrase')
  })
})

describe('what asks for the passphrase once more', { timeout: TIMEOUT_MS }, () => {
  it('asks for none where none is set', () => {
    expect(bench().open().takeConfirmation('removeKeys')).toBe(true)
  })

  it('is done once, for what was asked, and within half a minute', async () => {
    const { open, clock } = bench()
    const lock = open()
    await lock.change(SETUP)
    expect(lock.takeConfirmation('removeKeys')).toBe(false)
    expect(code(await lock.confirm('something else', 'removeKeys'))).toBe('wrong-passphrase')
    expect(lock.takeConfirmation('removeKeys')).toBe(false)
    await lock.confirm(PASSPHRASE, 'removeKeys')
    expect(lock.takeConfirmation('openKeyWindow')).toBe(false)
    expect(lock.takeConfirmation('removeKeys')).toBe(true)
    expect(lock.takeConfirmation('removeKeys')).toBe(false)
    await lock.confirm(PASSPHRASE, 'removeKeys')
    clock.now += 30_001
    expect(lock.takeConfirmation('removeKeys')).toBe(false)
  })

  it('is asked for again after the app was locked', async () => {
    const { open } = bench()
    const lock = open()
    await lock.change(SETUP)
    await lock.confirm(PASSPHRASE, 'removeKeys')
    lock.lock()
    await lock.unlock(PASSPHRASE)
    expect(lock.takeConfirmation('removeKeys')).toBe(false)
  })

  it('is not confirmed by an attempt that the lock overtook', async () => {
    const { open } = bench()
    const lock = open()
    await lock.change(SETUP)
    const tried = lock.confirm(PASSPHRASE, 'removeKeys')
    lock.lock()
    await tried
    await lock.unlock(PASSPHRASE)
    expect(lock.takeConfirmation('removeKeys')).toBe(false)
  })
})

describe('a lock that cannot be read any more', { timeout: TIMEOUT_MS }, () => {
  it('stays locked, says what to do, and opens once it was restored', async () => {
    const { open, documents } = bench()
    await open().change(SETUP)
    const kept = documents.get('lock') ?? ''
    documents.set('lock', '{"seal":')
    const damaged = open()
    expect([damaged.isLocked, damaged.view().isSet]).toEqual([true, true])
    expect(await damaged.unlock(PASSPHRASE)).toMatchObject({ ok: false })
    expect(await damaged.change({ ...SETUP, passphrase: '' })).toMatchObject({ ok: false })
    expect(await damaged.remove('')).toMatchObject({ ok: false })
    expect([damaged.isLocked, damaged.takeConfirmation('removeKeys')]).toEqual([true, false])
    documents.set('lock', kept)
    const restored = open()
    documents.set('unlock attempts', '{"seal":')
    expect(await restored.unlock(PASSPHRASE)).toMatchObject({ ok: true })
  })
})
