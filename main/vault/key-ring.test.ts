import { expect, it } from 'vitest'
import { failure, success } from '../../app/domain/result.ts'
import type { SecretStore } from '../../app/ports/secret-store.ts'
import { KeyRing } from './key-ring.ts'

const KEYS = { apiKey: 'key-1234', secret: 'hush', passphrase: undefined }

function storeOf(secrets = new Map<string, string>()): SecretStore {
  return {
    load: async (name) => success(secrets.get(name) ?? null),
    save: async (name, secret) => {
      secrets.set(name, secret)
      return success(null)
    },
    remove: async (name) => {
      secrets.delete(name)
      return success(null)
    },
  }
}

it('keeps keys apart by mode and by exchange', async () => {
  const ring = new KeyRing(storeOf())
  await ring.save('testnet', 'binance', KEYS)
  expect(await ring.keysFor('testnet', 'binance')).toEqual(success(KEYS))
  expect(await ring.keysFor('live', 'binance')).toEqual(success(null))
  expect(await ring.keysFor('testnet', 'bybit')).toEqual(success(null))
  await ring.remove('testnet', 'binance')
  expect(await ring.keysFor('testnet', 'binance')).toEqual(success(null))
})

it('keeps a passphrase where there is one', async () => {
  const ring = new KeyRing(storeOf())
  const keys = { ...KEYS, passphrase: 'three words' }
  await ring.save('live', 'okx', keys)
  expect(await ring.keysFor('live', 'okx')).toEqual(success(keys))
})

it.each(['no JSON', '{}', '{"apiKey":"a"}', '{"apiKey":"a","secret":""}', '[]'])(
  'does not take %s for keys',
  async (text) => {
    const ring = new KeyRing(storeOf(new Map([['live binance', text]])))
    const found = await ring.keysFor('live', 'binance')
    expect(found).toMatchObject({ ok: false, error: expect.stringContaining('no API key') })
  },
)

it('does not take a keychain that cannot be read for one without keys', async () => {
  const locked = { ...storeOf(), load: async () => failure('it is locked') }
  expect(await new KeyRing(locked).keysFor('live', 'binance')).toEqual(failure('it is locked'))
})
