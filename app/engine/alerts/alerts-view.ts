import type { AlertDesk } from '../../alerts/alert-desk.ts'
import { codeOf } from '../../alerts/compose-message.ts'
import type {
  AlertChannel,
  AlertRule,
  AlertsView,
  DeliveryView,
} from '../../contract/alert-settings.ts'
import type { Delivery } from '../../domain/delivery.ts'

const DELIVERIES_SHOWN = 200

export async function alertsView(desk: AlertDesk): Promise<AlertsView> {
  const { channels, rules, summaryHour } = desk.settings()
  const { withSecret, trouble } = await desk.secretsThere()
  return {
    channels: channels.map((channel): AlertChannel => ({ ...channel })),
    withSecret: [...withSecret],
    keychainTrouble: trouble,
    rules: rules.map((rule): AlertRule => ({ ...rule, channelIds: [...rule.channelIds] })),
    summaryHour,
    deliveries: desk.deliveries(DELIVERIES_SHOWN).map(deliveryView),
    dropped: desk.dropped,
  }
}

export function deliveryView(delivery: Delivery): DeliveryView {
  const { id, channelId, state, attempts, dueAt, heldBecause, trouble, alert } = delivery
  const { kind, severity, title, text, time } = alert
  const isWaiting = state === 'waiting'
  return {
    ...{ id, code: codeOf(delivery), time, channelId, kind, severity, title, text },
    ...{ state, attempts, dueAt: isWaiting ? dueAt : null, heldBecause, trouble },
  }
}
