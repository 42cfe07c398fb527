import type { BacktestView } from '../../../app/contract/research.ts'
import { cancelRun } from '../../actions/research.ts'
import { ProblemBox } from '../../components/problem-box.tsx'
import { RunProgress } from '../research/backtest/run-progress.tsx'
import { KeyFigures } from '../research/result/key-figures.tsx'
import { TrustMark } from '../research/result/trust-mark.tsx'
import { quoteOf, sourceWords } from './source-words.ts'
import { StepFrame } from './step-frame.tsx'
import type { StepProps } from './step-props.ts'
import { continueWords } from './step-words.ts'
import { type Trial, useTrial } from './use-trial.ts'

/** What the bot would have done, before it does anything. Nobody has to wait for it. */
export function BacktestStep({ draft, advance, back }: StepProps) {
  const trial = useTrial(draft)
  return (
    <StepFrame
      title="What would it have done?"
      explanation={[
        'The same bot, over candles of the past, with a fee of 0.1 % and a little slippage on each trade.',
        'Hold it against buy and hold: a bot that earns less than doing nothing is not worth its risk.',
      ]}
      continueWords={
        trial.kind === 'done' ? continueWords(draft) : `${continueWords(draft)} without it`
      }
      onContinue={() => void advance({})}
      back={back}
    >
      <TrialResult trial={trial} quote={quoteOf(draft.source)} market={sourceWords(draft.source)} />
    </StepFrame>
  )
}

type TrialResultProps = {
  readonly trial: Trial
  readonly quote: string
  readonly market: string
}

function TrialResult({ trial, quote, market }: TrialResultProps) {
  switch (trial.kind) {
    case 'none':
      return <p className="text-ink-soft">Looking for candles…</p>
    case 'running':
      return (
        <RunProgress
          title="Testing the bot"
          doneShare={trial.doneShare}
          msLeft={trial.msLeft}
          onCancel={() => void cancelRun(trial.runId)}
        />
      )
    case 'cancelled':
      return (
        <p>The backtest was cancelled. Nothing depends on it: go on, or test it in Research.</p>
      )
    case 'failed':
      return <ProblemBox problem={trial.problem} />
    case 'no-candles':
      return <NoCandles market={market} />
    case 'done':
      return <Done view={trial.view} quote={quote} />
  }
}

function NoCandles({ market }: { readonly market: string }) {
  return (
    <div className="rounded-large border border-line bg-panel p-5">
      <p className="font-strong">No past candles of this market are kept here.</p>
      <p className="mt-2 text-ink-soft">
        {market}: another market would say nothing about it, so none is shown in its place. On paper
        the bot risks nothing either way. To test it first, download candles under Data and run a
        backtest under Research; your answers here are kept.
      </p>
    </div>
  )
}

function Done({
  view: { document },
  quote,
}: {
  readonly view: BacktestView
  readonly quote: string
}) {
  const { metrics, buyAndHold, trust } = document
  return (
    <div className="flex flex-col gap-4">
      <p className="font-strong">{verdictWords(metrics, buyAndHold.totalReturn)}</p>
      <div className="overflow-hidden rounded-large border border-line">
        <KeyFigures document={document} quote={quote} />
      </div>
      <p className="flex gap-2 text-small">
        <TrustMark verdict={trust.verdict} />
        <span>{trust.summary}</span>
      </p>
    </div>
  )
}

type Outcome = { readonly totalReturn: number; readonly roundTrips: number }

function verdictWords({ totalReturn, roundTrips }: Outcome, hold: number): string {
  if (roundTrips === 0) return 'It closed no trade in this time, so these figures say nothing yet.'
  const beside = totalReturn > hold ? 'more than' : 'no more than'
  const own = totalReturn > 0 ? 'It earned money' : 'It lost money'
  return `${own}, and came out with ${beside} buying once and waiting. The future will be different.`
}
