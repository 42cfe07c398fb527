import { useCallback, useEffect, useState } from 'react'
import type { WatchListView } from '../../../app/contract/market-watch.ts'
import { loadChartDesk } from '../../actions/chart-desk.ts'
import { perform } from '../../actions/perform.ts'
import { request } from '../../api/request.ts'
import { ProblemBox } from '../../components/problem-box.tsx'
import { useAnswer } from '../../components/use-answer.ts'
import { ExchangeChoice } from './exchange-choice.tsx'
import { MarketBench } from './market-bench.tsx'

/** Every market of an exchange, those that somebody watches, and the chart of one. */
export function Markets() {
  const [loaded] = useAnswer(useCallback(() => request('loadWatchList', null), []))
  const [changed, setChanged] = useState<WatchListView | null>(null)
  const [isChoosing, setChoosing] = useState(false)
  useEffect(() => void loadChartDesk(), [])
  if (loaded.kind === 'loading') return <div className="h-full bg-canvas" />
  if (loaded.kind === 'failed') {
    return (
      <div className="max-w-[720px] p-6">
        <ProblemBox problem={loaded.problem} />
      </div>
    )
  }
  const { exchange, symbols } = changed ?? loaded.value
  const save = async (exchangeId: string, watched: readonly string[]) => {
    const saved = await perform(request('saveWatchList', { exchangeId, symbols: [...watched] }))
    if (saved.done) setChanged(saved.value)
    return saved.done
  }
  if (exchange === null || isChoosing) {
    return (
      <ExchangeChoice
        chosenId={exchange?.id ?? null}
        onChoose={async (exchangeId) => {
          const chosen = await perform(request('saveWatchList', { exchangeId, symbols: null }))
          if (!chosen.done) return
          setChanged(chosen.value)
          setChoosing(false)
        }}
      />
    )
  }
  return (
    <MarketBench
      key={exchange.id}
      exchange={exchange}
      watched={symbols}
      onWatched={(next) => save(exchange.id, next)}
      onOtherExchange={() => setChoosing(true)}
    />
  )
}
