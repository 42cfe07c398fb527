import { z } from 'zod'
import { AUDIT_ACTORS } from '../domain/audit-entry.ts'
import { BREAKER_NAMES, BREAKER_UNITS, TRIP_ACTIONS } from '../domain/breaker.ts'
import { TRADING_STATES } from '../domain/trading-state.ts'
import { decimalText, identifier, label, sentence, symbol, timeMs } from './values.ts'

const tradingState = z.enum(TRADING_STATES)
export type TradingState = z.infer<typeof tradingState>

export const tradingView = z.object({
  state: tradingState,
  reason: sentence,
  since: timeMs,
})

/** What persons have set, whatever breakers ask for: of the strictest, trading keeps to it. */
export const tradingStates = z.object({
  global: tradingState,
  account: tradingState,
  bots: z.record(identifier, tradingState),
})
export type TradingStates = z.infer<typeof tradingStates>

/** 2.5 is 2.5 %. */
const percent = z.number().min(0).max(1_000_000)
const durationMs = z.number().int().min(0)

const tradingHours = z.object({
  days: z.array(z.number().int().min(0).max(6)),
  from: z.number().min(0).max(24),
  until: z.number().min(0).max(24),
})

const assetGroup = z.object({ name: label, assets: z.array(label), percentMax: percent })

/** What one order may do, as a level sets it; null where it sets no limit. */
export const limitsView = z.object({
  notionalMin: decimalText.nullable(),
  notionalMax: decimalText.nullable(),
  positionPercentMax: percent.nullable(),
  exposurePercentMax: percent.nullable(),
  assetPercentMax: percent.nullable(),
  groups: z.array(assetGroup),
  openOrdersMax: z.number().int().min(0).nullable(),
  ordersPerMinuteMax: z.number().int().min(0).nullable(),
  collarPercentMax: percent.nullable(),
  spreadPercentMax: percent.nullable(),
  bookAgeMaxMs: durationMs.nullable(),
  slippagePercentMax: percent.nullable(),
  stopCoolDownMs: durationMs.nullable(),
  allowedSymbols: z.array(symbol).nullable(),
  tradingHours: z.array(tradingHours).nullable(),
  isStopRequired: z.boolean(),
  startsSmall: z.boolean(),
  reservePercent: percent.nullable(),
  duplicateWindowMs: durationMs.nullable(),
})
export type LimitsView = z.infer<typeof limitsView>

export const limitLevel = z.discriminatedUnion('level', [
  z.object({ level: z.literal('global') }),
  z.object({ level: z.literal('account') }),
  z.object({ level: z.literal('bot'), botId: identifier }),
])

export const tradingScope = z.union([
  z.enum(['global', 'account']),
  z.templateLiteral(['bot:', z.string()]),
])
export type TradingScope = z.infer<typeof tradingScope>

export const breakerSetting = z.object({
  isOn: z.boolean(),
  threshold: z.number().min(0),
  windowMs: durationMs.nullable(),
  action: z.enum(TRIP_ACTIONS),
  isLatched: z.boolean(),
  probeMs: durationMs,
})

/** A breaker as it stands for one scope. */
export const breakerView = z.object({
  name: z.enum(BREAKER_NAMES),
  scope: tradingScope,
  state: z.enum(['closed', 'tripped']),
  /** What it reads now, written out: "1.2 % in 1 h". */
  reading: sentence,
  /** The same in the unit of the threshold; null while there is nothing to read. */
  value: z.number().nullable(),
  unit: z.enum(BREAKER_UNITS),
  /** Why it tripped; empty while it is closed. */
  reason: sentence,
  since: timeMs.nullable(),
  setting: breakerSetting,
})
export type BreakerView = z.infer<typeof breakerView>

/** One that has tripped, as it is shown on every screen. */
export const tripView = breakerView.omit({ reading: true, value: true, unit: true, state: true })
export type TripView = z.infer<typeof tripView>

export const killStep = z.object({
  kind: z.enum(['halt', 'cancel', 'flatten']),
  state: z.enum(['waiting', 'running', 'confirmed', 'failed']),
  /** "3 of 4 orders are cancelled at the exchange". */
  text: sentence,
})

/** A kill switch that was used, until all that was asked for is confirmed by the exchange. */
export const killSwitchView = z.object({ startedAt: timeMs, steps: z.array(killStep) })
export type KillSwitchView = z.infer<typeof killSwitchView>

export const auditEntryView = z.object({
  id: z.number().int(),
  time: timeMs,
  actor: z.enum(AUDIT_ACTORS),
  action: label,
  subject: label,
  detail: sentence,
})
export type AuditEntryView = z.infer<typeof auditEntryView>

export const riskView = z.object({
  limits: z.object({
    global: limitsView,
    account: limitsView,
    bots: z.record(identifier, limitsView),
  }),
  breakers: z.array(breakerView),
  audit: z.array(auditEntryView),
  /** Whether each audit log is as it was written, by its chain and by its checkpoint in the keychain. */
  auditVerdicts: z.array(z.object({ name: label, isIntact: z.boolean(), text: sentence })),
})
export type RiskView = z.infer<typeof riskView>

/** saved, or what would be loosened: that has to be confirmed while real money is at risk. */
export const limitsAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved') }),
  z.object({ kind: z.literal('unconfirmed'), loosened: z.array(sentence) }),
])
export type LimitsAnswer = z.infer<typeof limitsAnswer>
