import { OctagonAlert, ShieldCheck } from 'lucide-react'
import { request } from '../../api/request.ts'
import { LoadingScreen } from '../../components/loading-screen.tsx'
import { ScreenTabs } from '../../components/screen-tabs.tsx'
import { usePolled } from '../../components/use-polled.ts'
import { counted } from '../../format/words.ts'
import { AuditTable } from './audit-table.tsx'
import { BreakersPage } from './breakers-page.tsx'
import { LimitsPage } from './limits-page.tsx'

const READ_EVERY_MS = 2_000

/** What one order may do, what the whole may do, and who changed either. */
export function Risk() {
  const { value: risk, problem, reload } = usePolled(loadRisk, READ_EVERY_MS)
  if (risk === null) return <LoadingScreen title="Risk" problem={problem} />
  const tripped = risk.breakers.filter(({ state }) => state === 'tripped').length
  const onChanged = () => void reload()
  return (
    <ScreenTabs
      title="Risk"
      aside={<Tripped count={tripped} />}
      pages={[
        {
          id: 'breakers',
          word: 'Breakers',
          count: tripped,
          content: <BreakersPage breakers={risk.breakers} onChanged={onChanged} />,
        },
        {
          id: 'limits',
          word: 'Limits',
          content: <LimitsPage limits={risk.limits} onChanged={onChanged} />,
        },
        { id: 'audit', word: 'Audit log', content: <AuditTable risk={risk} /> },
      ]}
    />
  )
}

function loadRisk() {
  return request('loadRisk', null)
}

function Tripped({ count }: { readonly count: number }) {
  return count === 0 ? (
    <p className="flex items-center gap-1.5 text-ink-soft">
      <ShieldCheck aria-hidden="true" size={15} />
      No breaker has tripped
    </p>
  ) : (
    <p className="flex items-center gap-1.5 text-danger">
      <OctagonAlert aria-hidden="true" size={15} />
      {counted(count, 'breaker')} tripped
    </p>
  )
}
