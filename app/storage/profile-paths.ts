import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { StoreError } from '../ports/store-error.ts'
import { stored } from './store-failure.ts'

/** What lies where in a profile. */
export class ProfilePaths {
  readonly directory: string

  constructor(directory: string) {
    this.directory = directory
  }

  get settings(): string {
    return join(this.directory, 'settings.db')
  }

  get alerts(): string {
    return join(this.directory, 'alerts.db')
  }

  /** What was tried out on candles of the past. */
  get research(): string {
    return join(this.directory, 'research.db')
  }

  /** Candles that were downloaded or imported for research. */
  get candles(): string {
    return join(this.directory, 'candles.db')
  }

  /** What an exchange listed when it was last asked. */
  marketList(exchangeId: string): string {
    return join(this.directory, 'markets', `${exchangeId}.json`)
  }

  get imports(): string {
    return join(this.directory, 'imports')
  }

  /** The user's own strategies. */
  get strategies(): string {
    return join(this.directory, 'strategies')
  }

  account(accountId: string): string {
    return join(this.directory, 'accounts', accountId)
  }

  /** Of all that were ever opened, those put aside included. */
  accountIds(): readonly string[] {
    const directory = join(this.directory, 'accounts')
    return existsSync(directory) ? stored(directory, () => readdirSync(directory)) : []
  }

  hasAccount(accountId: string): boolean {
    this.#finishReplacing(accountId)
    return existsSync(this.account(accountId))
  }

  /** An empty place for an account that is to take another one's place. */
  clearNewAccount(accountId: string): string {
    const directory = this.#newAccount(accountId)
    stored(directory, () => rmSync(directory, { recursive: true, force: true }))
    return directory
  }

  /** Puts the new account in the place of the old one, whose files are kept under a name with the date. */
  replaceAccount(accountId: string, time: number): void {
    const directory = this.account(accountId)
    const archive = `${directory}-archived-${time}`
    const exists = this.hasAccount(accountId)
    try {
      if (exists) renameSync(directory, archive)
    } catch (error) {
      throw notMoved(directory, error)
    }
    try {
      renameSync(this.#newAccount(accountId), directory)
    } catch (error) {
      if (exists) renameSync(archive, directory)
      throw notMoved(directory, error)
    }
  }

  #newAccount(accountId: string): string {
    return `${this.account(accountId)}-new`
  }

  /** A crash between the two moves leaves the new account complete, beside its place. */
  #finishReplacing(accountId: string): void {
    const directory = this.account(accountId)
    const made = this.#newAccount(accountId)
    if (existsSync(directory) || !existsSync(made)) return
    stored(directory, () => renameSync(made, directory))
  }
}

function notMoved(directory: string, error: unknown): StoreError {
  return new StoreError(
    'failed',
    `${directory} could not be put aside.`,
    'Close programs that have its files open, then try again.',
    error,
  )
}
