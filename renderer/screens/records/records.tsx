import { Tabs } from 'radix-ui'
import { useState } from 'react'
import { Tab, TabBody } from '../../components/tabs.tsx'
import { useEngine } from '../../stores/engine-store.ts'
import { CancelAllButton } from '../dashboard/cancel-all-button.tsx'
import { ReconciliationStatus } from '../dashboard/reconciliation-status.tsx'
import { ClosedPage } from './closed-page.tsx'
import { FillsPage } from './fills-page.tsx'
import { FilterBar } from './filter-bar.tsx'
import { OrdersPage } from './orders-page.tsx'
import { PositionsPage } from './positions-page.tsx'
import { NO_FILTER } from './record-filter.ts'

/** What the account ordered, what was filled, what it holds, and what came of it: all of it, not the newest alone. */
export function Records() {
  const [page, setPage] = useState('orders')
  const [filter, setFilter] = useState(NO_FILTER)
  const held = useEngine(({ status }) => status.portfolio.positions.length) ?? 0
  return (
    <Tabs.Root value={page} onValueChange={setPage} className="flex h-full flex-col bg-canvas">
      <header className="shrink-0 border-line border-b bg-panel px-6 pt-4">
        <div className="flex items-center justify-between gap-6">
          <h1 className="text-title font-strong leading-8">Orders</h1>
          <div className="flex items-center gap-3">
            <ReconciliationStatus />
            <CancelAllButton />
          </div>
        </div>
        <Tabs.List aria-label="Orders" className="mt-2 -ml-2 flex h-9 gap-1">
          <Tab value="orders" word="Orders" onPress={setPage} />
          <Tab value="fills" word="Fills" onPress={setPage} />
          <Tab value="positions" word="Positions" count={String(held)} onPress={setPage} />
          <Tab value="closed" word="Closed" onPress={setPage} />
        </Tabs.List>
      </header>
      {page !== 'positions' && (
        <FilterBar
          filter={filter}
          of={page === 'orders' || page === 'fills' ? page : 'positions'}
          onChange={setFilter}
        />
      )}
      <TabBody value="orders">
        <OrdersPage filter={filter} />
      </TabBody>
      <TabBody value="fills">
        <FillsPage filter={filter} />
      </TabBody>
      <TabBody value="positions">
        <PositionsPage />
      </TabBody>
      <TabBody value="closed">
        <ClosedPage filter={filter} />
      </TabBody>
    </Tabs.Root>
  )
}
