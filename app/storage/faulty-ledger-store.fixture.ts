import type { LedgerStore } from '../ports/ledger-store.ts'
import { StoreError } from '../ports/store-error.ts'

/** A full disk, as the engine is told of it. */
export const DISK_FULL = new StoreError('full', 'The disk is full.', 'Free some space.')

/** A store with switches: what is named in `failing` throws, and writes nothing. */
export function faultyLedgerStore(inner: LedgerStore) {
  const failing = new Set<keyof LedgerStore>()
  const store = new Proxy(inner, {
    get(target, name: keyof LedgerStore) {
      if (failing.has(name)) {
        return () => {
          throw DISK_FULL
        }
      }
      const method = target[name]
      return method.bind(target)
    },
  })
  return { store, failing }
}
