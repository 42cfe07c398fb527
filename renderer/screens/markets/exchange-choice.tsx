import { useCallback } from 'react'
import { request } from '../../api/request.ts'
import { ProblemBox } from '../../components/problem-box.tsx'
import { SearchList } from '../../components/search-list.tsx'
import { useAnswer } from '../../components/use-answer.ts'

type ExchangeChoiceProps = {
  readonly chosenId: string | null
  readonly onChoose: (exchangeId: string) => void
}

/** Whose markets are looked at, where the account has none of its own or others are wanted. */
export function ExchangeChoice({ chosenId, onChoose }: ExchangeChoiceProps) {
  const [exchanges] = useAnswer(useCallback(() => request('listExchanges', null), []))
  return (
    <div className="h-full overflow-auto bg-canvas">
      <header className="border-line border-b bg-panel px-6 py-4">
        <h1 className="text-title font-strong leading-8">Markets</h1>
      </header>
      <div className="flex max-w-[560px] flex-col gap-4 p-6">
        <p>
          Choose an exchange to see its markets. Only public prices are read: no key is needed, and
          nothing is traded there.
        </p>
        {exchanges.kind === 'failed' && <ProblemBox problem={exchanges.problem} />}
        {exchanges.kind === 'ready' && (
          <SearchList
            label="Exchange"
            placeholder="Search exchanges"
            options={exchanges.value.map(({ id, name }) => ({ id, label: name }))}
            chosenId={chosenId}
            onChoose={onChoose}
          />
        )}
      </div>
    </div>
  )
}
