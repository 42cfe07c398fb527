import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { AppState, Problem } from '../../app/contract/requests.ts'
import type { Settings } from '../../app/contract/settings.ts'
import type { WizardDraft } from '../../app/contract/setup.ts'

export const SCREENS = [
  'dashboard',
  'bots',
  'records',
  'markets',
  'data',
  'drifts',
  'risk',
  'health',
  'alerts',
  'research',
  'wizard',
  'settings',
] as const
export type Screen = (typeof SCREENS)[number]

export type AppStoreState = {
  /** Null until the main process answered. */
  readonly app: AppState | null
  /** Why the app could not be loaded at all. */
  readonly problem: Problem | null
  readonly screen: Screen
  readonly isPaletteOpen: boolean
  /** The list of keys. */
  readonly areKeysShown: boolean
  readonly loaded: (app: AppState) => void
  readonly failed: (problem: Problem) => void
  readonly open: (screen: Screen) => void
  readonly setPaletteOpen: (isOpen: boolean) => void
  readonly showKeys: (areShown: boolean) => void
  readonly draftChanged: (draft: WizardDraft) => void
  readonly settingsSaved: (settings: Settings) => void
  readonly accessChanged: (isViewOnly: boolean) => void
  readonly setupFinished: () => void
}

export function createAppStore() {
  return createStore<AppStoreState>()((set, get) => {
    const change = (part: Partial<AppState>) => {
      const { app } = get()
      if (app) set({ app: { ...app, ...part } })
    }
    return {
      app: null,
      problem: null,
      screen: 'dashboard',
      isPaletteOpen: false,
      areKeysShown: false,
      loaded: (app) => set({ app, problem: null, screen: app.setUp ? 'dashboard' : 'wizard' }),
      failed: (problem) => set({ problem }),
      open: (screen) => set({ screen, isPaletteOpen: false, areKeysShown: false }),
      setPaletteOpen: (isPaletteOpen) => set({ isPaletteOpen }),
      showKeys: (areKeysShown) => set({ areKeysShown }),
      draftChanged: (draft) => change({ draft }),
      settingsSaved: (settings) => change({ settings }),
      accessChanged: (isViewOnly) => change({ isViewOnly }),
      setupFinished: () => {
        change({ setUp: true, failure: null })
        set({ screen: 'dashboard' })
      },
    }
  })
}

export const appStore = createAppStore()

export function useApp<Piece>(select: (state: AppStoreState) => Piece): Piece {
  return useStore(appStore, select)
}
