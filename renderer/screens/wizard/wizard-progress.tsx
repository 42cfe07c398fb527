import { Check } from 'lucide-react'
import type { WizardStep } from '../../../app/contract/wizard-steps.ts'
import { Button } from '../../components/button.tsx'
import { classNames } from '../../components/class-names.ts'
import { useApp } from '../../stores/app-store.ts'
import { STEP_WORDS } from './step-words.ts'

type WizardProgressProps = {
  readonly steps: readonly WizardStep[]
  readonly current: WizardStep
  readonly onOpen: (step: WizardStep) => void
}

/** Where one is; answered steps can be opened again. */
export function WizardProgress({ steps, current, onOpen }: WizardProgressProps) {
  const isSetUp = useApp((state) => state.app?.setUp ?? false)
  const open = useApp((state) => state.open)
  const place = steps.indexOf(current)
  return (
    <nav
      aria-label="Setup progress"
      className="flex flex-col border-line border-r bg-panel px-4 py-6"
    >
      <p className="px-2 text-large font-strong">Cryptobot</p>
      <ol className="mt-8 flex flex-col gap-1">
        {steps.map((step, index) => (
          <ProgressItem
            key={step}
            step={step}
            state={index < place ? 'done' : index === place ? 'current' : 'ahead'}
            number={index + 1}
            onOpen={onOpen}
          />
        ))}
      </ol>
      <div className="mt-auto px-2 text-small text-ink-soft">
        {isSetUp ? (
          <Button size="small" onClick={() => open('dashboard')}>
            Leave setup
          </Button>
        ) : (
          <p>You can close the window at any time: your answers are kept.</p>
        )}
      </div>
    </nav>
  )
}

type ProgressItemProps = {
  readonly step: WizardStep
  readonly state: 'done' | 'current' | 'ahead'
  readonly number: number
  readonly onOpen: (step: WizardStep) => void
}

function ProgressItem({ step, state, number, onOpen }: ProgressItemProps) {
  return (
    <li aria-current={state === 'current' ? 'step' : undefined}>
      <button
        type="button"
        disabled={state !== 'done'}
        className={classNames(
          'flex h-9 w-full items-center gap-3 rounded-small px-2',
          state === 'current' && 'bg-raised font-strong text-ink',
          state === 'done' && 'text-ink hover:bg-raised',
          state === 'ahead' && 'text-ink-soft',
        )}
        onClick={() => onOpen(step)}
      >
        <span
          aria-hidden="true"
          className={classNames(
            'flex size-5 items-center justify-center rounded-full border text-tiny',
            state === 'ahead' ? 'border-line-strong' : 'border-accent',
            state === 'current' && 'bg-accent text-on-accent',
          )}
        >
          {state === 'done' ? <Check size={12} /> : number}
        </span>
        {STEP_WORDS[step]}
        {state === 'done' && <span className="sr-only">(answered)</span>}
      </button>
    </li>
  )
}
