import { useCallback, useState } from 'react'
import { COMPARED_MAX, type SavedBacktestLine } from '../../../../app/contract/saved-backtest.ts'
import { removeBacktest } from '../../../actions/research.ts'
import { request } from '../../../api/request.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { ProblemBox } from '../../../components/problem-box.tsx'
import { useAnswer } from '../../../components/use-answer.ts'
import { Comparison } from './comparison.tsx'
import { SavedTable } from './saved-table.tsx'

/** Results that were kept; those that are ticked stand side by side below. */
export function SavedPage() {
  const [saved, reload] = useAnswer(loadSaved)
  if (saved.kind === 'loading') return null
  if (saved.kind === 'failed') {
    return (
      <div className="max-w-[720px] p-6">
        <ProblemBox problem={saved.problem} />
      </div>
    )
  }
  if (saved.value.length === 0) {
    return (
      <div className="p-6">
        <EmptyState
          title="Nothing saved yet."
          hint="Press Save beside a backtest's result and it appears here. Tick two or more to see them side by side."
        />
      </div>
    )
  }
  return <SavedList lines={saved.value} onRemoved={reload} />
}

type SavedListProps = {
  readonly lines: readonly SavedBacktestLine[]
  readonly onRemoved: () => void
}

function SavedList({ lines, onRemoved }: SavedListProps) {
  const [chosen, setChosen] = useState<readonly string[]>([])
  const toggle = useCallback(
    (id: string) =>
      setChosen((before) =>
        before.includes(id)
          ? before.filter((one) => one !== id)
          : [...before, id].slice(-COMPARED_MAX),
      ),
    [],
  )
  const remove = async (id: string) => {
    setChosen((before) => before.filter((one) => one !== id))
    if (await removeBacktest(id)) onRemoved()
  }
  return (
    <div className="flex h-full flex-col gap-4 overflow-y-auto p-4">
      <SavedTable
        lines={lines}
        chosen={chosen}
        onToggle={toggle}
        onRemove={(id) => void remove(id)}
      />
      {chosen.length > 0 && <Comparison ids={chosen} />}
    </div>
  )
}

function loadSaved() {
  return request('listBacktests', null)
}
