import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { StoreError } from '../ports/store-error.ts'
import { stored, storeError } from './store-failure.ts'

/** One engine at a time has a profile. The lock is the system's, so it goes with the process however that ends. */
export function lockProfile(directory: string): () => void {
  const path = join(directory, 'profile.lock')
  const database = stored(path, () => {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    return new Database(path, { timeout: 0 })
  })
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    throw lockFailure(directory, storeError(path, error))
  }
  return () => database.close()
}

function lockFailure(directory: string, error: unknown): unknown {
  if (!(error instanceof StoreError) || error.reason !== 'busy') return error
  return new StoreError(
    'busy',
    `Another Cryptobot is using the profile ${directory}.`,
    'Quit the other one first, or choose another folder with --profile.',
    error,
  )
}
