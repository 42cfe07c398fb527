import { TriangleAlert } from 'lucide-react'
import { DRIFT_TITLES, stopsWords } from '../../format/drift-words.ts'
import { appStore, useApp } from '../../stores/app-store.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { Button } from '../button.tsx'
import { Banner } from './banner.tsx'

/** Somebody has to decide, and until then bots wait. */
export function DriftBanner() {
  const drifts = useEngine(({ status }) => status.drifts) ?? []
  const screen = useApp((state) => state.screen)
  const [first] = drifts
  if (first === undefined || screen === 'drifts') return null
  const currencies = [...new Set(drifts.flatMap((drift) => drift.currencies))]
  return (
    <Banner kind="attention" label="Drifts">
      <TriangleAlert aria-hidden="true" size={16} className="shrink-0 text-attention" />
      <p className="min-w-0 flex-1">
        <strong className="font-strong">
          {drifts.length === 1
            ? `${DRIFT_TITLES[first.kind]}.`
            : `${drifts.length} differences between our record and the exchange's.`}
        </strong>{' '}
        <span className="text-ink-soft">{stopsWords({ currencies })}</span>
      </p>
      <Button size="small" onClick={() => appStore.getState().open('drifts')}>
        Decide
      </Button>
    </Banner>
  )
}
