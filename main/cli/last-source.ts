import type { MarketSource } from '../../app/contract/setup.ts'
import { defineAccount } from '../../app/engine/session/account-definition.ts'
import { PROFILE_DOCUMENTS } from '../../app/engine/session/profile-documents.ts'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'
import type { AccountChoice } from './account-options.ts'
import { loadDocument } from './load-document.ts'
import { Misuse } from './usage.ts'

/** The account that was open last in this profile; it must be the one that is named, where one is. */
export function lastSource(directory: string, { mode, exchange }: AccountChoice): MarketSource {
  const last = loadLast(directory)
  if (last === undefined) throw new Misuse(`No account has been opened in ${directory} yet.`)
  const { source } = last
  const isOther =
    (mode !== undefined && defineAccount(source).mode !== mode) ||
    (exchange !== undefined && 'exchangeId' in source && source.exchangeId !== exchange)
  if (isOther)
    throw new Misuse(
      'Another account was open last: say which market as well, by --symbol or --bot.',
    )
  return source
}

/** The folder of the account that is named, or was open last. */
export function accountDirectory(directory: string, accountId: string | undefined): string {
  const id = accountId ?? loadLast(directory)?.accountId
  if (id === undefined) throw new Misuse(`No account has been opened in ${directory} yet.`)
  if (!/^[A-Za-z0-9-]+$/.test(id)) throw new Misuse(`"${id}" is no account.`)
  return new ProfilePaths(directory).account(id)
}

function loadLast(directory: string) {
  return loadDocument(directory, 'account', PROFILE_DOCUMENTS.account)
}
