import { useCallback, useEffect } from 'react'
import type { OrderView } from '../../../app/contract/engine-view.ts'
import { ticketLike } from '../../forms/replacing-ticket.ts'
import { useChartDesk } from '../../stores/chart-desk-store.ts'
import { engineStore, useEngine } from '../../stores/engine-store.ts'
import { ticketStore } from '../../stores/ticket-store.ts'
import { markReady } from '../mark-ready.ts'
import { CandlePainter } from './candle-painter.ts'
import type { ChartColours } from './chart-colours.ts'
import { CrosshairLegend } from './crosshair-legend.tsx'
import { usePainter } from './use-painter.ts'

/** What was dragged is looked at and sent in the ticket, or not at all. */
function openTicketAt(order: OrderView, price: number): void {
  const account = engineStore.getState().snapshot?.account
  if (account === undefined) return
  const { priceDecimals, orderRules } = account
  const form = ticketLike(order, price.toFixed(priceDecimals), orderRules.priceTick)
  ticketStore.getState().change(order, form)
}

/** The market as candles, with what the bot drew and did. */
export function CandleChart() {
  const symbol = useEngine(({ account }) => account.symbol)
  const timeframe = useEngine(({ account }) => account.timeframe)
  const decimals = useEngine(({ account }) => account.priceDecimals) ?? 2
  const make = useCallback(
    (element: HTMLElement, colours: ChartColours) =>
      new CandlePainter(element, { colours, priceDecimals: decimals, onDropped: openTicketAt }),
    [decimals],
  )
  const { container, painter } = usePainter(make)
  const look = useChartDesk((state) => state.look)
  useEffect(() => {
    const { snapshot, generation } = engineStore.getState()
    painter?.applyLook(look)
    if (snapshot) painter?.paint(snapshot, generation)
  }, [painter, look])
  useEffect(() => {
    if (painter) requestAnimationFrame(() => markReady('dashboard'))
  }, [painter])
  return (
    <div className="relative h-full" data-testid="candle-chart">
      <div
        ref={container}
        role="img"
        aria-label={`Candle chart of ${symbol}, ${timeframe} candles, times ${look.zone === 'utc' ? 'in UTC' : 'by your clock'}`}
        className="contain-strict absolute inset-0"
      />
      <CrosshairLegend chart={painter?.chart ?? null} />
    </div>
  )
}
