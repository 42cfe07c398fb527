import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { failureOf } from './failure-of.fixture.ts'
import { SettingsStore } from './settings-store.ts'
import { temporaryFolder } from './temporary-folder.fixture.ts'

const schema = z.object({ theme: z.string() })

it('has no document until one is saved, and then the last one, after a restart too', () => {
  const path = join(temporaryFolder(), 'settings.db')
  const store = new SettingsStore(path)
  expect(store.load('settings', schema)).toBeUndefined()
  store.save('settings', { theme: 'dark' })
  store.save('settings', { theme: 'light' })
  store.save('other', { theme: 'none' })
  store.close()
  const reopened = new SettingsStore(path)
  expect(reopened.load('settings', schema)).toEqual({ theme: 'light' })
  reopened.close()
})

it.each(['{', '{}', '"dark"', ''])('calls %j damage, and leaves it there', (text) => {
  const path = join(temporaryFolder(), 'settings.db')
  const store = new SettingsStore(path)
  store.save('settings', { theme: 'dark' })
  const other = new Database(path)
  other.prepare('UPDATE settings SET value = ?').run(text)
  const failure = failureOf(() => store.load('settings', schema))
  expect(failure.reason).toBe('damaged')
  expect(failure.message).toContain('The stored settings makes no sense')
  expect(failure.message).toContain(`It is in ${path}, and Cryptobot has not changed it.`)
  expect(failure.action).toContain('move that file to another folder')
  expect(other.prepare('SELECT value FROM settings').pluck().get()).toBe(text)
  other.close()
  store.close()
})
