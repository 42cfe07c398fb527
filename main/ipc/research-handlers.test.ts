import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { success } from '../../app/domain/result.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { type ResearchParts, researchHandlers } from './research-handlers.ts'

const WISH = { kind: 'run', id: 'run', format: 'html' } as const

/** A thread that has one result, and a dialog that is answered with this path. */
function handlersFor(path: string | null) {
  const offered: string[] = []
  const handlers = researchHandlers({
    research: {
      ask: async () => success({ fileName: 'result.html', text: '<!doctype html>' }),
    } as unknown as ResearchParts['research'],
    chooseSavePath: async (fileName) => {
      offered.push(fileName)
      return path
    },
  })
  return { handlers, offered }
}

it('writes a result where the user says', async () => {
  const path = join(temporaryFolder(), 'mine.html')
  const { handlers, offered } = handlersFor(path)
  expect(await handlers.exportBacktest(WISH)).toEqual({ ok: true, value: true })
  expect(readFileSync(path, 'utf8')).toBe('<!doctype html>')
  expect(offered).toEqual(['result.html'])
})

it('writes nothing when the dialog is dismissed', async () => {
  expect(await handlersFor(null).handlers.exportBacktest(WISH)).toEqual({ ok: true, value: false })
})

it('says why a file cannot be written', async () => {
  const path = join(temporaryFolder(), 'nowhere', 'mine.html')
  expect(await handlersFor(path).handlers.exportBacktest(WISH)).toMatchObject({
    ok: false,
    error: { code: 'export-failed', message: expect.stringContaining(path) },
  })
})
