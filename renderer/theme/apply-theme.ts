import type { Settings } from '../../app/contract/settings.ts'

/** Puts the chosen theme on the page; without a choice the system's own decides. */
export function applyTheme(theme: Settings['theme']): void {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
}
