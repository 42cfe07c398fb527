import { useState } from 'react'
import type { SearchLine, SearchWish } from '../../../../app/contract/search-view.ts'
import type { StrategyView } from '../../../../app/contract/setup.ts'
import { startSearch } from '../../../actions/searches.ts'
import { request } from '../../../api/request.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { ProblemBox } from '../../../components/problem-box.tsx'
import { type Polled, usePolled } from '../../../components/use-polled.ts'
import { Workbench } from '../workbench.tsx'
import { SearchForm } from './search-form.tsx'
import { SearchList } from './search-list.tsx'
import { SearchOutcome } from './search-outcome.tsx'

const LOOK_EVERY_MS = 400

/** Searches for parameters: what to search on the left, what was found on the right. */
export function SearchPage() {
  const [chosen, setChosen] = useState<string | null>(null)
  const polled = usePolled(loadSearches, LOOK_EVERY_MS)
  const start = async (wish: SearchWish) => {
    const searchId = await startSearch(wish)
    if (searchId !== null) setChosen(searchId)
    await polled.reload()
  }
  return (
    <Workbench
      form={(bench) => <SearchForm {...bench} onStart={(wish) => void start(wish)} />}
      outcome={({ strategies }) => (
        <Found {...{ polled, chosen, strategies }} onChoose={setChosen} />
      )}
    />
  )
}

type FoundProps = {
  readonly polled: Polled<SearchLine[]>
  readonly chosen: string | null
  readonly strategies: readonly StrategyView[]
  readonly onChoose: (searchId: string) => void
}

function Found({ polled, chosen, strategies, onChoose }: FoundProps) {
  const nameOf = (id: string) => strategies.find((one) => one.id === id)?.name ?? id
  const { value: lines, problem, reload } = polled
  if (problem) {
    return (
      <div className="max-w-[720px] p-6">
        <ProblemBox problem={problem} />
      </div>
    )
  }
  if (lines === null) return null
  const shown = lines.find(({ searchId }) => searchId === chosen) ?? lines[0]
  if (shown === undefined) {
    return (
      <div className="mx-auto max-w-[640px] p-8">
        <EmptyState
          title="No search yet."
          hint="Say on the left which parameters may vary, and from where to where. Every set is tested; by default it walks forward: it chooses on one stretch and is tested on the next, which it has not seen. A search can be paused, and goes on after a restart."
        />
      </div>
    )
  }
  return (
    <div className="flex flex-col">
      <SearchList {...{ lines, shown, nameOf, onChoose }} onChanged={reload} />
      <SearchOutcome
        key={shown.searchId}
        line={shown}
        name={nameOf(shown.strategyId)}
        onChanged={reload}
      />
    </div>
  )
}

function loadSearches() {
  return request('listSearches', null)
}
