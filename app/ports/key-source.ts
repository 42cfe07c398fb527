import type { Mode } from '../domain/mode.ts'
import { type Result, success } from '../domain/result.ts'

/** What an exchange wants to be signed with. Never stored with the account, never logged. */
export interface ExchangeKeys {
  readonly apiKey: string
  readonly secret: string
  /** Only some exchanges have one. */
  readonly passphrase: string | undefined
}

/** Where keys come from. */
export interface KeySource {
  /** Null where there are none for this mode and exchange; a failure, in words, where that cannot be known. */
  keysFor(mode: Mode, exchangeId: string): Promise<Result<ExchangeKeys | null, string>>
}

/** next: to take the place of the one that is used. last: its place was taken, and its end is not proven yet. */
export type SpareKey = 'next' | 'last'

/** Where they are kept. */
export interface KeyStore extends KeySource {
  /** In the place of those that were there. */
  save(mode: Mode, exchangeId: string, keys: ExchangeKeys): Promise<Result<null, string>>
  remove(mode: Mode, exchangeId: string): Promise<Result<null, string>>
  /** Those that are kept beside the ones that are used. */
  spare(which: SpareKey): Omit<KeyStore, 'spare'>
}

export const NO_KEYS: KeySource = { keysFor: async () => success(null) }
