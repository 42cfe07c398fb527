import { openAccountReader } from '../../storage/account-reader.ts'
import type { AccountHistory } from './trade-history.ts'

/** What the account in a folder did, whether an engine runs it or not. Throws a `StoreError` when there is none. */
export function accountHistory(directory: string): AccountHistory {
  const account = openAccountReader(directory)
  try {
    const { mode } = account.record
    const fills = account.fills()
    const transfers = account.transfers()
    const name = directory.split(/[\\/]/).at(-1) ?? ''
    return { account: name, mode, fills, transfers, markets: account.markets }
  } finally {
    account.close()
  }
}
