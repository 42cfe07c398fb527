import { TriangleAlert } from 'lucide-react'
import { useId, useState } from 'react'
import type { DriftView } from '../../../app/contract/engine-view.ts'
import type { DriftDecision } from '../../../app/contract/values.ts'
import { decideDrift } from '../../actions/trading.ts'
import { Button } from '../../components/button.tsx'
import { TimeText } from '../../components/time-text.tsx'
import { useNow } from '../../components/use-now.ts'
import {
  DRIFT_MEANINGS,
  DRIFT_TITLES,
  decisionWords,
  recordsOf,
  stopsWords,
} from '../../format/drift-words.ts'
import { DriftQuestion } from './drift-question.tsx'

/** One drift: both records side by side, what it stops, and the choices. */
export function DriftCard({ drift }: { readonly drift: DriftView }) {
  const titleId = useId()
  const now = useNow()
  const [asked, setAsked] = useState<DriftDecision | null>(null)
  const [isBusy, setBusy] = useState(false)
  const decide = async (decision: DriftDecision) => {
    setBusy(true)
    await decideDrift(drift.driftId, decision)
    setBusy(false)
    setAsked(null)
  }
  const choose = (decision: DriftDecision) => {
    if (decisionWords(drift, decision).question === undefined) void decide(decision)
    else setAsked(decision)
  }
  return (
    <li aria-labelledby={titleId} className="rounded-large border border-line bg-panel p-5">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id={titleId} className="text-large font-strong">
          {DRIFT_TITLES[drift.kind]}
          <span className="ml-2 text-base font-normal text-ink-soft">{subject(drift)}</span>
        </h2>
        <span className="shrink-0 text-small text-ink-soft">
          <TimeText timeMs={drift.since} nowMs={now} />
        </span>
      </div>
      <p className="mt-1 max-w-[80ch] text-ink-soft">{DRIFT_MEANINGS[drift.kind]}</p>
      <Records drift={drift} />
      <p className="mt-3 flex items-start gap-2 text-small">
        <TriangleAlert aria-hidden="true" size={14} className="mt-[3px] shrink-0 text-attention" />
        {stopsWords(drift)}
      </p>
      {asked === null ? (
        <ul className="mt-4 grid grid-cols-2 gap-3 border-line border-t pt-4">
          {inOrder(drift.decisions).map((decision) => (
            <Choice
              key={decision}
              words={decisionWords(drift, decision)}
              isBusy={isBusy}
              onChoose={() => choose(decision)}
            />
          ))}
        </ul>
      ) : (
        <DriftQuestion
          words={decisionWords(drift, asked)}
          isBusy={isBusy}
          onAnswer={(isMeant) => (isMeant ? void decide(asked) : setAsked(null))}
        />
      )}
    </li>
  )
}

/** What settles it comes first, leaving it alone last. */
function inOrder(decisions: readonly DriftDecision[]): readonly DriftDecision[] {
  return decisions.toSorted((one, other) => Number(one === 'ignore') - Number(other === 'ignore'))
}

function subject({ kind, about, symbol }: DriftView): string {
  return kind === 'balance' ? about : [symbol, about].filter(Boolean).join(' · ')
}

function Records({ drift }: { readonly drift: DriftView }) {
  return (
    <dl className="mt-4 grid auto-cols-fr grid-flow-col gap-px overflow-hidden rounded-small border border-line bg-line">
      {recordsOf(drift).map(({ term, value }) => (
        <Side key={term} term={term} value={value} />
      ))}
    </dl>
  )
}

function Side({ term, value }: { readonly term: string; readonly value: string }) {
  return (
    <div className="bg-panel px-3 py-2">
      <dt className="text-small text-ink-soft">{term}</dt>
      <dd className="break-words text-large font-strong">{value}</dd>
    </div>
  )
}

type ChoiceProps = {
  readonly words: ReturnType<typeof decisionWords>
  readonly isBusy: boolean
  readonly onChoose: () => void
}

function Choice({ words, isBusy, onChoose }: ChoiceProps) {
  const textId = useId()
  return (
    <li className="flex flex-col items-start gap-2">
      <Button size="small" aria-describedby={textId} disabled={isBusy} onClick={onChoose}>
        {words.button}
        {words.question !== undefined && '…'}
      </Button>
      <p id={textId} className="max-w-[48ch] text-small text-ink-soft">
        {words.explanation}
      </p>
    </li>
  )
}
