import { type RefObject, useEffect } from 'react'
import { loadChartDesk } from '../../actions/chart-desk.ts'
import { setSpeed } from '../../actions/trading.ts'
import { Button } from '../../components/button.tsx'
import { IndicatorChoice } from '../../components/chart/indicator-choice.tsx'
import { PictureButton } from '../../components/chart/picture-button.tsx'
import { ScaleTools } from '../../components/chart/scale-tools.tsx'
import { Segments } from '../../components/segments.tsx'
import { useChartDesk } from '../../stores/chart-desk-store.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { useTicket } from '../../stores/ticket-store.ts'

const SPEEDS = [1, 2, 5, 10, 50].map((speed) => ({ value: speed, label: `${speed}×` }))

/** What the chart shows and, where time is not real, how fast it runs. */
export function ChartHeader({ area }: { readonly area: RefObject<HTMLElement | null> }) {
  const account = useEngine((snapshot) => snapshot.account)
  const speed = useEngine(({ status }) => status.speed)
  const { scale, indicators } = useChartDesk((state) => state.look)
  const changeLook = useChartDesk((state) => state.changeLook)
  useEffect(() => void loadChartDesk(), [])
  if (!account) return null
  return (
    <header className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-line border-b px-3 py-1">
      <h2 className="text-large font-strong">{account.symbol}</h2>
      <span className="hidden text-ink-soft min-[1400px]:inline">{account.timeframe} candles</span>
      <span className="flex-1" />
      <IndicatorChoice
        indicators={indicators}
        onChange={(chosen) => changeLook({ indicators: [...chosen] })}
      />
      <ScaleTools scale={scale} />
      <PictureButton area={area} symbol={account.symbol} timeframe={account.timeframe} />
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
