import { randomUUID } from 'node:crypto'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { testKeychain } from '../../build/desktop/test-keychain.fixture.ts'
import { Keychain, serviceOf } from './keychain.ts'

testKeychain()

function ownKeychain() {
  const keychain = new Keychain(serviceOf(`/profiles/${randomUUID()}`))
  onTestFinished(async () => {
    await keychain.remove('token')
  })
  return keychain
}

describe('the keychain of this system', () => {
  it('has no secret until one is saved, then that, then none again', async () => {
    const keychain = ownKeychain()
    expect(await keychain.load('token')).toEqual({ ok: true, value: null })
    expect(await keychain.save('token', 'pässword "1"\n')).toEqual({ ok: true, value: null })
    expect(await keychain.load('token')).toEqual({ ok: true, value: 'pässword "1"\n' })
    expect(await keychain.save('token', 'other')).toEqual({ ok: true, value: null })
    expect(await keychain.load('token')).toEqual({ ok: true, value: 'other' })
    expect(await keychain.remove('token')).toEqual({ ok: true, value: null })
    expect(await keychain.load('token')).toEqual({ ok: true, value: null })
    expect(await keychain.remove('token')).toEqual({ ok: true, value: null })
  })

  it('keeps the secrets of two profiles apart', async () => {
    const [one, other] = [ownKeychain(), ownKeychain()]
    await one.save('token', 'mine')
    expect(await other.load('token')).toEqual({ ok: true, value: null })
  })
})

describe('a keychain that does not work', () => {
  /** As a locked keyring behaves: nothing is found, and nothing is kept. */
  const locked = {
    getPassword: async () => null,
    setPassword: async () => undefined,
    deletePassword: async () => false,
  }

  it('is not taken for one without the secret', async () => {
    const keychain = new Keychain('locked', async () => locked)
    const trouble = { ok: false, error: expect.stringContaining('not found there') }
    expect(await keychain.load('token')).toEqual(trouble)
    expect(await keychain.save('token', 'secret')).toEqual(trouble)
    expect(await keychain.remove('token')).toEqual(trouble)
  })

  it('says why when it cannot be reached, and is asked again the next time', async () => {
    const load = vi.fn().mockRejectedValueOnce(new Error('no bus'))
    const keychain = new Keychain('broken', load.mockResolvedValue(locked))
    expect(await keychain.load('token')).toEqual({
      ok: false,
      error: 'The keychain could not be used: no bus.',
    })
    expect(await keychain.load('token')).toMatchObject({
      ok: false,
      error: expect.stringContaining('not found there'),
    })
  })

  it('is given up when it hangs, and holds nothing else up for longer than that', async () => {
    vi.useFakeTimers()
    onTestFinished(() => {
      vi.useRealTimers()
    })
    const asked = vi.fn(() => new Promise<never>(() => undefined))
    const keychain = new Keychain('hanging', async () => ({ ...locked, getPassword: asked }))
    const answers = Promise.all([keychain.load('a'), keychain.load('b')])
    await vi.advanceTimersByTimeAsync(30_000)
    const trouble = { ok: false, error: expect.stringContaining('did not answer within 30 s') }
    expect(await answers).toEqual([trouble, trouble])
    expect(asked).toHaveBeenCalledTimes(1)
  })
})
