import { SIZING_LIMITS, type SizingSetup } from '../../app/contract/sizing-setup.ts'

export type SizingKind = SizingSetup['kind']

interface SizingWords {
  readonly title: string
  /** One sentence on what it buys. */
  readonly sentence: string
}

/** The ways to size an entry, the usual one first. */
export const SIZING_WORDS: Readonly<Record<SizingKind, SizingWords>> = {
  'percent-of-equity': {
    title: 'Percent of equity',
    sentence: 'For a share of what the account is worth: shrinks with losses, grows with gains.',
  },
  'fixed-amount': { title: 'Fixed amount', sentence: 'The same amount of coins each time.' },
  'fixed-quote': { title: 'Fixed money', sentence: 'For the same money each time.' },
  'risk-percent': {
    title: 'Risk percent',
    sentence: 'So much that the stop loses a share of the equity, costs included. Needs a stop.',
  },
  'volatility-target': {
    title: 'Volatility target',
    sentence: 'Less where the market is wild, more where it is calm, by its average true range.',
  },
  kelly: {
    title: 'Kelly',
    sentence: 'By how often the bot wins and how much. Only for numbers that you have measured.',
  },
}

/** What a sizing starts with when it is chosen. */
export const FIRST_SIZINGS: Readonly<{
  [Kind in SizingKind]: Extract<SizingSetup, { kind: Kind }>
}> = {
  'percent-of-equity': { kind: 'percent-of-equity', percent: 25 },
  'fixed-amount': { kind: 'fixed-amount', quantity: '0.01' },
  'fixed-quote': { kind: 'fixed-quote', amount: '250' },
  'risk-percent': { kind: 'risk-percent', percent: 1 },
  'volatility-target': { kind: 'volatility-target', percent: 1, period: 14, multiple: 2 },
  kelly: { kind: 'kelly', winPercent: 55, payoffRatio: 1.5, fraction: 0.25, percentMax: 20 },
}

/** A number of a sizing, as its field shows it. */
export interface SizingField {
  readonly key:
    | 'percent'
    | 'period'
    | 'multiple'
    | 'winPercent'
    | 'payoffRatio'
    | 'fraction'
    | 'percentMax'
  readonly label: string
  readonly unit: string
  readonly help: string
  readonly limits: { readonly min: number; readonly max: number; readonly step: number }
}

const EQUITY = '% of equity'

/** The fields of those sizings that are made of numbers; the others have one exact amount. */
export const SIZING_FIELDS: Readonly<
  Record<Exclude<SizingKind, 'fixed-amount' | 'fixed-quote'>, readonly SizingField[]>
> = {
  'percent-of-equity': [
    {
      key: 'percent',
      label: 'Share',
      unit: EQUITY,
      help: 'How much of the account one buy may use.',
      limits: { ...SIZING_LIMITS.share, step: 0.001 },
    },
  ],
  'risk-percent': [
    {
      key: 'percent',
      label: 'Risk',
      unit: EQUITY,
      help: 'What one trade loses when its stop is hit.',
      limits: { ...SIZING_LIMITS.risk, step: 0.001 },
    },
  ],
  'volatility-target': [
    {
      key: 'percent',
      label: 'Share',
      unit: EQUITY,
      help: 'What the move below is worth.',
      limits: { ...SIZING_LIMITS.risk, step: 0.001 },
    },
    {
      key: 'multiple',
      label: 'Move',
      unit: '× average true range',
      help: 'How many of them.',
      limits: { ...SIZING_LIMITS.multiple, step: 0.1 },
    },
    {
      key: 'period',
      label: 'Range period',
      unit: 'candles',
      help: 'What it is averaged over.',
      limits: { ...SIZING_LIMITS.period, step: 1 },
    },
  ],
  kelly: [
    {
      key: 'winPercent',
      label: 'Win rate',
      unit: '% of trades',
      help: 'How many trades win.',
      limits: { ...SIZING_LIMITS.winPercent, step: 0.1 },
    },
    {
      key: 'payoffRatio',
      label: 'Payoff ratio',
      unit: 'win ÷ loss',
      help: 'What a win brings for a loss of 1.',
      limits: { ...SIZING_LIMITS.payoffRatio, step: 0.01 },
    },
    {
      key: 'fraction',
      label: 'Fraction',
      unit: 'of Kelly',
      help: 'A quarter is plenty.',
      limits: { ...SIZING_LIMITS.fraction, step: 0.01 },
    },
    {
      key: 'percentMax',
      label: 'Cap',
      unit: EQUITY,
      help: 'Never more than this.',
      limits: { ...SIZING_LIMITS.share, step: 0.001 },
    },
  ],
}
