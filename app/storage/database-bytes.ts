import { statSync } from 'node:fs'

export interface DatabaseSize {
  /** Of its file. */
  readonly name: string
  readonly bytes: number
}

/** Beside a database, SQLite keeps what is not in it yet. */
const FILES = ['', '-wal', '-shm']

/** What a database takes on the disk, with what is not in its file yet; nothing while there is none. */
export function databaseBytes(path: string): number {
  let bytes = 0
  for (const suffix of FILES) bytes += statSync(path + suffix, { throwIfNoEntry: false })?.size ?? 0
  return bytes
}
