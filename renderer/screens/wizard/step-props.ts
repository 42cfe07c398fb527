import type { WizardDraft } from '../../../app/contract/setup.ts'

export type StepProps = {
  readonly draft: WizardDraft
  /** Keeps an answer without leaving the step. */
  readonly change: (part: Partial<WizardDraft>) => Promise<void>
  /** Keeps an answer and goes to the next step. */
  readonly advance: (part: Partial<WizardDraft>) => Promise<void>
  /** Undefined on the first step. */
  readonly back: (() => Promise<void>) | undefined
}
