import { type RefObject, useEffect, useRef, useState } from 'react'
import { type ChartColours, readChartColours } from './chart-colours.ts'
import { useThemeKey } from './use-theme-key.ts'

/** A chart that does not change but with what it is made from, and with the theme, since a canvas cannot inherit colours. */
export function useChart<Kind extends { remove(): void }>(
  make: (container: HTMLElement, colours: ChartColours) => Kind,
): { readonly container: RefObject<HTMLDivElement | null>; readonly painter: Kind | null } {
  const container = useRef<HTMLDivElement>(null)
  const [painter, setPainter] = useState<Kind | null>(null)
  const theme = useThemeKey()
  // biome-ignore lint/correctness/useExhaustiveDependencies: `theme` stands for the colours that `make` reads.
  useEffect(() => {
    if (!container.current) return
    const made = make(container.current, readChartColours())
    setPainter(made)
    return () => {
      setPainter(null)
      made.remove()
    }
  }, [make, theme])
  return { container, painter }
}
