import { useCallback, useState } from 'react'
import type { CandleSeries } from '../../../../app/contract/research.ts'
import type { StrategyView } from '../../../../app/contract/setup.ts'
import { cancelRun, startBacktest } from '../../../actions/research.ts'
import { request } from '../../../api/request.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { ProblemBox } from '../../../components/problem-box.tsx'
import { useAnswer } from '../../../components/use-answer.ts'
import { useResearch } from '../../../stores/research-store.ts'
import { BacktestResult } from '../result/backtest-result.tsx'
import { ResultActions } from '../result/result-actions.tsx'
import { BacktestForm } from './backtest-form.tsx'
import { RunProgress } from './run-progress.tsx'

/** What to test on the left, what came of it on the right. */
export function BacktestPage() {
  const [offer] = useAnswer(loadOffer)
  if (offer.kind === 'loading') {
    return (
      <p role="status" className="p-6 text-ink-soft">
        Looking for candles…
      </p>
    )
  }
  if (offer.kind === 'failed') {
    return (
      <div className="max-w-[720px] p-6">
        <ProblemBox problem={offer.problem} />
      </div>
    )
  }
  return <Workbench {...offer.value} />
}

type Offer = {
  readonly strategies: readonly [StrategyView, ...StrategyView[]]
  readonly series: readonly [CandleSeries, ...CandleSeries[]]
}

function Workbench({ strategies, series }: Offer) {
  const [list, setList] = useState(series)
  const wish = useResearch((state) => state.wish)
  const isRunning = useResearch(({ stage }) => stage.kind === 'running')
  const reload = useCallback(async () => {
    const answer = await request('listCandleSeries', null)
    const [first, ...others] = answer.ok ? answer.value : []
    if (first === undefined) return []
    setList([first, ...others])
    return [first, ...others]
  }, [])
  return (
    <div className="flex h-full">
      <aside className="w-[340px] shrink-0 border-line border-r bg-panel">
        <BacktestForm
          {...{ strategies, list, isRunning, reload }}
          before={wish}
          onStart={(asked) => void startBacktest(asked)}
        />
      </aside>
      <div className="relative min-w-0 flex-1 overflow-y-auto">
        <Stage strategies={strategies} />
      </div>
    </div>
  )
}

function Stage({ strategies }: { readonly strategies: readonly StrategyView[] }) {
  const stage = useResearch((state) => state.stage)
  if (stage.kind === 'done') {
    const { view } = stage
    const strategy = strategies.find(({ id }) => id === view.wish.bot.strategyId)
    return (
      <BacktestResult view={view} strategy={strategy} actions={<ResultActions view={view} />} />
    )
  }
  return (
    <div className="mx-auto max-w-[640px] p-8">
      {stage.kind === 'running' && (
        <RunProgress
          title="The backtest runs"
          {...stage}
          onCancel={() => void cancelRun(stage.runId)}
        />
      )}
      {stage.kind === 'failed' && <ProblemBox problem={stage.problem} />}
      {stage.kind === 'cancelled' && (
        <EmptyState
          title="You cancelled the backtest."
          hint="Nothing of it was kept. Change what you like on the left, and run it again."
        />
      )}
      {stage.kind === 'none' && (
        <EmptyState
          title="No backtest yet."
          hint="Choose a strategy and candles on the left and run it. Its return, trades, equity and drawdown appear here, with how far the result can be trusted. It runs the same code that trades on paper and live, and trading goes on meanwhile."
        />
      )}
    </div>
  )
}

async function loadOffer() {
  const [strategies, series] = await Promise.all([
    request('listStrategies', null),
    request('listCandleSeries', null),
  ])
  if (!strategies.ok) return strategies
  if (!series.ok) return series
  const [firstStrategy, ...otherStrategies] = strategies.value
  const [firstSeries, ...otherSeries] = series.value
  if (firstStrategy === undefined || firstSeries === undefined) {
    return { ok: false, error: NOTHING_TO_TEST } as const
  }
  const offer: Offer = {
    strategies: [firstStrategy, ...otherStrategies],
    series: [firstSeries, ...otherSeries],
  }
  return { ok: true, value: offer } as const
}

const NOTHING_TO_TEST = {
  code: 'nothing-to-test',
  message: 'There are no strategies or no candles.',
  action: 'Install Cryptobot again.',
}
