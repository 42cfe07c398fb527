import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Problem } from '../../app/contract/requests.ts'
import type { BacktestView, BacktestWish } from '../../app/contract/research.ts'

/** How the backtest that was started last stands. */
export type BacktestStage =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'running'
      readonly runId: string
      readonly doneShare: number
      readonly msLeft: number | null
    }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'done'; readonly runId: string; readonly view: BacktestView }

export type ResearchState = {
  /** What was asked for last, so that the form is as it was left. */
  readonly wish: BacktestWish | null
  readonly stage: BacktestStage
  readonly asked: (wish: BacktestWish) => void
  readonly reached: (stage: BacktestStage) => void
}

export function createResearchStore() {
  return createStore<ResearchState>()((set) => ({
    wish: null,
    stage: { kind: 'none' },
    asked: (wish) => set({ wish }),
    reached: (stage) => set({ stage }),
  }))
}

export const researchStore = createResearchStore()

export function useResearch<Piece>(select: (state: ResearchState) => Piece): Piece {
  return useStore(researchStore, select)
}
