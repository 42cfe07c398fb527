import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { FAKES } from './fakes.ts'

const SCRIPT = fileURLToPath(new URL('./open-and-close.ts', import.meta.url))
const TIMEOUT_MS = 30_000

it.each(FAKES)(
  'a process that has closed its account at $name ends by itself',
  async (fake) => {
    const run = promisify(execFile)
    const { stdout, stderr } = await run(process.execPath, [SCRIPT, fake.exchangeId], {
      timeout: TIMEOUT_MS,
    })
    expect(stdout).toBe('closed\n')
    expect(stderr).toBe('')
  },
  TIMEOUT_MS,
)
