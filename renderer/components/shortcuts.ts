import { openHelp } from '../actions/help.ts'
import { appStore, type Screen } from '../stores/app-store.ts'

/** A key that does something wherever somebody is in the window. */
export type Shortcut = {
  /** As `KeyboardEvent.key` names it, in lower case. */
  readonly key: string
  /** With Ctrl, or ⌘ on a Mac. Without, it is not heard where somebody types. */
  readonly withModifier: boolean
  readonly words: string
  readonly run: () => void
}

const SCREENS: readonly (readonly [key: string, screen: Screen, words: string])[] = [
  ['1', 'dashboard', 'Dashboard'],
  ['2', 'bots', 'Bots'],
  ['3', 'records', 'Orders, fills and positions'],
  ['4', 'markets', 'Markets'],
  ['5', 'data', 'Data'],
  ['6', 'research', 'Research'],
  ['7', 'drifts', 'Drift inbox'],
  ['8', 'risk', 'Risk'],
  ['9', 'health', 'Health'],
  ['0', 'alerts', 'Alerts'],
  [',', 'settings', 'Settings'],
]

export const SHORTCUTS: readonly Shortcut[] = [
  { key: 'k', withModifier: true, words: 'All commands, by typing', run: togglePalette },
  ...SCREENS.map(([key, screen, words]) => ({
    key,
    withModifier: true,
    words,
    run: () => appStore.getState().open(screen),
  })),
  { key: 'f1', withModifier: false, words: 'The guide', run: () => void openHelp() },
  { key: '?', withModifier: false, words: 'These keys', run: toggleKeys },
]

/** What a press asks for, if anything. */
export function shortcutFor(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  isTyping: boolean,
): Shortcut | undefined {
  if (event.altKey) return undefined
  const withModifier = event.ctrlKey || event.metaKey
  if (isTyping && !withModifier) return undefined
  const key = event.key.toLowerCase()
  return SHORTCUTS.find((one) => one.key === key && one.withModifier === withModifier)
}

/** "Ctrl + K", "⌘ K". */
export function keysOf({ key, withModifier }: Shortcut, isMac: boolean): string {
  const name = key.toUpperCase()
  if (!withModifier) return name
  return isMac ? `⌘ ${name}` : `Ctrl + ${name}`
}

function togglePalette(): void {
  const { isPaletteOpen, setPaletteOpen } = appStore.getState()
  setPaletteOpen(!isPaletteOpen)
}

function toggleKeys(): void {
  const { areKeysShown, showKeys } = appStore.getState()
  showKeys(!areKeysShown)
}
