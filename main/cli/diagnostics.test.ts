import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { DEFAULT_LOG_SETTINGS } from '../../app/contract/log-words.ts'
import { SettingsStore } from '../../app/storage/settings-store.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { LOGGING_DOCUMENT } from '../logging/log-document.ts'
import { captured } from './captured-output.fixture.ts'
import { diagnostics } from './diagnostics.ts'

const SECRET = 'vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A'

function writeLog(folder: string, text: string): void {
  mkdirSync(folder, { recursive: true })
  const line = `2026-01-02T03:04:05.067Z warn  engine   ${text}\n`
  writeFileSync(join(folder, 'cryptobot.log'), line)
}

it('prints how the installation is and what the log says, without what looks like a secret', async () => {
  const profile = temporaryFolder()
  writeLog(join(profile, 'logs'), `the exchange refused ${SECRET}`)
  const { value: status, output: text } = await captured(() => diagnostics(['--profile', profile]))
  expect(status).toBe(0)
  expect(text).toContain('"subject": "profile folder"')
  expect(text).toContain('warn  engine   the exchange refused •••')
  expect(text).not.toContain(SECRET)
})

it('reads the log where it is written, also when the settings are damaged', async () => {
  const profile = temporaryFolder()
  const folder = join(temporaryFolder(), 'logs of mine')
  writeLog(folder, 'written elsewhere')
  const store = new SettingsStore(join(profile, 'settings.db'))
  store.save(LOGGING_DOCUMENT, { settings: DEFAULT_LOG_SETTINGS, folder })
  store.close()
  const found = await captured(() => diagnostics(['--profile', profile]))
  expect(found.output).toContain('written elsewhere')
  writeFileSync(join(profile, 'settings.db'), 'a letter to my aunt. '.repeat(100))
  const damaged = await captured(() => diagnostics(['--profile', profile]))
  expect(damaged.value).toBe(0)
  expect(damaged.output).toContain('settings.db is damaged')
})
