import type { WizardStep } from '../../../app/contract/wizard-steps.ts'

/** A step's name in the progress list. */
export const STEP_WORDS: Readonly<Record<WizardStep, string>> = {
  welcome: 'Welcome',
  mode: 'Mode',
  market: 'Market',
  bot: 'Bot',
  balance: 'Balance',
  summary: 'Summary',
}
