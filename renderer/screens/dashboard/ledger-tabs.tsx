import { Tabs } from 'radix-ui'
import { HISTORY_LIMITS } from '../../../app/contract/history-limits.ts'
import { Tab, TabBody } from '../../components/tabs.tsx'
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
