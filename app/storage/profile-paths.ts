import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { StoreError } from '../ports/store-error.ts'

/** What lies where in a profile. */
export class ProfilePaths {
  readonly directory: string

  constructor(directory: string) {
    this.directory = directory
  }

  get settings(): string {
    return join(this.directory, 'settings.db')
  }

  get imports(): string {
    return join(this.directory, 'imports')
  }

  account(accountId: string): string {
    return join(this.directory, 'accounts', accountId)
  }

  hasAccount(accountId: string): boolean {
    return existsSync(this.account(accountId))
  }

  /** Puts an account's files aside under a name with the date; nothing is deleted. */
  archiveAccount(accountId: string, time: number): void {
    if (!this.hasAccount(accountId)) return
    const directory = this.account(accountId)
    try {
      renameSync(directory, `${directory}-archived-${time}`)
    } catch (error) {
      throw new StoreError(
        'failed',
        `${directory} could not be put aside.`,
        'Close programs that have its files open, then try again.',
        error,
      )
    }
  }
}
