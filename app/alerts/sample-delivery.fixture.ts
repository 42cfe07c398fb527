import type { Alert } from '../domain/alert.ts'
import type { AlertRule, AlertSettings } from '../domain/alert-rule.ts'
import type { Delivery } from '../domain/delivery.ts'

export const NOON = new Date(2026, 10, 22, 12).getTime()

export function alert(changes: Partial<Alert> = {}): Alert {
  return {
    ...{ id: 'a-1', kind: 'drift', severity: 'warning', key: 'BTC', title: 'Paper · drift in BTC' },
    ...{ text: 'Ours: 1. The exchange’s: 2.', time: NOON },
    ...changes,
  }
}

export function rule(changes: Partial<AlertRule> = {}): AlertRule {
  return {
    ...{ kind: 'drift', isOn: true, severityMin: 'warning', channelIds: ['phone'] },
    ...{ quietHours: null, perHourMax: 20, groupMs: 0 },
    ...changes,
  }
}

/** With one channel that needs no secret. */
export function settings(changes: Partial<AlertRule> = {}): AlertSettings {
  const channels = [{ kind: 'desktop', id: 'phone', name: 'Phone' }] as const
  return { channels, rules: [rule(changes)], summaryHour: 8 }
}

export function delivery(changes: Partial<Delivery> = {}): Delivery {
  return {
    ...{ id: 7, alert: alert(), channelId: 'phone', plannedAt: NOON, heldBecause: '' },
    ...{ state: 'waiting', dueAt: NOON, attempts: 0, trouble: '' },
    ...changes,
  }
}
