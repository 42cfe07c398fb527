import { useState } from 'react'
import type { BreakerView } from '../../../app/contract/risk-view.ts'
import { SidePage } from '../../components/side-page.tsx'
import { BreakerForm } from './breaker-form.tsx'
import { BreakerTable } from './breaker-table.tsx'
import { ResetForm } from './reset-form.tsx'
import { StatesPanel } from './states-panel.tsx'

export type Asked = { readonly what: 'edit' | 'reset'; readonly key: string }

type BreakersPageProps = {
  readonly breakers: readonly BreakerView[]
  readonly onChanged: () => void
}

/** Every breaker as it stands; the one that is being set or reset is open beside them. */
export function BreakersPage({ breakers, onChanged }: BreakersPageProps) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const chosen = breakers.find((breaker) => breakerKey(breaker) === asked?.key)
  const close = () => setAsked(null)
  const done = () => {
    close()
    onChanged()
  }
  return (
    <SidePage
      side={
        chosen &&
        asked &&
        (asked.what === 'edit' ? (
          <BreakerForm key={asked.key} breaker={chosen} onSaved={done} onClose={close} />
        ) : (
          <ResetForm key={asked.key} breaker={chosen} onReset={done} onClose={close} />
        ))
      }
    >
      <StatesPanel />
      <BreakerTable breakers={breakers} onAsk={setAsked} chosenKey={asked?.key ?? null} />
    </SidePage>
  )
}

export function breakerKey({ name, scope }: Pick<BreakerView, 'name' | 'scope'>): string {
  return `${name} ${scope}`
}
