import { z } from 'zod'
import { BREAKER_NAMES, TRIP_ACTIONS } from '../domain/breaker.ts'
import { driftRecord, fillRecord, orderRecord } from './account-records.ts'
import { reconciliationView } from './engine-view.ts'
import { killStep, tradingScope, tradingView } from './risk-view.ts'
import { decimalText, mode, sentence, symbol, timeframe, timeMs } from './values.ts'

/** What a headless run prints: one JSON object a line, told apart by `event`. */
export const eventLine = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('started'),
    time: timeMs,
    mode,
    account: z.string(),
    symbol,
    timeframe,
    equity: decimalText,
    currency: z.string(),
    profile: z.string(),
  }),
  z.object({
    event: z.literal('candle'),
    /** When it opened. */
    time: timeMs,
    symbol,
    timeframe,
    open: decimalText,
    high: decimalText,
    low: decimalText,
    close: decimalText,
    volume: decimalText,
    /** At its close. */
    equity: decimalText,
  }),
  z.object({ event: z.literal('order'), order: orderRecord }),
  z.object({ event: z.literal('fill'), fill: fillRecord }),
  z.object({
    event: z.literal('decision'),
    time: timeMs,
    bot: z.string(),
    kind: z.string(),
    reason: z.string(),
    detail: z.string(),
    intentId: z.string().nullable(),
  }),
  z.object({ event: z.literal('drift'), drift: driftRecord }),
  z.object({
    event: z.literal('breaker'),
    /** When it tripped, by the account's clock. */
    time: timeMs,
    name: z.enum(BREAKER_NAMES),
    scope: tradingScope,
    state: z.enum(['tripped', 'healed']),
    action: z.enum(TRIP_ACTIONS),
    reason: sentence,
  }),
  z.object({ event: z.literal('kill-switch'), steps: z.array(killStep) }),
  /** Only when one of these has changed. */
  z.object({
    event: z.literal('status'),
    trading: tradingView,
    feed: z.object({
      state: z.enum(['connecting', 'running', 'stale', 'finished', 'failed']),
      message: z.string(),
    }),
    reconciliation: reconciliationView.pick({ isReconciled: true, trouble: true }),
  }),
  z.object({
    event: z.literal('ended'),
    time: timeMs,
    equity: decimalText,
    currency: z.string(),
  }),
])
export type EventLine = z.infer<typeof eventLine>
