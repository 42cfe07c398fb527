import { lazy, Suspense, useEffect } from 'react'
import { useApp } from '../stores/app-store.ts'
import { shortcutFor } from './shortcuts.ts'

const CommandPalette = lazy(async () => ({
  default: (await import('./command-palette.tsx')).CommandPalette,
}))
const KeyList = lazy(async () => ({ default: (await import('./key-list.tsx')).KeyList }))

/** Hears the keys that work everywhere, and shows what they open; its code is loaded at the first time. */
export function KeyGate() {
  const isPaletteOpen = useApp((state) => state.isPaletteOpen)
  const areKeysShown = useApp((state) => state.areKeysShown)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const shortcut = shortcutFor(event, isTyping(event.target))
      if (shortcut === undefined) return
      event.preventDefault()
      shortcut.run()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  return (
    <Suspense fallback={null}>
      {isPaletteOpen && <CommandPalette />}
      {areKeysShown && <KeyList />}
    </Suspense>
  )
}

/** A question mark in a field is one. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select')
}
