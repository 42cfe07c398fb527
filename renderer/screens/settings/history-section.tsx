import { useState } from 'react'
import type { HistoryLayout } from '../../../app/contract/history-layouts.ts'
import { exportHistory } from '../../actions/trading.ts'
import { Button } from '../../components/button.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { useEngine } from '../../stores/engine-store.ts'
import { SettingsSection } from './settings-section.tsx'

const LAYOUTS: readonly { readonly value: HistoryLayout; readonly label: string }[] = [
  { value: 'csv', label: 'Everything, for a spreadsheet' },
  { value: 'koinly', label: 'Koinly' },
  { value: 'cointracker', label: 'CoinTracker' },
]

/** Trades and transfers of the open account, for a spreadsheet or a tax tool. */
export function HistorySection() {
  const mode = useEngine(({ account }) => account.mode)
  const [layout, setLayout] = useState<HistoryLayout>('csv')
  if (mode === null) return null
  return (
    <SettingsSection
      title="Trade history"
      text={
        mode === 'live'
          ? 'All trades and transfers of this account as a file (CSV), times in UTC.'
          : 'All trades and transfers of this account as a file (CSV), times in UTC. They are simulated: no tax office wants to know of them.'
      }
    >
      <div className="flex items-end gap-3">
        <SelectField label="Layout" options={LAYOUTS} value={layout} onChange={setLayout} />
        <Button onClick={() => void exportHistory(layout)}>Save history…</Button>
      </div>
    </SettingsSection>
  )
}
