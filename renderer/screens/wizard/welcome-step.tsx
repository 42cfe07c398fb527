import {
  HardDrive,
  type LucideIcon,
  MessageSquareText,
  OctagonX,
  TriangleAlert,
} from 'lucide-react'
import { useState } from 'react'
import { finishSetup } from '../../actions/setup.ts'
import { Button } from '../../components/button.tsx'
import { useApp } from '../../stores/app-store.ts'
import { FIRST_DEMO } from './first-demo.ts'
import { StepFrame } from './step-frame.tsx'
import type { StepProps } from './step-props.ts'

/** What Cryptobot is, and what can go wrong; the risk must be accepted before anything else. */
export function WelcomeStep({ draft, change, advance, back }: StepProps) {
  return (
    <StepFrame
      title="Let a bot trade, and watch it think"
      explanation={[
        'Setting up takes about a minute and ends with a bot at work on simulated money.',
        'No account, no key and no network is needed for the demo market.',
      ]}
      continueWords="Continue to mode"
      canContinue={draft.riskAccepted}
      missing="Read the risk notice and tick its box first."
      onContinue={() => void advance({})}
      back={back}
    >
      <ul className="grid grid-cols-3 gap-3">
        <Virtue title="It runs on your machine" Icon={HardDrive}>
          Your orders, your history and later your keys stay here.
        </Virtue>
        <Virtue title="It explains itself" Icon={MessageSquareText}>
          Each candle gets a line: what the bot did, or why it did nothing.
        </Virtue>
        <Virtue title="You can stop it" Icon={OctagonX}>
          One press on HALT, on every screen, and no new order is sent.
        </Virtue>
      </ul>
      <section
        aria-labelledby="risk-title"
        className="mt-8 rounded-large border border-line bg-attention-tint p-5"
      >
        <h2 id="risk-title" className="flex items-center gap-2 font-strong">
          <TriangleAlert aria-hidden="true" size={16} className="text-attention" />
          Risk notice
        </h2>
        <p className="mt-2">
          Trading crypto can lose all the money you put in, and a bot can lose it faster than you
          can. What a strategy earned on past or simulated candles says little about what it will
          earn. Cryptobot is a tool and gives no advice: the decisions, and the losses, are yours.
        </p>
        <label className="mt-4 flex items-start gap-3 font-strong">
          <input
            type="checkbox"
            className="mt-0.5 size-4 shrink-0"
            checked={draft.riskAccepted}
            onChange={(event) => void change({ riskAccepted: event.target.checked })}
          />
          I understand that I can lose money, and I accept the risk
        </label>
      </section>
      <QuickDemo draft={draft} />
    </StepFrame>
  )
}

/** For a profile without an account: a bot at work after one press, on what the wizard proposes. */
function QuickDemo({ draft }: Pick<StepProps, 'draft'>) {
  const isSetUp = useApp((state) => state.app?.setUp ?? false)
  const [isStarting, setStarting] = useState(false)
  if (isSetUp) return null
  const start = async () => {
    setStarting(true)
    const source = draft.source?.kind === 'demo' ? draft.source : FIRST_DEMO
    const isDone = await finishSetup({ ...draft, riskAccepted: true, mode: 'demo', source })
    if (!isDone) setStarting(false)
  }
  return (
    <section
      aria-label="Demo in one press"
      data-mode="demo"
      className="mt-4 flex items-center justify-between gap-6 rounded-large border border-line bg-panel p-4"
    >
      <p className="text-small text-ink-soft">
        Only looking around? A bot starts on the built-in market, with simulated money and no
        network. You can set up your own later.
      </p>
      <Button variant="mode" disabled={isStarting} onClick={() => void start()}>
        {isStarting ? 'Starting…' : 'Accept, and start the demo'}
      </Button>
    </section>
  )
}

type VirtueProps = {
  readonly title: string
  readonly Icon: LucideIcon
  readonly children: string
}

function Virtue({ title, Icon, children }: VirtueProps) {
  return (
    <li className="rounded-large border border-line bg-panel p-4">
      <Icon aria-hidden="true" size={18} className="text-ink-soft" />
      <h2 className="mt-3 font-strong">{title}</h2>
      <p className="mt-1 text-small text-ink-soft">{children}</p>
    </li>
  )
}
