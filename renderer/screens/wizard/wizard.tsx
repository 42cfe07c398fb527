import { useEffect } from 'react'
import { stepsIn, type WizardStep } from '../../../app/contract/wizard-steps.ts'
import { saveDraft } from '../../actions/setup.ts'
import { markReady } from '../../components/mark-ready.ts'
import { useApp } from '../../stores/app-store.ts'
import { AlertsStep } from './alerts-step.tsx'
import { BacktestStep } from './backtest-step.tsx'
import { BalanceStep } from './balance-step.tsx'
import { BotStep } from './bot-step.tsx'
import { LoggingStep } from './logging-step.tsx'
import { MarketStep } from './market-step.tsx'
import { ModeStep } from './mode-step.tsx'
import { RiskStep } from './risk-step.tsx'
import type { StepProps } from './step-props.ts'
import { SummaryStep } from './summary-step.tsx'
import { WelcomeStep } from './welcome-step.tsx'
import { WizardProgress } from './wizard-progress.tsx'

const STEPS: Readonly<Record<WizardStep, (props: StepProps) => React.ReactNode>> = {
  welcome: WelcomeStep,
  mode: ModeStep,
  market: MarketStep,
  bot: BotStep,
  balance: BalanceStep,
  backtest: BacktestStep,
  risk: RiskStep,
  alerts: AlertsStep,
  logging: LoggingStep,
  summary: SummaryStep,
}

/** One question a step; every answer is saved, so that the wizard can be left and resumed. */
export function Wizard() {
  const draft = useApp((state) => state.app?.draft)
  useEffect(() => markReady('wizard'), [])
  if (!draft) return null
  const steps = stepsIn(draft.mode)
  const place = steps.indexOf(draft.step)
  const Step = STEPS[draft.step]
  return (
    <div className="grid h-full grid-cols-[200px_minmax(0,1fr)] bg-canvas min-[1500px]:grid-cols-[260px_minmax(0,1fr)]">
      <WizardProgress
        steps={steps}
        current={draft.step}
        onOpen={(step) => void saveDraft({ ...draft, step })}
      />
      <Step
        key={draft.step}
        draft={draft}
        change={(part) => saveDraft({ ...draft, ...part })}
        advance={(part) => saveDraft({ ...draft, ...part, step: steps[place + 1] ?? draft.step })}
        back={
          place === 0
            ? undefined
            : () => saveDraft({ ...draft, step: steps[place - 1] ?? draft.step })
        }
      />
    </div>
  )
}
