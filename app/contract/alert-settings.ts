import { z } from 'zod'
import { ALERT_KINDS, SEVERITIES } from '../domain/alert.ts'
import type { AlertSettings } from '../domain/alert-rule.ts'
import { identifier, label, sentence, timeMs } from './values.ts'

const webAddress = z.url({ protocol: /^https?$/ }).max(500)
const common = { id: identifier, name: label.min(1) }

export const CHANNELS_MAX = 50

/** Where alerts go. What is secret in a channel, its token or password, is kept in the keychain and never read back. */
export const alertChannel = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('desktop'), ...common }),
  z.object({ kind: z.literal('telegram'), ...common, chatId: label.min(1), apiUrl: webAddress }),
  /** The whole address is the secret. */
  z.object({ kind: z.literal('discord'), ...common }),
  z.object({ kind: z.literal('slack'), ...common }),
  /** Signed with the secret. */
  z.object({ kind: z.literal('webhook'), ...common, url: webAddress }),
  z.object({
    kind: z.literal('email'),
    ...common,
    host: label.min(1),
    port: z.number().int().min(1).max(65_535),
    security: z.enum(['tls', 'starttls', 'none']),
    user: label,
    from: z.email(),
    to: z.email(),
  }),
])
export type AlertChannel = z.infer<typeof alertChannel>

const quietHours = z.object({
  /** Hours of the day on this machine; from 22 until 7 is over midnight. */
  from: z.number().int().min(0).max(23),
  until: z.number().int().min(0).max(23),
  /** Those that are told all the same. */
  severityMin: z.enum(SEVERITIES),
})

/** Who is told what. The first rule that names a kind decides about it. */
export const alertRule = z.object({
  kind: z.enum(ALERT_KINDS),
  isOn: z.boolean(),
  severityMin: z.enum(SEVERITIES),
  channelIds: z.array(identifier),
  quietHours: quietHours.nullable(),
  /** Beyond it, alerts wait and are told together. */
  perHourMax: z.number().int().min(1).max(1_000),
  /** Those about the same thing within this time are told together. */
  groupMs: z.number().int().min(0).max(86_400_000),
})
export type AlertRule = z.infer<typeof alertRule>

/** The hour of the day on this machine at which the daily summary is told. */
const summaryHour = z.number().int().min(0).max(23)

export const alertRules = z.object({ rules: z.array(alertRule).max(100), summaryHour })

/** All that is set, as it is stored. */
export const alertSettings: z.ZodType<AlertSettings> = z.object({
  channels: z.array(alertChannel).max(CHANNELS_MAX),
  rules: z.array(alertRule).max(100),
  summaryHour,
})

export const deliveryView = z.object({
  id: z.number().int(),
  /** Stands in the message as well: two messages with the same one are one message that came twice. */
  code: label,
  time: timeMs,
  channelId: identifier,
  kind: z.enum(ALERT_KINDS),
  severity: z.enum(SEVERITIES),
  title: label,
  text: sentence,
  state: z.enum(['waiting', 'delivered', 'failed']),
  attempts: z.number().int(),
  /** When it is tried next; null unless it waits. */
  dueAt: timeMs.nullable(),
  /** Why it is not told at once: quiet hours, too many in an hour; empty when it is. */
  heldBecause: sentence,
  /** What the provider answered when it failed last; empty when it did not. */
  trouble: sentence,
})
export type DeliveryView = z.infer<typeof deliveryView>

export const alertsView = z.object({
  channels: z.array(alertChannel),
  /** Channels whose secret is there. */
  withSecret: z.array(identifier),
  /** Why the keychain cannot be read, which is not the same as there being no secret; empty when it can. */
  keychainTrouble: sentence,
  rules: z.array(alertRule),
  summaryHour,
  /** The newest first. */
  deliveries: z.array(deliveryView),
  /** Alerts that were given up because too many waited, since the beginning. */
  dropped: z.number().int().nonnegative(),
})
export type AlertsView = z.infer<typeof alertsView>

export const channelTest = z.object({ isDelivered: z.boolean(), answer: sentence })
