import { useEffect } from 'react'
import { loadChartDesk } from '../../actions/chart-desk.ts'
import { setSpeed } from '../../actions/trading.ts'
import { Button } from '../../components/button.tsx'
import { ScaleTools } from '../../components/chart/scale-tools.tsx'
import { Segments } from '../../components/segments.tsx'
import { useChartDesk } from '../../stores/chart-desk-store.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { useTicket } from '../../stores/ticket-store.ts'

const SPEEDS = [1, 2, 5, 10, 50].map((speed) => ({ value: speed, label: `${speed}×` }))

/** What the chart shows and, where time is not real, how fast it runs. */
export function ChartHeader() {
  const account = useEngine((snapshot) => snapshot.account)
  const speed = useEngine(({ status }) => status.speed)
  const scale = useChartDesk((state) => state.look.scale)
  useEffect(() => void loadChartDesk(), [])
  if (!account) return null
  return (
    <header className="flex h-10 shrink-0 items-center gap-3 border-line border-b px-3">
      <h2 className="text-large font-strong">{account.symbol}</h2>
      <span className="text-ink-soft">{account.timeframe} candles</span>
      <span className="flex-1" />
      <ScaleTools scale={scale} />
      {speed !== null && (
        <>
          <span aria-hidden="true" className="hidden text-small text-ink-soft min-[1500px]:inline">
            Candles a second
          </span>
          <Segments
            label="Speed in candles a second"
            options={SPEEDS}
            value={speed}
            onChange={(chosen) => void setSpeed(chosen)}
          />
        </>
      )}
      <NewOrderButton />
    </header>
  )
}

function NewOrderButton() {
  const isOpen = useTicket((state) => state.isOpen)
  const open = useTicket((state) => state.open)
  return (
    <Button size="small" disabled={isOpen} onClick={() => open()}>
      New order…
    </Button>
  )
}
