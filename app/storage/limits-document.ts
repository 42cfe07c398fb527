import { z } from 'zod'
import { formatAmount, type Money, type Rate } from '../domain/amount.ts'
import type { LimitScope, RiskLimits } from '../domain/risk-limits.ts'
import { document, jsonFrom } from './document-parsers.ts'
import { moneyFrom } from './row-parsers.ts'

const money = z.string().transform(moneyFrom).nullable()
const rate = z
  .int()
  .min(0)
  .transform((units) => units as Rate)
const count = z.int().min(0).nullable()

const limits = z.object({
  notionalMin: money,
  notionalMax: money,
  positionShareMax: rate.nullable(),
  exposureShareMax: rate.nullable(),
  assetShareMax: rate.nullable(),
  groups: z.array(z.object({ name: z.string(), assets: z.array(z.string()), shareMax: rate })),
  openOrdersMax: count,
  ordersPerMinuteMax: count,
  collarMax: rate.nullable(),
  spreadMax: rate.nullable(),
  bookAgeMaxMs: count,
  slippageMax: rate.nullable(),
  stopCoolDownMs: count,
  allowedSymbols: z.array(z.string()).nullable(),
  tradingHours: z
    .array(z.object({ days: z.array(z.int()), from: z.number(), until: z.number() }))
    .nullable(),
  isStopRequired: z.boolean(),
  startsSmall: z.boolean(),
  reserveShare: rate.nullable(),
  duplicateWindowMs: count,
})

const PREFIX = 'limits '
const limitsRow = z.object({
  name: z.templateLiteral([
    PREFIX,
    z.union([z.literal('account'), z.templateLiteral(['bot:', z.string()])]),
  ]),
  value: z.string(),
})

/** Under which they are kept among the ledger's facts. */
export function limitsName(scope: LimitScope): string {
  return `${PREFIX}${scope}`
}

export function limitsText(set: RiskLimits): string {
  const { notionalMin, notionalMax } = set
  return JSON.stringify({
    ...set,
    notionalMin: moneyText(notionalMin),
    notionalMax: moneyText(notionalMax),
  })
}

export function limitsFromRow(row: unknown): readonly [LimitScope, RiskLimits] {
  const { name, value } = document(limitsRow, row, 'limits')
  const scope = name.slice(PREFIX.length) as LimitScope
  return [scope, document(limits, jsonFrom(value, 'limits'), 'limits')]
}

function moneyText(value: Money | null): string | null {
  return value === null ? null : formatAmount(value)
}
