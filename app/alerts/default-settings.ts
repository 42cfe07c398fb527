import { ALERT_KINDS, type AlertKind } from '../domain/alert.ts'
import { THIS_COMPUTER } from '../domain/alert-channel.ts'
import type { AlertRule, AlertSettings } from '../domain/alert-rule.ts'

const MINUTE_MS = 60_000

const MOST: Omit<AlertRule, 'kind'> = {
  isOn: true,
  severityMin: 'warning',
  channelIds: [THIS_COMPUTER.id],
  quietHours: null,
  perHourMax: 20,
  groupMs: 5 * MINUTE_MS,
}

const OTHERWISE: Partial<Readonly<Record<AlertKind, Partial<AlertRule>>>> = {
  'kill-switch': { groupMs: 0, perHourMax: 60 },
  'stop-hit': { groupMs: MINUTE_MS },
  fill: { isOn: false, severityMin: 'info', groupMs: MINUTE_MS },
  // On this computer it would only repeat what the window shows: it is told once there is another channel.
  'daily-summary': { severityMin: 'info', channelIds: [], groupMs: 0 },
  // A newer version is nothing bad, and told once.
  update: { severityMin: 'info' },
  watchdog: { groupMs: 0 },
}

/** Until somebody sets something else. */
export const DEFAULT_ALERT_SETTINGS: AlertSettings = {
  channels: [THIS_COMPUTER],
  rules: ALERT_KINDS.map((kind) => ({ kind, ...MOST, ...OTHERWISE[kind] })),
  summaryHour: 8,
}
