import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type LedgerRecords, readLedger } from './ledger-records.ts'

/** A story's profile, seen from outside the application. */
export class Profile {
  readonly directory: string

  constructor(directory: string) {
    this.directory = directory
  }

  path(...parts: readonly string[]): string {
    return join(this.directory, ...parts)
  }

  accountPath(accountId: string, file: string): string {
    return this.path('accounts', accountId, file)
  }

  /** What is in an account's databases at this moment; the application may be running. */
  ledger(accountId: string): LedgerRecords {
    return readLedger(this.path('accounts', accountId))
  }

  files(...folder: readonly string[]): readonly string[] {
    const path = this.path(...folder)
    return existsSync(path) ? readdirSync(path) : []
  }

  log(): string {
    return readFileSync(this.path('logs', 'cryptobot.log'), 'utf8')
  }
}
