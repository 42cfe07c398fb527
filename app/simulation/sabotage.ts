import type { ExchangeClient } from '../ports/exchange-client.ts'
import type { LedgerStore } from '../ports/ledger-store.ts'

/** A part put in place of a sound one, to see whether the simulation notices. */
export interface Sabotage {
  readonly client: (sound: ExchangeClient) => ExchangeClient
  readonly ledger: (sound: LedgerStore) => LedgerStore
}

export const NO_SABOTAGE: Sabotage = { client: (sound) => sound, ledger: (sound) => sound }
