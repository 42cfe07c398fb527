import type { StrategyView } from '../../../../app/contract/setup.ts'
import { cancelRun, startBacktest } from '../../../actions/research.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { ProblemBox } from '../../../components/problem-box.tsx'
import { useResearch } from '../../../stores/research-store.ts'
import { BacktestResult } from '../result/backtest-result.tsx'
import { ResultActions } from '../result/result-actions.tsx'
import { type Bench, Workbench } from '../workbench.tsx'
import { BacktestForm } from './backtest-form.tsx'
import { RunProgress } from './run-progress.tsx'

/** A strategy, tried on the past. */
export function BacktestPage() {
  return (
    <Workbench
      form={(bench) => <Form {...bench} />}
      outcome={({ strategies }) => <Stage strategies={strategies} />}
    />
  )
}

function Form({ strategies, series, reload }: Bench) {
  const wish = useResearch((state) => state.wish)
  const isRunning = useResearch(({ stage }) => stage.kind === 'running')
  return (
    <BacktestForm
      {...{ strategies, list: series, isRunning, reload }}
      before={wish}
      onStart={(asked) => void startBacktest(asked)}
    />
  )
}

function Stage({ strategies }: { readonly strategies: readonly StrategyView[] }) {
  const stage = useResearch((state) => state.stage)
  if (stage.kind === 'done') {
    const { view, runId } = stage
    const strategy = strategies.find(({ id }) => id === view.wish.bot.strategyId)
    const actions = <ResultActions key={runId} view={view} runId={runId} />
    return <BacktestResult runId={runId} view={view} strategy={strategy} actions={actions} />
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
