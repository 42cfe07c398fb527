import { type CSSProperties, useRef } from 'react'
import { ChartStack } from '../../components/chart/chart-stack.tsx'
import { Splitter } from '../../components/splitter.tsx'
import { useEngine } from '../../stores/engine-store.ts'
import { useLayout } from '../../stores/layout-store.ts'
import { TicketGate } from '../ticket/ticket-gate.tsx'
import { BalancesPanel } from './balances-panel.tsx'
import { BotsPanel } from './bots-panel.tsx'
import { ChartHeader } from './chart-header.tsx'
import { Checklist } from './checklist.tsx'
import { LedgerTabs } from './ledger-tabs.tsx'
import { NoAccount } from './no-account.tsx'
import { PositionPanel } from './position-panel.tsx'

/** The cockpit: chart and records on the left, bots and money on the right. */
export function Dashboard() {
  const isOpen = useEngine(() => true) ?? false
  const side = useLayout((state) => state.side)
  if (!isOpen) return <NoAccount />
  return (
    <div
      style={columns(side === null ? undefined : `${side}px`)}
      className="grid h-full grid-cols-[minmax(0,1fr)_304px] gap-px bg-line min-[1500px]:grid-cols-[minmax(0,1fr)_380px]"
    >
      <h1 className="sr-only">Dashboard</h1>
      <ChartAndRecords />
      <div className="relative min-h-0">
        <Splitter panel="side" label="Width of bots and money" />
        <aside
          aria-label="Bots and money"
          // Relative: what only screen readers see is placed in here, or it would lengthen the page.
          className="relative flex h-full flex-col gap-px overflow-y-auto bg-line"
        >
          <Checklist />
          <TicketGate />
          <BotsPanel />
          <PositionPanel />
          <BalancesPanel />
          <div className="flex-1 bg-panel" />
        </aside>
      </div>
    </div>
  )
}

function ChartAndRecords() {
  const area = useRef<HTMLDivElement>(null)
  const records = useLayout((state) => state.records)
  return (
    <div
      style={rows(records === null ? undefined : `${records}px`)}
      className="grid min-h-0 min-w-0 grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,1fr)_clamp(204px,32%,440px)] gap-px"
    >
      <section aria-label="Chart" className="flex min-h-0 flex-col bg-panel">
        <ChartHeader area={area} />
        <div ref={area} className="min-h-0 flex-1">
          <ChartStack />
        </div>
      </section>
      <section aria-label="Records" className="relative min-h-0 bg-panel">
        <Splitter panel="records" label="Height of records" />
        <LedgerTabs />
      </section>
    </div>
  )
}

function columns(width: string | undefined): CSSProperties {
  return width ? { gridTemplateColumns: `minmax(0, 1fr) min(${width}, 50%)` } : {}
}

function rows(height: string | undefined): CSSProperties {
  return height ? { gridTemplateRows: `minmax(0, 1fr) min(${height}, 70%)` } : {}
}
