import type { WizardDraft } from '../../../app/contract/setup.ts'
import { stepsIn, type WizardStep } from '../../../app/contract/wizard-steps.ts'

/** A step's name in the progress list. */
export const STEP_WORDS: Readonly<Record<WizardStep, string>> = {
  welcome: 'Welcome',
  mode: 'Mode',
  market: 'Market',
  bot: 'Bot',
  balance: 'Balance',
  backtest: 'Backtest',
  risk: 'Risk',
  alerts: 'Alerts',
  logging: 'Log',
  summary: 'Summary',
}

/** "Continue to bot": the button says where it leads. */
export function continueWords(draft: Pick<WizardDraft, 'step' | 'mode'>): string {
  return `Continue to ${nextWord(draft)}`
}

/** Of a step that nothing was chosen in, and that needs no choice. */
export function skipWords(draft: Pick<WizardDraft, 'step' | 'mode'>): string {
  return `Skip to ${nextWord(draft)}`
}

function nextWord({ step, mode }: Pick<WizardDraft, 'step' | 'mode'>): string {
  const steps = stepsIn(mode)
  const next = steps[steps.indexOf(step) + 1] ?? step
  return STEP_WORDS[next].toLowerCase()
}
