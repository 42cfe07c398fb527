import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A file system in memory, where there is one: to sync costs nothing there. */
const MEMORY = '/dev/shm'

/** A folder of its own for the test that asks, gone when the test is over. */
export function temporaryFolder(): string {
  return folderIn(tmpdir())
}

/** The same, for those who write so often that a disk would hold them up. */
export function temporaryFolderInMemory(): string {
  return folderIn(existsSync(MEMORY) ? MEMORY : tmpdir())
}

function folderIn(parent: string): string {
  const directory = mkdtempSync(join(parent, 'cryptobot-test-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}
