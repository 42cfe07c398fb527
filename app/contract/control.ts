import { z } from 'zod'
import { BREAKER_NAMES } from '../domain/breaker.ts'
import { TIMES_IN_FORCE } from '../domain/order.ts'
import { driftRecord, orderRecord } from './account-records.ts'
import { alertChannel } from './alert-settings.ts'
import { equityWorth } from './engine-view.ts'
import { healthView } from './health-view.ts'
import { keyRotation } from './key-rotation.ts'
import { keyPlace, keyView, typedKeys } from './keys.ts'
import { passphrase } from './lock.ts'
import { breakerView, killSwitchView, tradingScope, tripView } from './risk-view.ts'
import { TICKET_TYPES } from './ticket-types.ts'
import {
  currency,
  decimalText,
  driftDecision,
  exchangeId,
  identifier,
  label,
  mode,
  problem,
  sentence,
  symbol,
} from './values.ts'

/** An order that a person wants, as it was typed. */
export const placeRequest = z.object({
  /** Says that two requests are the same wish. */
  intentId: identifier,
  symbol,
  side: z.enum(['buy', 'sell']),
  type: z.enum(TICKET_TYPES),
  quantity: decimalText,
  price: decimalText.nullable(),
  triggerPrice: decimalText.nullable(),
  timeInForce: z.enum(TIMES_IN_FORCE),
  postOnly: z.boolean(),
  /** Of a trailing stop: how many percent it stays behind the best price. */
  trailingPercent: decimalText.optional(),
  /** Where what a purchase bought is sold again, or what is held in an oco order, at a loss and at a profit. */
  stopPrice: decimalText.optional(),
  targetPrice: decimalText.optional(),
  /** Client order id of the order whose place it takes. */
  replaces: identifier.optional(),
  /** Of this order alone, in percent: how much worse than the last price and the mark, and how much the book may cost. */
  collarPercent: decimalText.optional(),
  slippagePercentMax: decimalText.optional(),
})
export type PlaceRequest = z.infer<typeof placeRequest>

/** The account that is open, or all accounts of the profile. */
const haltScope = z.enum(['account', 'global'])

/** What a running engine is asked through its socket. */
export const controlRequest = z.discriminatedUnion('kind', [
  placeRequest.extend({
    kind: z.literal('place'),
    /** Where it is meant to be sent: whoever means paper must not reach what runs on a testnet. */
    account: z.object({ mode, exchangeId: exchangeId.nullable() }).optional(),
  }),
  z.object({ kind: z.literal('cancel'), clientOrderId: identifier }),
  z.object({ kind: z.literal('cancel-all') }),
  z.object({
    kind: z.literal('halt'),
    scope: haltScope,
    reason: label,
    cancelAll: z.boolean(),
    flatten: z.boolean(),
  }),
  z.object({ kind: z.literal('resume'), scope: haltScope }),
  z.object({ kind: z.literal('decide'), driftId: identifier, decision: driftDecision }),
  /** Chooses in which currency the account's worth is shown; null only asks. */
  z.object({ kind: z.literal('equity'), currency: currency.nullable() }),
  z.object({ kind: z.literal('health') }),
  /** The secret goes into the keychain. */
  z.object({
    kind: z.literal('save-channel'),
    channel: alertChannel,
    secret: z.string().max(2_000).nullable(),
  }),
  z.object({ kind: z.literal('remove-channel'), channelId: identifier }),
  /** Tried at this address, where it is not the exchange's own, and kept. */
  keyPlace.extend({
    kind: z.literal('add-keys'),
    typed: typedKeys,
    baseUrl: z.string().max(2_000).nullable(),
  }),
  keyPlace.extend({ kind: z.literal('remove-keys') }),
  /** As far as it goes by itself. */
  keyPlace.extend({
    kind: z.literal('rotate-keys'),
    /** The new ones; null goes on with a rotation that is under way. */
    typed: typedKeys.nullable(),
    baseUrl: z.string().max(2_000).nullable(),
  }),
  keyPlace.extend({ kind: z.literal('give-up-rotation') }),
  z.object({ kind: z.literal('set-view-only'), isViewOnly: z.boolean() }),
  z.object({ kind: z.literal('breakers') }),
  z.object({
    kind: z.literal('reset-breaker'),
    name: z.enum(BREAKER_NAMES),
    scope: tradingScope,
    reason: sentence,
  }),
])
export type ControlRequest = z.infer<typeof controlRequest>

/** One about how people are told. */
export type ChannelRequest = Extract<
  ControlRequest,
  { readonly kind: 'save-channel' | 'remove-channel' }
>

/** One about the keys of the profile. */
export type KeyRequest = Extract<
  ControlRequest,
  { readonly kind: 'add-keys' | 'remove-keys' | 'rotate-keys' | 'give-up-rotation' }
>

/** One about the account that is open. */
export type AccountRequest = Exclude<
  ControlRequest,
  ChannelRequest | KeyRequest | { readonly kind: 'health' | 'set-view-only' }
>

export const refusal = z.object({ rule: label, message: z.string() })

/** sent: it was handed to the exchange; the order says what became of it. */
export const placeOutcome = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('sent'),
    order: orderRecord,
    /** Of one that was placed before under the same id: in what it is not what was asked for now. */
    otherTerms: z.string().optional(),
  }),
  z.object({ kind: z.literal('refused'), refusals: z.array(refusal) }),
])

/** How things stand after a halt, a resume, or a cancel. */
export const tradingOutcome = z.object({
  kind: z.literal('trading'),
  state: z.enum(['active', 'reducing', 'halted']),
  reason: z.string(),
  /** Those that are still at the exchange, or may be. */
  openOrders: z.array(orderRecord),
  /** What a kill switch has reached; null where none is in use. */
  killSwitch: killSwitchView.nullable(),
  /** Breakers that have tripped. */
  trips: z.array(tripView),
})

/** What was decided about a drift; what follows from it shows in the orders and balances. */
export const driftOutcome = z.object({ kind: z.literal('drift'), drift: driftRecord })

export const breakersOutcome = z.object({
  kind: z.literal('breakers'),
  breakers: z.array(breakerView),
})

export const controlOutcome = z.discriminatedUnion('kind', [
  ...placeOutcome.options,
  tradingOutcome,
  driftOutcome,
  z.object({ kind: z.literal('health'), health: healthView }),
  breakersOutcome,
  z.object({ kind: z.literal('equity'), worth: equityWorth }),
  /** What is known of the one that was added; null where one was removed. */
  z.object({ kind: z.literal('keys'), key: keyView.nullable() }),
  /** As far as it has come; null once it is over. */
  z.object({ kind: z.literal('rotation'), rotation: keyRotation.nullable() }),
  z.object({ kind: z.literal('view-only'), isViewOnly: z.boolean() }),
  /** Those that there are now. */
  z.object({ kind: z.literal('channels'), channels: z.array(alertChannel) }),
])
export type ControlOutcome = z.infer<typeof controlOutcome>

export const controlAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), outcome: controlOutcome }),
  z.object({ ok: z.literal(false), problem }),
])
export type ControlAnswer = z.infer<typeof controlAnswer>

/**
 * One line each way; the token proves that the caller may read the profile, and the passphrase, where one was asked for, that
 * it is the owner.
 */
export const controlMessage = z.object({
  token: z.string(),
  passphrase: passphrase.nullable(),
  request: controlRequest,
})

/** Where the running engine of a profile listens. */
export const controlAddress = z.object({ socket: z.string(), token: z.string() })
export type ControlAddress = z.infer<typeof controlAddress>
