import { useState } from 'react'
import type { RequestInput } from '../../../app/contract/requests.ts'
import type { LimitsView, RiskView } from '../../../app/contract/risk-view.ts'
import { SidePage } from '../../components/side-page.tsx'
import { useEngine } from '../../stores/engine-store.ts'
import { LimitsForm } from './limits-form.tsx'
import { LimitsTable } from './limits-table.tsx'

export type LimitsOf = RequestInput<'saveLimits'>['of']

/** A level that sets limits: the strictest of all that an order falls under counts. */
export type Level = {
  readonly key: string
  readonly title: string
  readonly of: LimitsOf
  readonly limits: LimitsView
}

type LimitsPageProps = {
  readonly limits: RiskView['limits']
  readonly onChanged: () => void
}

/** All levels side by side; the one that is being changed is open beside them. */
export function LimitsPage({ limits, onChanged }: LimitsPageProps) {
  const [key, setKey] = useState<string | null>(null)
  const bots = useEngine(({ status }) => status.bots) ?? []
  const levels: readonly Level[] = [
    { key: 'global', title: 'All accounts', of: { level: 'global' }, limits: limits.global },
    { key: 'account', title: 'This account', of: { level: 'account' }, limits: limits.account },
    ...Object.entries(limits.bots).map(([botId, own]) => ({
      key: botId,
      title: bots.find(({ id }) => id === botId)?.name ?? botId,
      of: { level: 'bot' as const, botId },
      limits: own,
    })),
  ]
  const chosen = levels.find((level) => level.key === key)
  const close = () => setKey(null)
  const done = () => {
    close()
    onChanged()
  }
  return (
    <SidePage
      side={chosen && <LimitsForm key={chosen.key} level={chosen} onSaved={done} onClose={close} />}
    >
      <p className="mb-3 max-w-[90ch] px-1 text-ink-soft">
        An order has to keep to every level it falls under, so the strictest counts: it stands out.
        Exits are not held back by what guards entries.
      </p>
      <LimitsTable levels={levels} chosenKey={key} onChange={setKey} />
    </SidePage>
  )
}
