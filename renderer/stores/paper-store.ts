import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

export type PaperState = {
  /** What would stay at the exchange; null while nobody has to decide about it. */
  readonly rest: readonly string[] | null
  readonly asked: (rest: readonly string[]) => void
  readonly settled: () => void
}

/** The question before an exchange's account is left with something in it. */
export const paperStore = createStore<PaperState>()((set) => ({
  rest: null,
  asked: (rest) => set({ rest }),
  settled: () => set({ rest: null }),
}))

export function usePaper<Piece>(select: (state: PaperState) => Piece): Piece {
  return useStore(paperStore, select)
}
