import { useEffect, useState } from 'react'
import { useApp } from '../../stores/app-store.ts'

/** Changes whenever the colours on the page do, by choice or by the system. */
export function useThemeKey(): string {
  const chosen = useApp((state) => state.app?.settings.theme ?? 'system')
  const priceColours = useApp((state) => state.app?.settings.priceColours ?? 'green-up')
  const [isSystemDark, setSystemDark] = useState(() => darkQuery().matches)
  useEffect(() => {
    const query = darkQuery()
    const onChange = () => setSystemDark(query.matches)
    query.addEventListener('change', onChange)
    return () => query.removeEventListener('change', onChange)
  }, [])
  const theme = chosen === 'system' && isSystemDark ? 'dark' : chosen
  return `${theme} ${priceColours}`
}

function darkQuery(): MediaQueryList {
  return window.matchMedia('(prefers-color-scheme: dark)')
}
