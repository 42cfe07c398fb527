/** The questions of the wizard, in order. */
export const WIZARD_STEPS = ['welcome', 'mode', 'market', 'bot', 'balance', 'summary'] as const
export type WizardStep = (typeof WIZARD_STEPS)[number]
