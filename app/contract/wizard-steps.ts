import type { Mode } from '../domain/mode.ts'

/** The questions of the wizard, in order. */
export const WIZARD_STEPS = [
  'welcome',
  'mode',
  'market',
  'bot',
  'balance',
  'backtest',
  'risk',
  'alerts',
  'logging',
  'summary',
] as const
export type WizardStep = (typeof WIZARD_STEPS)[number]

/** Those that are asked in a mode: at an exchange the balance is what the account holds there. */
export function stepsIn(mode: Mode): readonly WizardStep[] {
  const isSimulated = mode === 'demo' || mode === 'paper'
  return isSimulated ? WIZARD_STEPS : WIZARD_STEPS.filter((step) => step !== 'balance')
}
