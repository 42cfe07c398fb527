import type { Settings } from '../../app/contract/settings.ts'

/** Puts the chosen colours on the page. */
export function applyAppearance({
  theme,
  priceColours,
}: Pick<Settings, 'theme' | 'priceColours'>): void {
  applyTheme(theme)
  document.documentElement.dataset.priceColours = priceColours
}

/** Without a choice the system's own decides. */
export function applyTheme(theme: Settings['theme']): void {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
}
