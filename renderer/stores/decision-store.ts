import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { DecisionView } from '../../app/contract/engine-view.ts'

export type DecisionState = {
  /** The decision that is shown in full; it stays while newer ones come. */
  readonly chosen: DecisionView | null
  readonly choose: (decision: DecisionView | null) => void
}

const decisionStore = createStore<DecisionState>()((set) => ({
  chosen: null,
  choose: (chosen) => set({ chosen }),
}))

export function useDecision<Piece>(select: (state: DecisionState) => Piece): Piece {
  return useStore(decisionStore, select)
}
