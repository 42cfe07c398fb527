import { z } from 'zod'
import { BREAKER_NAMES, TRIP_ACTIONS } from '../domain/breaker.ts'
import type { GuardRecord } from '../domain/guard-record.ts'
import { TRADING_STATES } from '../domain/trading-state.ts'
import { document, factFrom } from './document-parsers.ts'

const scope = z.union([z.enum(['global', 'account']), z.templateLiteral(['bot:', z.string()])])
const status = z.object({ state: z.enum(TRADING_STATES), reason: z.string(), since: z.number() })
const name = z.enum(BREAKER_NAMES)
const setting = z.object({
  isOn: z.boolean(),
  threshold: z.number(),
  windowMs: z.number().nullable(),
  action: z.enum(TRIP_ACTIONS),
  isLatched: z.boolean(),
  probeMs: z.number(),
})

const trip = z.object({ name, scope, reason: z.string(), since: z.number(), setting })

export const guardDocument: z.ZodType<GuardRecord> = z.object({
  states: z.partialRecord(scope, status),
  trips: z.array(trip),
  changes: z.array(z.object({ kind: z.enum(['tripped', 'healed']), trip, time: z.number() })),
  settings: z.partialRecord(name, setting),
  resets: z.record(z.string(), z.number()),
  marks: z
    .object({
      time: z.number(),
      equity: z.number(),
      highest: z.number(),
      atMidnight: z.number(),
      peak: z.number(),
      moved: z.record(z.string(), z.string()),
    })
    .nullable(),
  windDowns: z.array(
    z.object({
      scope,
      cancels: z.boolean(),
      flattens: z.boolean(),
      startedAt: z.number(),
      reason: z.string(),
    }),
  ),
})

export function guardFrom(row: unknown): GuardRecord {
  return document(guardDocument, factFrom(row, 'breakers and states'), 'breakers and states')
}
