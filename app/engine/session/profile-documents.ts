import { z } from 'zod'
import { limitFaults } from '../../contract/limit-faults.ts'
import { limitsView } from '../../contract/risk-view.ts'
import { settings } from '../../contract/settings.ts'
import {
  type MarketSource,
  marketSource,
  type WizardDraft,
  wizardDraft,
} from '../../contract/setup.ts'
import { guardDocument } from '../../storage/guard-document.ts'
import { smaCross } from '../../strategy/strategies/sma-cross.ts'

/** The documents of a profile, by name, each with its schema. */
export const PROFILE_DOCUMENTS = {
  settings,
  draft: wizardDraft,
  /** The market in use; absent until the wizard was finished once. */
  source: marketSource,
  /** The account that was open last. */
  account: z.object({ accountId: z.string().min(1), source: marketSource }),
  /** The account of real money whose arming words were typed; absent where the last one that was set up is another. */
  armed: z.object({ accountId: z.string().min(1) }).nullable(),
  /** Of all accounts. */
  limits: limitsView.refine(
    (limits) => Object.keys(limitFaults(limits)).length === 0,
    'they are no limits that could have been saved',
  ),
  /** Candles per second that were chosen for demo and replay. */
  speed: z.number().positive(),
  /** What may be done with the profile at all. */
  access: z.object({ isViewOnly: z.boolean() }),
  /** States and trips that hold for all accounts. */
  guard: guardDocument,
} as const

export const DEMO_SOURCE: MarketSource = { kind: 'demo', seed: 7 }

/** What the wizard proposes to somebody who only presses "continue". */
export const FIRST_DRAFT: WizardDraft = {
  step: 'welcome',
  riskAccepted: false,
  mode: 'demo',
  source: DEMO_SOURCE,
  bot: {
    name: smaCross.name,
    strategyId: smaCross.id,
    parameters: Object.fromEntries(smaCross.fields.map((field) => [field.key, field.default])),
    sizing: { kind: 'percent-of-equity', percent: 25 },
    exits: { stopPercent: null, targetPercent: null, trailingPercent: null },
  },
  startingBalance: '10000',
  riskProfile: null,
}
