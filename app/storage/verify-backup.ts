import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkDatabase } from './check-database.ts'

const TIMEOUT_MS = 2_000

/**
 * Restores a backup into a temporary folder and reads every database of it from beginning to end; returns how many there were.
 * Throws a `StoreError` for one that cannot be read, and changes nothing in the backup.
 */
export function verifyBackup(folder: string): number {
  const restored = mkdtempSync(join(tmpdir(), 'cryptobot-verify-'))
  try {
    cpSync(folder, restored, { recursive: true })
    const files = readdirSync(restored, { recursive: true, encoding: 'utf8' })
    const databases = files.filter((name) => name.endsWith('.db'))
    for (const name of databases) {
      const path = join(restored, name)
      const check = { knownVersion: Number.MAX_SAFE_INTEGER, timeoutMs: TIMEOUT_MS }
      checkDatabase(path, { ...check, isThorough: true })
    }
    return databases.length
  } finally {
    rmSync(restored, { recursive: true, force: true })
  }
}
