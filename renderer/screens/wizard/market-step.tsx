import { useState } from 'react'
import { ChoiceCard } from '../../components/choice-card.tsx'
import { DemoMarket } from './demo-market.tsx'
import { ExchangeMarketStep } from './exchange-market-step.tsx'
import { FIRST_DEMO } from './first-demo.ts'
import { LiveMarket } from './live-market.tsx'
import { ReplayMarket } from './replay-market.tsx'
import { StepFrame } from './step-frame.tsx'
import type { StepProps } from './step-props.ts'

export function MarketStep(props: StepProps) {
  const { mode } = props.draft
  if (mode === 'demo') return <DemoMarketStep {...props} />
  return mode === 'paper' ? (
    <PaperMarketStep {...props} />
  ) : (
    <ExchangeMarketStep {...props} mode={mode} />
  )
}

function DemoMarketStep({ draft, change, advance, back }: StepProps) {
  const seed = draft.source?.kind === 'demo' ? draft.source.seed : FIRST_DEMO.seed
  return (
    <StepFrame
      title="The demo market"
      explanation={[
        'Prices are made up by a seeded random walk: the same seed always gives the same market.',
        'You can speed time up and slow it down while you watch.',
      ]}
      continueWords="Continue to bot"
      onContinue={() => void advance({ source: { kind: 'demo', seed } })}
      back={back}
    >
      <DemoMarket
        seed={seed}
        onSeed={(chosen) => change({ source: { kind: 'demo', seed: chosen } })}
      />
    </StepFrame>
  )
}

type PaperSource = 'replay' | 'live-data'

function PaperMarketStep({ draft, change, advance, back }: StepProps) {
  const { source } = draft
  const [way, setWay] = useState<PaperSource>(source?.kind === 'live-data' ? 'live-data' : 'replay')
  const isComplete = source?.kind === way
  return (
    <StepFrame
      title="Where do the candles come from?"
      explanation={[
        'A replay is quick and repeatable; live data takes as long as the market takes.',
        'Each source is an account of its own, with its own balance and its own history.',
      ]}
      continueWords="Continue to bot"
      canContinue={isComplete}
      missing={way === 'replay' ? 'Choose a file first.' : 'Choose an exchange and a symbol first.'}
      onContinue={() => void advance({})}
      back={back}
    >
      <fieldset className="grid grid-cols-2 gap-3">
        <legend className="sr-only">Source of candles</legend>
        <ChoiceCard
          group="way"
          title="Replay a CSV file"
          text="Past candles at the speed you choose."
          isChosen={way === 'replay'}
          onChoose={() => setWay('replay')}
        />
        <ChoiceCard
          group="way"
          title="Live data"
          text="Public candles of an exchange, as they close."
          isChosen={way === 'live-data'}
          onChoose={() => setWay('live-data')}
        />
      </fieldset>
      <div className="mt-6">
        {way === 'replay' ? (
          <ReplayMarket source={source} onSource={(chosen) => change({ source: chosen })} />
        ) : (
          <LiveMarket source={source} onSource={(chosen) => change({ source: chosen })} />
        )}
      </div>
    </StepFrame>
  )
}
