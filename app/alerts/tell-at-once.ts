import type { Alert } from '../domain/alert.ts'
import type { AlertStore } from '../ports/alert-store.ts'
import { afterAttempt } from './after-attempt.ts'
import { composeMessage } from './compose-message.ts'
import { DEFAULT_ALERT_SETTINGS } from './default-settings.ts'
import { queueAlerts } from './queue-alert.ts'
import { type SendParts, sendMessage } from './send-message.ts'

/** So long nobody else takes what is being told here. */
const LEASE_MS = 300_000

/**
 * Tells one alert without an engine, by the same rules and from the same queue: for whoever notices that the engine is
 * gone. What cannot be told now is the next engine's. Returns what came back, by channel; throws a `StoreError`.
 */
export async function tellAtOnce(
  store: AlertStore,
  sending: SendParts,
  alert: Alert,
): Promise<ReadonlyMap<string, string>> {
  const settings = store.loadSettings() ?? DEFAULT_ALERT_SETTINGS
  const now = sending.now()
  const own = store.atOnce(() => {
    queueAlerts(store, settings, [alert], now)
    const due = settings.channels
      .flatMap(({ id }) => store.loadDue(id, now))
      .filter((delivery) => delivery.alert.id === alert.id)
    for (const delivery of due) store.changeDelivery({ ...delivery, dueAt: now + LEASE_MS })
    return due
  })
  const answers = new Map<string, string>()
  const tell = own.map(async (delivery) => {
    const channel = settings.channels.find(({ id }) => id === delivery.channelId)
    if (channel === undefined) return
    const sent = await sendMessage(sending, channel, composeMessage([delivery]))
    answers.set(channel.name, sent.answer)
    store.changeDelivery(afterAttempt(delivery, sent, sending.now()))
  })
  await Promise.all(tell)
  return answers
}
