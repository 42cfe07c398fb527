import { Tabs } from 'radix-ui'
import type { MouseEvent, ReactNode } from 'react'
import { HISTORY_LIMITS } from '../../../app/contract/history-limits.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { RECORD_TABS, useLayout } from '../../stores/layout-store.ts'
import { CancelAllButton } from './cancel-all-button.tsx'
import { DecisionsTable } from './decisions-table.tsx'
import { FillsTable } from './fills-table.tsx'
import { OrdersTable } from './orders-table.tsx'
import { ReconciliationStatus } from './reconciliation-status.tsx'

/** The records: what was ordered, what was filled, and why. */
export function LedgerTabs() {
  const tab = useLayout((state) => state.tab)
  const showTab = useLayout((state) => state.showTab)
  const setTab = (wanted: string) => {
    const known = RECORD_TABS.find((one) => one === wanted)
    if (known) showTab(known)
  }
  const orders = useCount('orders')
  const fills = useCount('fills')
  const decisions = useCount('decisions')
  return (
    <Tabs.Root value={tab} onValueChange={setTab} className="flex h-full flex-col">
      <div className="flex h-9 shrink-0 items-stretch gap-3 border-line border-b px-2">
        <Tabs.List aria-label="Records" className="flex shrink-0 gap-1">
          <Tab value="decisions" onPress={setTab} word="Decisions" count={decisions} />
          <Tab value="orders" onPress={setTab} word="Orders" count={orders} />
          <Tab value="fills" onPress={setTab} word="Fills" count={fills} />
        </Tabs.List>
        <span className="flex-1" />
        <ReconciliationStatus />
        {tab === 'orders' && <CancelAllButton />}
      </div>
      <TabBody value="decisions">
        <DecisionsTable />
      </TabBody>
      <TabBody value="orders">
        <OrdersTable />
      </TabBody>
      <TabBody value="fills">
        <FillsTable />
      </TabBody>
    </Tabs.Root>
  )
}

/** "500+" once older rows have left the window. */
function useCount(kind: 'orders' | 'fills' | 'decisions'): string {
  const count = useEngine((snapshot) => snapshot[kind].length) ?? 0
  return count >= HISTORY_LIMITS[kind] ? `${count}+` : String(count)
}

type TabProps = {
  readonly value: string
  readonly word: string
  readonly count: string
  readonly onPress: (value: string) => void
}

/** Radix would focus a pressed tab by script, which draws the keyboard's focus ring for the mouse. */
function Tab({ value, word, count, onPress }: TabProps) {
  const onMouseDown = (event: MouseEvent) => {
    if (event.button !== 0) return
    event.preventDefault()
    onPress(value)
  }
  return (
    <Tabs.Trigger
      value={value}
      onMouseDown={onMouseDown}
      className="flex items-center gap-1.5 border-transparent border-b-2 px-2 text-ink-soft -outline-offset-2 hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink"
    >
      {word}
      {count !== '0' && <span className="text-tiny text-ink-soft">{count}</span>}
    </Tabs.Trigger>
  )
}

function TabBody({ value, children }: { readonly value: string; readonly children: ReactNode }) {
  return (
    <Tabs.Content value={value} tabIndex={-1} className="min-h-0 flex-1">
      {children}
    </Tabs.Content>
  )
}
