import { lazy, Suspense, useEffect } from 'react'
import { openHelp } from '../actions/help.ts'
import { appStore, useApp } from '../stores/app-store.ts'

const CommandPalette = lazy(async () => ({
  default: (await import('./command-palette.tsx')).CommandPalette,
}))

/** Opens the command palette on Ctrl or ⌘ K, whose code is loaded at the first time, and the guide on `?`. */
export function PaletteGate() {
  const isOpen = useApp((state) => state.isPaletteOpen)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === '?' && !isTyping(event.target)) return void openHelp()
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      const { isPaletteOpen, setPaletteOpen } = appStore.getState()
      setPaletteOpen(!isPaletteOpen)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  if (!isOpen) return null
  return (
    <Suspense fallback={null}>
      <CommandPalette />
    </Suspense>
  )
}

/** A question mark in a field is one. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select')
}
