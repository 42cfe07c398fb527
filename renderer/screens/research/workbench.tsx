import { type ReactNode, useCallback, useState } from 'react'
import type { CandleSeries } from '../../../app/contract/research.ts'
import { request } from '../../api/request.ts'
import { ProblemBox } from '../../components/problem-box.tsx'
import { useAnswer } from '../../components/use-answer.ts'
import { loadOffer, type Offer } from './load-offer.ts'

export type Bench = Offer & {
  /** Asks for the series again, among which a file is that was just brought in. */
  readonly reload: () => Promise<readonly CandleSeries[]>
}

type WorkbenchProps = {
  readonly form: (bench: Bench) => ReactNode
  readonly outcome: (bench: Bench) => ReactNode
}

/** What is asked for on the left, what came of it on the right. */
export function Workbench({ form, outcome }: WorkbenchProps) {
  const [offer] = useAnswer(loadOffer)
  if (offer.kind === 'ready') return <Benches {...{ form, outcome, offer: offer.value }} />
  return (
    <div className="max-w-[720px] p-6">
      {offer.kind === 'failed' ? (
        <ProblemBox problem={offer.problem} />
      ) : (
        <p role="status" className="text-ink-soft">
          Looking for candles…
        </p>
      )}
    </div>
  )
}

function Benches({ form, outcome, offer }: WorkbenchProps & { readonly offer: Offer }) {
  const [series, setSeries] = useState(offer.series)
  const reload = useCallback(async () => {
    const answer = await request('listCandleSeries', null)
    const [first, ...others] = answer.ok ? answer.value : []
    if (first === undefined) return []
    setSeries([first, ...others])
    return [first, ...others]
  }, [])
  const bench: Bench = { strategies: offer.strategies, series, reload }
  return (
    <div className="flex h-full">
      <aside className="w-[340px] shrink-0 border-line border-r bg-panel">{form(bench)}</aside>
      <div className="relative min-w-0 flex-1 overflow-y-auto">{outcome(bench)}</div>
    </div>
  )
}
