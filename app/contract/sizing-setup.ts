import { z } from 'zod'
import {
  AMOUNT_DECIMALS,
  type Money,
  type Quantity,
  rateFromFactor,
  rateFromPercent,
} from '../domain/amount.ts'
import { assert, assertNever } from '../domain/assert.ts'
import { parseDecimal } from '../domain/decimal-text.ts'
import type { ExactInteger } from '../domain/exact-integer.ts'
import { kellyShare, type Sizing } from '../domain/sizing.ts'

/** The limits of each number, which a form shows beside its field. */
export const SIZING_LIMITS = {
  share: { min: 0.001, max: 100 },
  /** A quarter of the account lost at one stop is no risk management any more. */
  risk: { min: 0.001, max: 25 },
  period: { min: 2, max: 100 },
  multiple: { min: 0.1, max: 20 },
  winPercent: { min: 1, max: 99 },
  payoffRatio: { min: 0.1, max: 100 },
  fraction: { min: 0.01, max: 1 },
} as const

type Limits = (typeof SIZING_LIMITS)[keyof typeof SIZING_LIMITS]

function numberIn({ min, max }: Limits, what: string, unit = '') {
  const message = `${what} must be from ${min} to ${max}${unit}.`
  return z.number(message).min(min, message).max(max, message)
}

function amountAboveZero(what: string) {
  const message = `${what} must be a number above 0 with at most ${AMOUNT_DECIMALS} decimals.`
  return z.string(message).refine((text) => {
    const parsed = parseDecimal(text, AMOUNT_DECIMALS)
    return parsed.ok && parsed.value > 0 && /^\d{1,18}(\.\d+)?$/.test(text)
  }, message)
}

/** How much an entry buys, as people write it: percentages as 2.5, amounts as decimal text. */
export const sizingSetup = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fixed-amount'), quantity: amountAboveZero('The amount') }),
  z.object({ kind: z.literal('fixed-quote'), amount: amountAboveZero('The amount') }),
  z.object({
    kind: z.literal('percent-of-equity'),
    percent: numberIn(SIZING_LIMITS.share, 'The share', ' %'),
  }),
  z.object({
    kind: z.literal('risk-percent'),
    percent: numberIn(SIZING_LIMITS.risk, 'The risk', ' %'),
  }),
  z.object({
    kind: z.literal('volatility-target'),
    percent: numberIn(SIZING_LIMITS.risk, 'The share', ' %'),
    period: numberIn(SIZING_LIMITS.period, 'The period').int('The period must be whole candles.'),
    multiple: numberIn(SIZING_LIMITS.multiple, 'The multiple'),
  }),
  z.object({
    kind: z.literal('kelly'),
    winPercent: numberIn(SIZING_LIMITS.winPercent, 'The win rate', ' %'),
    payoffRatio: numberIn(SIZING_LIMITS.payoffRatio, 'The payoff ratio'),
    fraction: numberIn(SIZING_LIMITS.fraction, 'The fraction'),
    percentMax: numberIn(SIZING_LIMITS.share, 'The cap', ' %'),
  }),
])
export type SizingSetup = z.infer<typeof sizingSetup>

/** A sizing that passed its schema, with exact numbers. */
export function sizingFrom(setup: SizingSetup): Sizing {
  switch (setup.kind) {
    case 'fixed-amount':
      return { kind: setup.kind, quantity: exact(setup.quantity) as Quantity }
    case 'fixed-quote':
      return { kind: setup.kind, amount: exact(setup.amount) as Money }
    case 'percent-of-equity':
    case 'risk-percent':
      return { kind: setup.kind, share: rateFromPercent(setup.percent) }
    case 'volatility-target':
      return {
        kind: setup.kind,
        share: rateFromPercent(setup.percent),
        period: setup.period,
        multiple: rateFromFactor(setup.multiple),
      }
    case 'kelly':
      return {
        kind: setup.kind,
        winRate: rateFromPercent(setup.winPercent),
        payoffRatio: rateFromFactor(setup.payoffRatio),
        fraction: rateFromFactor(setup.fraction),
        shareMax: rateFromPercent(setup.percentMax),
      }
    default:
      return assertNever(setup)
  }
}

function exact(text: string): ExactInteger {
  const parsed = parseDecimal(text, AMOUNT_DECIMALS)
  assert(parsed.ok, `the amount ${text} was not checked`)
  return parsed.value
}

/** Why a sizing makes no sense although each of its numbers does, and at which of them; or nothing. */
export function sizingFault(
  setup: SizingSetup,
  hasStop: boolean,
): { readonly field: string; readonly message: string } | undefined {
  if (setup.kind === 'risk-percent' && !hasStop) return NEEDS_STOP
  const sizing = sizingFrom(setup)
  if (sizing.kind === 'kelly' && kellyShare(sizing) <= 0) return NO_EDGE
  return undefined
}

const NEEDS_STOP = {
  field: 'percent',
  message: 'Risk percent needs a stop: without one nobody knows what a trade can lose.',
}
const NO_EDGE = {
  field: 'winPercent',
  message:
    'With this win rate and payoff the trades lose in the long run, and Kelly stakes nothing.',
}
