import { type RefObject, useEffect, useRef, useState } from 'react'
import type { EngineSnapshot } from '../../../app/contract/engine-view.ts'
import { engineStore } from '../../stores/engine-store.ts'
import { type ChartColours, readChartColours } from './chart-colours.ts'
import { useThemeKey } from './use-theme-key.ts'

type Painter = {
  paint(snapshot: EngineSnapshot, generation: number): void
  remove(): void
}

/**
 * Keeps a chart in step with the engine outside of React: an update draws its new points and renders nothing.
 * Another theme makes a new chart, since a canvas cannot inherit colours.
 */
export function usePainter<Kind extends Painter>(
  make: (container: HTMLElement, colours: ChartColours) => Kind,
): { readonly container: RefObject<HTMLDivElement | null>; readonly painter: Kind | null } {
  const container = useRef<HTMLDivElement>(null)
  const [painter, setPainter] = useState<Kind | null>(null)
  const theme = useThemeKey()
  // biome-ignore lint/correctness/useExhaustiveDependencies: `theme` stands for the colours that `make` reads.
  useEffect(() => {
    if (!container.current) return
    const made = make(container.current, readChartColours())
    const paint = () => {
      const { snapshot, generation } = engineStore.getState()
      if (snapshot) made.paint(snapshot, generation)
    }
    paint()
    setPainter(made)
    const unsubscribe = engineStore.subscribe(paint)
    return () => {
      unsubscribe()
      setPainter(null)
      made.remove()
    }
  }, [make, theme])
  return { container, painter }
}
