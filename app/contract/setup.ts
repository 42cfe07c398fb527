import { z } from 'zod'
import { DECISION_KINDS } from '../domain/decision.ts'
import { riskProfile } from './risk-profiles.ts'
import { sizingFault, sizingSetup } from './sizing-setup.ts'
import {
  decimalText,
  exchangeId,
  identifier,
  label,
  mode,
  sentence,
  symbol,
  timeframe,
  timeMs,
} from './values.ts'
import { WIZARD_STEPS } from './wizard-steps.ts'

/** Where candles come from. Each source is an account of its own, with its own ledger. */
export const marketSource = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('demo'),
    /** Same seed, same market. */
    seed: z
      .number()
      .int()
      .min(0)
      .max(2 ** 31 - 1),
  }),
  z.object({
    kind: z.literal('replay'),
    /** Names a CSV file that was imported into the profile. */
    importId: identifier,
    symbol,
    timeframe,
  }),
  z.object({ kind: z.literal('live-data'), exchangeId, symbol, timeframe }),
  /** Orders go to the exchange as well: its testnet, or its real market. */
  z.object({
    kind: z.literal('exchange'),
    mode: z.enum(['testnet', 'live']),
    exchangeId,
    symbol,
    timeframe,
  }),
])
export type MarketSource = z.infer<typeof marketSource>

/** Percentages as people write them: 2.5 is 2.5 %. Null: not wanted. */
export const EXIT_LIMITS = { min: 0.05, max: 95 } as const

function exitPercent(what: string) {
  const message = `${what} must be from ${EXIT_LIMITS.min} to ${EXIT_LIMITS.max} %.`
  return z.number(message).min(EXIT_LIMITS.min, message).max(EXIT_LIMITS.max, message).nullable()
}

/** Each part on its own; `botSetup` checks that they go together as well. */
export const botSetupFields = z.object({
  name: z.string().trim().min(1, 'Give the bot a name.').max(60, 'At most 60 characters.'),
  strategyId: identifier,
  parameters: z.record(identifier, z.number()),
  sizing: sizingSetup,
  exits: z.object({
    stopPercent: exitPercent('The stop'),
    targetPercent: exitPercent('The target'),
    trailingPercent: exitPercent('The trailing stop'),
  }),
})

/** Refuses what makes no sense together, at the field where it stands. Asked although a part may be wrong by itself. */
export function checkBotSetup(
  { sizing, exits }: Pick<BotSetup, 'sizing' | 'exits'>,
  refuse: (issue: { code: 'custom'; path: string[]; message: string }) => void,
): void {
  if (!sizingSetup.safeParse(sizing).success) return
  const fault = sizingFault(sizing, exits.stopPercent !== null)
  if (fault) refuse({ code: 'custom', path: ['sizing', fault.field], message: fault.message })
}

export const botSetup = botSetupFields.superRefine((setup, context) =>
  checkBotSetup(setup, (issue) => context.addIssue(issue)),
)
export type BotSetup = z.infer<typeof botSetupFields>

/** What a bot would buy now, or why it would buy nothing. */
export const sizePreview = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('size'),
    quantity: decimalText,
    /** In quote currency, before costs. */
    worth: decimalText,
    arithmetic: sentence,
  }),
  z.object({ kind: z.literal('none'), reason: sentence }),
])
export type SizePreview = z.infer<typeof sizePreview>

export const wizardStep = z.enum(WIZARD_STEPS)

/** What the wizard knows so far; saved at every step, so that it can be left and resumed. */
export const wizardDraft = z.object({
  step: wizardStep,
  riskAccepted: z.boolean(),
  mode,
  source: marketSource.nullable(),
  bot: botSetup,
  /** Quote currency; starting balance of the account. */
  startingBalance: decimalText,
  /** Limits and breakers that are set when the account is opened; null where it keeps what it has. */
  riskProfile: riskProfile.nullable().default(null),
})
export type WizardDraft = z.infer<typeof wizardDraft>

/** With the words that arm real money, where it is that. */
export const finishedDraft = wizardDraft.extend({ armingWords: z.string().max(100).default('') })

/** A CSV file of candles, checked from its first line to its last. */
export const importedCandles = z.object({
  importId: identifier,
  fileName: label,
  candles: z.number().int().positive(),
  from: timeMs,
  to: timeMs,
  timeframe,
  /** Stretches without candles, which a replay steps over. */
  gaps: z.number().int().nonnegative(),
  /** Rows that were put right because that was asked for; null where the file is taken as it is. */
  repairedRows: z.number().int().nonnegative().nullable(),
})
export type ImportedCandles = z.infer<typeof importedCandles>

/** One input of a strategy's form. */
export const parameterField = z.object({
  key: identifier,
  label,
  unit: label,
  help: sentence,
  min: z.number(),
  max: z.number(),
  step: z.number().positive(),
  default: z.number(),
  /** In words, for whole values from 0 on. */
  choices: z.array(label).max(20).readonly().optional(),
})
export type ParameterField = z.infer<typeof parameterField>

/** Plotted over the candles, or, where it is no price, below them on a scale of its own. */
export const strategyLine = z.object({
  id: identifier,
  label,
  scale: z.enum(['price', 'own']),
  /** From level to level, without slopes between them. */
  isStepped: z.boolean().optional(),
})

export const strategyView = z.object({
  id: identifier,
  name: label,
  description: sentence,
  decides: z.enum(DECISION_KINDS),
  fields: z.array(parameterField).max(30),
  lines: z.array(strategyLine).max(10),
  /** Parameters of which one must be below the other. */
  orderings: z
    .array(z.object({ smaller: identifier, larger: identifier, message: sentence }))
    .max(30),
})
export type StrategyView = z.infer<typeof strategyView>

/** A file of the user's own that is no strategy, with its name, the line where it is known, and what is wrong. */
export const strategyFault = z.object({ id: label, message: z.string().max(3_000) })
export type StrategyFaultView = z.infer<typeof strategyFault>

export const exchangeView = z.object({ id: exchangeId, name: label })
export type ExchangeView = z.infer<typeof exchangeView>

export const marketView = z.object({
  symbol,
  base: label,
  quote: label,
  timeframes: z.array(timeframe),
  /** Null where the exchange does not say. */
  priceDecimals: z.number().int().min(0).max(18).nullable(),
})
export type MarketView = z.infer<typeof marketView>
