import type { IChartApi, MouseEventParams } from 'lightweight-charts'
import { useEffect, useState } from 'react'

/** Unix ms of the candle under the crosshair; null while there is none. */
export function usePointedTime(chart: IChartApi | null): number | null {
  const [pointed, setPointed] = useState<number | null>(null)
  useEffect(() => {
    if (!chart) return
    const onMove = ({ time }: MouseEventParams) =>
      setPointed(typeof time === 'number' ? time * 1_000 : null)
    chart.subscribeCrosshairMove(onMove)
    return () => chart.unsubscribeCrosshairMove(onMove)
  }, [chart])
  return pointed
}
