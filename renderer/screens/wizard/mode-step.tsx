import type { WizardDraft } from '../../../app/contract/setup.ts'
import { ChoiceCard } from '../../components/choice-card.tsx'
import { FIRST_DEMO } from './first-demo.ts'
import { StepFrame } from './step-frame.tsx'
import type { StepProps } from './step-props.ts'

export function ModeStep({ draft, change, advance, back }: StepProps) {
  const choose = (mode: WizardDraft['mode']) =>
    void change({ mode, source: sourceFor(mode, draft.source) })
  return (
    <StepFrame
      title="What should the bot trade on?"
      explanation={[
        'Each mode has a colour of its own, which frames the window while its bots trade.',
        'Demo, paper and testnet never touch real money. Live does, once you have typed that you understand.',
      ]}
      continueWords="Continue to market"
      onContinue={() => void advance({ source: sourceFor(draft.mode, draft.source) })}
      back={back}
    >
      <fieldset className="flex flex-col gap-3">
        <legend className="sr-only">Mode</legend>
        <ChoiceCard
          group="mode"
          title="Demo"
          text="A built-in market that needs no network. The quickest way to see a bot at work."
          mark={<ModeMark mode="demo" />}
          isChosen={draft.mode === 'demo'}
          onChoose={() => choose('demo')}
        />
        <ChoiceCard
          group="mode"
          title="Paper"
          text="Real candles, from a file or an exchange's public data, with simulated orders."
          mark={<ModeMark mode="paper" />}
          isChosen={draft.mode === 'paper'}
          onChoose={() => choose('paper')}
        />
        <ChoiceCard
          group="mode"
          title="Testnet"
          text="An exchange's own test system, with its play money. Needs an API key of the testnet."
          mark={<ModeMark mode="testnet" />}
          isChosen={draft.mode === 'testnet'}
          onChoose={() => choose('testnet')}
        />
        <ChoiceCard
          group="mode"
          title="Live"
          text="Real money on an exchange. Prove the bot on paper first; what it loses here is gone."
          mark={<ModeMark mode="live" />}
          isChosen={draft.mode === 'live'}
          onChoose={() => choose('live')}
        />
      </fieldset>
    </StepFrame>
  )
}

/** A source belongs to a mode; another mode starts without one. */
function sourceFor(mode: WizardDraft['mode'], source: WizardDraft['source']) {
  if (mode === 'demo') return source?.kind === 'demo' ? source : FIRST_DEMO
  if (mode === 'paper')
    return source?.kind === 'replay' || source?.kind === 'live-data' ? source : null
  return source?.kind === 'exchange' && source.mode === mode ? source : null
}

function ModeMark({ mode }: { readonly mode: string }) {
  return (
    <span
      aria-hidden="true"
      data-mode={mode}
      className="mode-surface rounded-small bg-mode px-2 text-small font-strong uppercase leading-5 tracking-[0.06em] text-on-solid"
    >
      {mode}
    </span>
  )
}
