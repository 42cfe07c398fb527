import type { Mode } from '../domain/mode.ts'

/** What an exchange wants to be signed with. Never stored with the account, never logged. */
export interface ExchangeKeys {
  readonly apiKey: string
  readonly secret: string
  /** Only some exchanges have one. */
  readonly passphrase: string | undefined
}

/** Where keys come from. */
export interface KeySource {
  /** Nothing where there are none for this mode and exchange. */
  keysFor(mode: Mode, exchangeId: string): ExchangeKeys | undefined
}

export const NO_KEYS: KeySource = { keysFor: () => undefined }
