import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { RequestName } from '../../app/contract/requests.ts'

export type PassphraseState = {
  /** The request that waits for the passphrase; null while none does. */
  readonly waiting: RequestName | null
  /** Settles once it was given and was right, or once nobody wants to give it. */
  readonly ask: (request: RequestName) => Promise<boolean>
  readonly settle: (isGiven: boolean) => void
}

export function createPassphraseStore() {
  let done: (isGiven: boolean) => void = () => undefined
  return createStore<PassphraseState>()((set) => ({
    waiting: null,
    ask: (request) => {
      // One question at a time: the earlier one is given up.
      done(false)
      return new Promise((resolve) => {
        done = resolve
        set({ waiting: request })
      })
    },
    settle: (isGiven) => {
      set({ waiting: null })
      done(isGiven)
    },
  }))
}

export const passphraseStore = createPassphraseStore()

export function usePassphrase<Piece>(select: (state: PassphraseState) => Piece): Piece {
  return useStore(passphraseStore, select)
}
