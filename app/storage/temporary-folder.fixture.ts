import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder of its own for the test that asks, gone when the test is over. */
export function temporaryFolder(): string {
  const directory = mkdtempSync(join(tmpdir(), 'cryptobot-test-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}
