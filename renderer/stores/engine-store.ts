import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { EngineSnapshot, EngineUpdate } from '../../app/contract/engine-view.ts'
import type { Answer } from '../../app/contract/requests.ts'
import { request } from '../api/request.ts'
import { mergeUpdate } from './merge-update.ts'

/** Updates kept while a snapshot is on its way; more than ten seconds' worth means starting over anyway. */
const PENDING_UPDATES_MAX = 100

export type EngineState = {
  /** Null until an account is open. */
  readonly snapshot: EngineSnapshot | null
  /** Grows with each snapshot: charts then redraw as a whole. */
  readonly generation: number
  readonly applySnapshot: (snapshot: EngineSnapshot) => void
  readonly applyUpdate: (update: EngineUpdate) => void
  readonly loadSnapshot: () => Promise<void>
}

/** Makes a store that asks `load` for a snapshot at the start and whenever an update went missing. */
export function createEngineStore(load: () => Promise<Answer<EngineSnapshot | null>>) {
  let pending: EngineUpdate[] = []
  let isLoading = false

  return createStore<EngineState>()((set, get) => ({
    snapshot: null,
    generation: 0,

    applySnapshot: (snapshot) => {
      const merged = pending
        .filter((update) => update.sequence > snapshot.sequence)
        .reduce(nextInSequence, snapshot)
      pending = []
      set({ snapshot: merged, generation: get().generation + 1 })
    },

    applyUpdate: (update) => {
      const { snapshot } = get()
      if (isLoading || !snapshot) {
        pending = [...pending, update].slice(-PENDING_UPDATES_MAX)
        return
      }
      if (update.sequence <= snapshot.sequence) return
      if (update.sequence === snapshot.sequence + 1) {
        set({ snapshot: mergeUpdate(snapshot, update) })
        return
      }
      pending = [update]
      void get().loadSnapshot()
    },

    loadSnapshot: async () => {
      if (isLoading) return
      isLoading = true
      const answer = await load()
      isLoading = false
      if (answer.ok && answer.value) get().applySnapshot(answer.value)
    },
  }))
}

function nextInSequence(snapshot: EngineSnapshot, update: EngineUpdate): EngineSnapshot {
  return update.sequence === snapshot.sequence + 1 ? mergeUpdate(snapshot, update) : snapshot
}

export const engineStore = createEngineStore(() => request('loadSnapshot', null))

/** One narrow piece of the engine's state; the component draws again only when that piece changed. */
export function useEngine<Piece>(select: (snapshot: EngineSnapshot) => Piece): Piece | null {
  return useStore(engineStore, (state) => (state.snapshot ? select(state.snapshot) : null))
}
