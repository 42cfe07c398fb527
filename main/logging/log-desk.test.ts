import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { DEFAULT_LOG_SETTINGS, LOG_PARTS } from '../../app/contract/log-words.ts'
import { profileBench } from '../../app/engine/session/profile-bench.fixture.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { LogDesk, type LogDeskParts } from './log-desk.ts'
import { ProcessLog } from './process-log.ts'

const SECRET = 'vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A'

function bench(changes: Partial<LogDeskParts> = {}) {
  const { workspace, directory } = profileBench()
  const open = () => {
    const logs = new ProcessLog(directory)
    const desk = new LogDesk({
      logs,
      version: '1.2.3',
      store: {
        load: (name, schema) => workspace.loadDocument(name, schema),
        save: (name, value, entry) => workspace.saveDocument(name, value, entry),
      },
      sections: () => ({ settings: { theme: 'dark', address: `https://me:${SECRET}@host` } }),
      chooseFolder: async () => null,
      ...changes,
    })
    return { logs, desk }
  }
  return { ...open(), open, workspace }
}

const RARE = { ...DEFAULT_LOG_SETTINGS, fileMegabytes: 2, format: 'json' } as const

it('keeps what is set for the next start, and says in the audit log who changed it', () => {
  const { desk, open, workspace } = bench()
  expect(desk.save(RARE)).toMatchObject({ ok: true, value: { settings: RARE } })
  expect(open().logs.settings).toEqual(RARE)
  const [entry] = workspace.riskView().audit
  expect(entry).toMatchObject({ actor: 'window', action: 'logging changed' })
  expect(entry?.detail).toContain('10 files of 2 MB')
})

it('writes where somebody wants it, also after a start, and in the profile when that is gone', async () => {
  const folder = join(temporaryFolder(), 'logs of mine')
  const { desk, open } = bench({ chooseFolder: async () => folder })
  expect(await desk.chooseFolder(false)).toMatchObject({ ok: true, value: { folder } })
  expect(open().logs.folder).toBe(folder)
  rmSync(folder, { recursive: true })
  writeFileSync(folder, 'a file now')
  const { logs } = open()
  expect(logs.isUsualFolder).toBe(true)
  expect(await open().desk.chooseFolder(true)).toMatchObject({
    ok: true,
    value: { isUsualFolder: true },
  })
})

it('says why nothing can be written in a folder, and goes on where it was', async () => {
  const file = join(temporaryFolder(), 'a file')
  writeFileSync(file, '')
  const { desk, logs } = bench({ chooseFolder: async () => join(file, 'within') })
  expect(await desk.chooseFolder(false)).toMatchObject({
    ok: false,
    error: { code: 'log-folder', message: expect.stringContaining(file) },
  })
  expect(logs.isUsualFolder).toBe(true)
})

it('collects what helps to find a fault, with no secret in it, and goes by what was shown', async () => {
  const { desk, logs } = bench()
  logs.of('engine').warn(`the exchange refused ${SECRET}`)
  const written = () => readFileSync(join(logs.folder, 'cryptobot.log'), 'utf8')
  await expect.poll(written).toContain('the exchange refused')
  const { text } = await desk.diagnostics()
  for (const words of ['Cryptobot 1.2.3', '"theme": "dark"', 'the exchange refused', '"node"']) {
    expect(text).toContain(words)
  }
  expect(text).not.toContain(SECRET)
  logs.of('engine').warn('written after that')
  await expect.poll(written).toContain('written after that')
  expect((await desk.shownDiagnostics()).text).toBe(text)
})

it('shows how a text would stand in the log', async () => {
  const { desk } = bench()
  expect(desk.preview(`apiKey=abcdef ${SECRET}`)).toBe('apiKey=••• •••')
  const page = await desk.page({
    parts: LOG_PARTS,
    ...{ level: 'debug', words: '', direction: 'newest', from: null },
  })
  expect(page.lines).toEqual([])
})
