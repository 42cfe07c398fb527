import Database from 'better-sqlite3'
import { StoreError } from '../ports/store-error.ts'

/** Runs a database operation; what SQLite throws becomes a `StoreError` that says what to do. */
export function stored<Value>(path: string, operation: () => Value): Value {
  try {
    return operation()
  } catch (error) {
    throw storeError(path, error)
  }
}

const DISK_FULL = ['SQLITE_FULL', 'ENOSPC', 'EDQUOT']
const NOT_WRITABLE = [
  ...['SQLITE_CANTOPEN', 'SQLITE_PERM'],
  ...['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT', 'EISDIR'],
]

/** Of what SQLite or the file system threw; anything else is a bug and stays as it is. */
export function storeError(path: string, error: unknown): unknown {
  if (!isSystemError(error)) return error
  const { code } = error
  if (DISK_FULL.includes(code)) {
    return new StoreError(
      'full',
      `The disk is full: ${path} could not be written.`,
      'Free some space, then resume trading.',
      error,
    )
  }
  if (code.startsWith('SQLITE_READONLY') || NOT_WRITABLE.includes(code)) {
    return new StoreError(
      'read-only',
      `${path} cannot be written: ${error.message}.`,
      'Make the folder writable for your user, then resume trading.',
      error,
    )
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new StoreError(
      'damaged',
      `${path} is damaged: ${error.message}.`,
      'Quit Cryptobot and restore the file from a backup.',
      error,
    )
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new StoreError(
      'busy',
      `${path} is in use by another program.`,
      'Close the program that has it open, then resume trading.',
      error,
    )
  }
  return new StoreError(
    'failed',
    `${path} could not be read or written: ${error.message}.`,
    'Check the disk, then resume trading.',
    error,
  )
}

type SystemError = Error & { readonly code: string }

function isSystemError(error: unknown): error is SystemError {
  if (error instanceof Database.SqliteError) return true
  return error instanceof Error && 'code' in error && 'syscall' in error
}
