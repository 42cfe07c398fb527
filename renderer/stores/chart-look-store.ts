import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { type ChartLook, FIRST_LOOK } from '../screens/markets/chart/chart-look.ts'

type ChartLookState = {
  readonly look: ChartLook
  readonly change: (part: Partial<ChartLook>) => void
}

/** How charts of markets are drawn. */
export const chartLookStore = createStore<ChartLookState>()((set, get) => ({
  look: FIRST_LOOK,
  change: (part) => set({ look: { ...get().look, ...part } }),
}))

export function useChartLook(): ChartLookState {
  return useStore(chartLookStore)
}
