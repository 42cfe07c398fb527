import { Check, Circle, LoaderCircle } from 'lucide-react'
import {
  type KeyRotation,
  ROTATION_STEPS,
  type RotationStep,
} from '../../../app/contract/key-rotation.ts'
import { giveUpRotation, goOnRotating } from '../../actions/keys.ts'
import { Button } from '../../components/button.tsx'
import { ProblemBox } from '../../components/problem-box.tsx'
import { MODE_WORDS } from '../../format/words.ts'

type RotationProps = {
  readonly rotation: KeyRotation
  readonly reload: () => Promise<void>
}

/** How far a new key has come on its way to the place of the old one, and what is waited for. */
export function RotationSteps({ rotation, reload }: RotationProps) {
  const { exchangeId, mode, step, oldEnding, newEnding, problem } = rotation
  const reached = ROTATION_STEPS.indexOf(step)
  const act = async (action: (of: KeyRotation) => Promise<void>) => {
    await action(rotation)
    await reload()
  }
  return (
    <section
      aria-label={`Rotation of the key for ${exchangeId}`}
      className="mb-4 rounded-large border border-line p-4"
    >
      <h3 className="font-strong">
        {exchangeId}, {MODE_WORDS[mode].word.toLowerCase()}: …{newEnding} takes the place of …
        {oldEnding}
      </h3>
      <ol className="mt-3 flex flex-col gap-1.5 text-small">
        {ROTATION_STEPS.map((name, place) => (
          <Step key={name} name={name} done={place <= reached} isNext={place === reached + 1} />
        ))}
        <Step name="dead" done={false} isNext={step === 'reconciled'} />
      </ol>
      {problem && <ProblemBox problem={problem} />}
      <div className="mt-4 flex justify-end gap-3">
        <Button size="small" variant="quiet" onClick={() => void act(giveUpRotation)}>
          Give it up
        </Button>
        <Button size="small" onClick={() => void act(goOnRotating)}>
          Look again
        </Button>
      </div>
    </section>
  )
}

type StepProps = {
  readonly name: RotationStep | 'dead'
  readonly done: boolean
  readonly isNext: boolean
}

function Step({ name, done, isNext }: StepProps) {
  const Sign = done ? Check : isNext ? LoaderCircle : Circle
  return (
    <li className="flex items-start gap-2">
      <Sign
        role="img"
        aria-label={done ? 'Done' : isNext ? 'Next' : 'Later'}
        size={14}
        className="mt-0.5"
      />
      <span className={done || isNext ? '' : 'text-ink-soft'}>{STEP_WORDS[name]}</span>
    </li>
  )
}

const STEP_WORDS: Readonly<Record<RotationStep | 'dead', string>> = {
  begun: 'The exchange takes the new key, and it may not withdraw.',
  verified: 'The new key is kept beside the old one.',
  paused: 'Bots do not enter. They sell as before, and stops at the exchange stay where they are.',
  switched: 'The new key is used.',
  reconciled: 'Orders and balances were compared with the exchange, and bots enter again.',
  dead: 'You delete the old key at the exchange; Cryptobot tries it until it is refused, then forgets it.',
}
