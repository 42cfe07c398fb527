import { useCallback } from 'react'
import type { SearchLine } from '../../../../app/contract/search-view.ts'
import { pauseSearch, resumeSearch } from '../../../actions/searches.ts'
import { request } from '../../../api/request.ts'
import { Button } from '../../../components/button.tsx'
import { ProblemBox } from '../../../components/problem-box.tsx'
import { useAnswer } from '../../../components/use-answer.ts'
import { formatDecimal } from '../../../format/decimal.ts'
import { ProgressCard } from '../progress-card.tsx'
import { SearchResult } from './search-result.tsx'

type SearchOutcomeProps = {
  readonly line: SearchLine
  /** Of the strategy. */
  readonly name: string
  readonly onChanged: () => Promise<void>
}

/** How a search stands: on its way, paused, failed, or what it found. */
export function SearchOutcome({ line, name, onChanged }: SearchOutcomeProps) {
  const { searchId, state } = line
  if (state.kind === 'done') return <Finished searchId={searchId} name={name} />
  const resume = (
    <Button variant="primary" onClick={() => void resumeSearch(searchId).then(onChanged)}>
      Resume the search
    </Button>
  )
  return (
    <div className="mx-auto w-full max-w-[640px] p-8">
      {state.kind === 'running' && (
        <ProgressCard
          title="The search runs"
          doneShare={state.total === 0 ? 0 : state.done / state.total}
          msLeft={state.msLeft}
          done={`${formatDecimal(String(state.done), 0)} of ${formatDecimal(String(state.total), 0)} sets`}
        >
          <Button size="small" onClick={() => void pauseSearch(searchId).then(onChanged)}>
            Pause
          </Button>
        </ProgressCard>
      )}
      {state.kind === 'paused' && (
        <section className="rounded-large border border-line bg-panel p-5">
          <h2 className="font-strong">The search is paused.</h2>
          <p className="mt-1 mb-4 text-ink-soft text-small">
            What was measured is kept on disk, and is not measured again. It waits for you, over a
            restart too.
          </p>
          {resume}
        </section>
      )}
      {state.kind === 'failed' && <ProblemBox problem={state.problem}>{resume}</ProblemBox>}
    </div>
  )
}

type FinishedProps = { readonly searchId: string; readonly name: string }

function Finished({ searchId, name }: FinishedProps) {
  const load = useCallback(() => request('loadSearch', { searchId }), [searchId])
  const [view] = useAnswer(load)
  if (view.kind === 'loading') return null
  if (view.kind === 'failed') {
    return (
      <div className="p-6">
        <ProblemBox problem={view.problem} />
      </div>
    )
  }
  return <SearchResult view={view.value} name={name} />
}
