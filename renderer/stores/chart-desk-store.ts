import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { ChartDesk, ChartLook, ChartPane } from '../../app/contract/chart-desk.ts'

type ChartDeskState = ChartDesk & {
  /** What was kept from the last time has come: nothing is kept before, or it would be lost. */
  readonly isLoaded: boolean
  readonly loaded: (desk: ChartDesk) => void
  readonly changeLook: (part: Partial<ChartLook>) => void
  readonly show: (count: ChartDesk['count']) => void
  readonly showTrades: (showsTrades: boolean) => void
  readonly setPanes: (exchangeId: string, panes: ChartPane[]) => void
}

/** What is looked at in charts, and how. */
export function createChartDeskStore() {
  return createStore<ChartDeskState>()((set, get) => ({
    look: { scale: 'linear', zone: 'utc', indicators: [], comparison: null },
    count: 1,
    panes: {},
    showsTrades: false,
    isLoaded: false,
    loaded: (desk) => set({ ...desk, isLoaded: true }),
    changeLook: (part) => set({ look: { ...get().look, ...part } }),
    show: (count) => set({ count }),
    showTrades: (showsTrades) => set({ showsTrades }),
    setPanes: (exchangeId, panes) => set({ panes: { ...get().panes, [exchangeId]: panes } }),
  }))
}

export const chartDeskStore = createChartDeskStore()

export function useChartDesk<Piece>(select: (state: ChartDeskState) => Piece): Piece {
  return useStore(chartDeskStore, select)
}
