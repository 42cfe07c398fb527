import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

/** The panels that can be made larger and smaller, with the sizes at which they are still of use. */
export const PANEL_LIMITS = {
  side: { min: 260, max: 640 },
  records: { min: 120, max: 720 },
} as const

export type PanelName = keyof typeof PANEL_LIMITS

export const RECORD_TABS = ['decisions', 'orders', 'fills'] as const
export type RecordTab = (typeof RECORD_TABS)[number]

export type LayoutState = {
  /** In pixels; null as long as the panel has its usual size. */
  readonly side: number | null
  readonly records: number | null
  readonly resize: (panel: PanelName, size: number) => void
  /** The tab of the records that is in front. */
  readonly tab: RecordTab
  readonly showTab: (tab: RecordTab) => void
}

export function createLayoutStore() {
  return createStore<LayoutState>()((set) => ({
    side: null,
    records: null,
    tab: 'decisions',
    showTab: (tab) => set({ tab }),
    resize: (panel, size) => {
      const { min, max } = PANEL_LIMITS[panel]
      set({ [panel]: Math.round(Math.min(Math.max(size, min), max)) })
    },
  }))
}

export const layoutStore = createLayoutStore()

export function useLayout<Piece>(select: (state: LayoutState) => Piece): Piece {
  return useStore(layoutStore, select)
}
