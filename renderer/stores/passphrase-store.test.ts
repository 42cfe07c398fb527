import { expect, it } from 'vitest'
import { createPassphraseStore } from './passphrase-store.ts'

it('waits until the passphrase was given', async () => {
  const store = createPassphraseStore()
  const given = store.getState().ask('removeKeys')
  expect(store.getState().waiting).toBe('removeKeys')
  store.getState().settle(true)
  expect(await given).toBe(true)
  expect(store.getState().waiting).toBeNull()
})

it('gives up a question when another one is asked', async () => {
  const store = createPassphraseStore()
  const first = store.getState().ask('removeKeys')
  const second = store.getState().ask('exportBacktest')
  expect(await first).toBe(false)
  expect(store.getState().waiting).toBe('exportBacktest')
  store.getState().settle(false)
  expect(await second).toBe(false)
})
