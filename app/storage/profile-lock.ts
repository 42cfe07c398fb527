import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { StoreError } from '../ports/store-error.ts'

/** One engine at a time has a profile. The lock is the system's, so it goes with the process however that ends. */
export function lockProfile(directory: string): () => void {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const database = new Database(join(directory, 'profile.lock'), { timeout: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    throw new StoreError(
      'busy',
      `Another Cryptobot is using the profile ${directory}.`,
      'Quit the other one first, or choose another folder with --profile.',
      error,
    )
  }
  return () => database.close()
}
