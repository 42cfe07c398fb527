import { z } from 'zod'
import type { Money, Quantity, Rate } from '../domain/amount.ts'
import type { Bot } from '../domain/bot.ts'
import { canonical } from '../domain/exact-integer.ts'
import type { Sizing } from '../domain/sizing.ts'
import { TIMEFRAMES } from '../domain/timeframe.ts'
import type { TradingStatus } from '../domain/trading-state.ts'
import type { StoredBot } from '../ports/ledger-store.ts'
import { StoreError } from '../ports/store-error.ts'

const rate = z.int().transform((units) => units as Rate)

/** As text, since JSON has no integers beyond 2^53. */
const units = z
  .string()
  .regex(/^\d{1,30}$/)
  .transform((text) => canonical(BigInt(text)))

const sizing = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('fixed-amount'),
    quantity: units.transform((exact) => exact as Quantity),
  }),
  z.object({ kind: z.literal('fixed-quote'), amount: units.transform((exact) => exact as Money) }),
  z.object({ kind: z.literal('percent-of-equity'), share: rate }),
  z.object({ kind: z.literal('risk-percent'), share: rate }),
  z.object({
    kind: z.literal('volatility-target'),
    share: rate,
    period: z.int().positive(),
    multiple: rate,
  }),
  z.object({
    kind: z.literal('kelly'),
    winRate: rate,
    payoffRatio: rate,
    fraction: rate,
    shareMax: rate,
  }),
])

const bot = z.object({
  id: z.string(),
  name: z.string(),
  strategyId: z.string(),
  parameters: z.record(z.string(), z.number()),
  symbol: z.string(),
  timeframe: z.enum(TIMEFRAMES),
  sizing,
  exits: z.object({ stop: rate.nullable(), target: rate.nullable(), trailing: rate.nullable() }),
})

const botRow = z.object({
  definition: z.string(),
  status: z.enum(['running', 'stopped', 'removed']),
})
const factRow = z.object({ value: z.string() })
const tradingStatus = z.object({
  state: z.enum(['active', 'reducing', 'halted']),
  reason: z.string(),
  since: z.number(),
})

/** The document that `botFrom` reads. */
export function botDocument(definition: Bot): string {
  return JSON.stringify({ ...definition, sizing: sizingDocument(definition.sizing) })
}

function sizingDocument(sizing: Sizing): object {
  if (sizing.kind === 'fixed-amount') return { ...sizing, quantity: String(sizing.quantity) }
  if (sizing.kind === 'fixed-quote') return { ...sizing, amount: String(sizing.amount) }
  return sizing
}

export function botFrom(row: unknown): StoredBot {
  const { definition, status } = document(botRow, row, 'bot')
  const parsedBot: Bot = document(bot, jsonFrom(definition, 'bot'), 'bot')
  return { bot: parsedBot, status }
}

export function tradingStatusFrom(row: unknown): TradingStatus {
  return document(tradingStatus, factFrom(row, 'trading status'), 'trading status')
}

export function equityCurrencyFrom(row: unknown): string {
  const what = 'currency of the equity'
  return document(z.string().min(1), factFrom(row, what), what)
}

export function reconciledAtFrom(row: unknown): number {
  return document(z.int(), factFrom(row, 'time of reconciliation'), 'time of reconciliation')
}

export function factFrom(row: unknown, what: string): unknown {
  return jsonFrom(document(factRow, row, what).value, what)
}

/** A stored document, checked against its schema. */
export function document<Value>(schema: z.ZodType<Value>, value: unknown, what: string): Value {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw unreadable(what, z.prettifyError(result.error))
}

export function jsonFrom(text: string, what: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw unreadable(what, 'it is not JSON', error)
  }
}

function unreadable(what: string, detail: string, cause?: unknown): StoreError {
  return new StoreError(
    'damaged',
    `The stored ${what} makes no sense: ${detail}.`,
    'Restore it from a backup.',
    cause,
  )
}
