import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

/** A number that is handed over in memory of its own takes twelve; samples of what starts a process are far below one. */
const BYTES_MAX = 1

it('allocates nothing, not even a number, when the breakers look at a candle', () => {
  const script = fileURLToPath(new URL('./breaker-look.fixture.ts', import.meta.url))
  // Whoever measures coverage keeps the compiler from what it does otherwise.
  const env = { ...process.env, NODE_V8_COVERAGE: '' }
  // On a busy machine the compiler's own thread would come late, and what it does not see yet allocates.
  const args = ['--single-threaded', script]
  const printed = execFileSync(process.execPath, args, { encoding: 'utf8', env })
  expect(Number(printed.trim())).toBeLessThan(BYTES_MAX)
})
