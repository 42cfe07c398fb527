import type { WizardDraft } from '../../../app/contract/setup.ts'
import { stepsIn, type WizardStep } from '../../../app/contract/wizard-steps.ts'

/** A step's name in the progress list. */
export const STEP_WORDS: Readonly<Record<WizardStep, string>> = {
  welcome: 'Welcome',
  mode: 'Mode',
  market: 'Market',
  bot: 'Bot',
  balance: 'Balance',
  summary: 'Summary',
}

/** "Continue to bot": the button says where it leads. */
export function continueWords({ step, mode }: Pick<WizardDraft, 'step' | 'mode'>): string {
  const steps = stepsIn(mode)
  const next = steps[steps.indexOf(step) + 1] ?? step
  return `Continue to ${STEP_WORDS[next].toLowerCase()}`
}
