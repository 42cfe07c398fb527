import { CircleCheck, CircleDashed, CircleDot, OctagonAlert } from 'lucide-react'
import type { KillSwitchView } from '../../../app/contract/risk-view.ts'
import { sentence } from '../../format/words.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { classNames } from '../class-names.ts'
import { Banner } from './banner.tsx'

type Step = KillSwitchView['steps'][number]

const STEP_WORDS: Readonly<Record<Step['kind'], string>> = {
  halt: 'Stop new orders',
  cancel: 'Cancel all orders',
  flatten: 'Sell everything',
}

const LOOKS = {
  waiting: { words: 'waits', Icon: CircleDashed, colour: 'text-ink-soft' },
  running: { words: 'at work', Icon: CircleDot, colour: 'text-ink' },
  confirmed: { words: 'confirmed', Icon: CircleCheck, colour: 'text-ink' },
  failed: { words: 'failed', Icon: OctagonAlert, colour: 'text-danger' },
}

/** What the kill switch was asked for beyond the halt, step by step, until trading is resumed. */
export function KillSwitchBanner() {
  const killSwitch = useEngine(({ status }) => status.killSwitch)
  if (killSwitch === null || killSwitch.steps.length < 2) return null
  return (
    <Banner kind="danger" label="Kill switch">
      <strong className="self-start py-0.5 font-strong">Kill switch</strong>
      <ol className="flex min-w-0 flex-1 flex-col">
        {killSwitch.steps.map((step) => (
          <StepLine key={step.kind} step={step} />
        ))}
      </ol>
    </Banner>
  )
}

function StepLine({ step: { kind, state, text } }: { readonly step: Step }) {
  const { words, Icon, colour } = LOOKS[state]
  return (
    <li className="flex min-w-0 items-center gap-2 py-0.5">
      <Icon aria-hidden="true" size={14} className={classNames('shrink-0', colour)} />
      <span className="shrink-0">
        {STEP_WORDS[kind]}: <span className={colour}>{words}</span>
      </span>
      <span
        className={classNames(
          'min-w-0 text-ink-soft',
          state === 'failed' ? 'break-words' : 'truncate',
        )}
        title={text}
      >
        {sentence(text)}
      </span>
    </li>
  )
}
