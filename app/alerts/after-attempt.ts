import type { Delivery, DeliveryChange } from '../domain/delivery.ts'
import type { Sent } from './channels/sent.ts'

const MINUTE_MS = 60_000
/** After each attempt that failed, the next one; after the last, some five hours on, the delivery has failed. */
const PAUSES_MS = [
  15_000,
  ...[1, 5, 15, 30, 60, 60, 120].map((minutes) => minutes * MINUTE_MS),
] as const
export const ATTEMPTS_MAX = PAUSES_MS.length + 1

/** What an attempt that ended at this time makes of a delivery. */
export function afterAttempt(delivery: Delivery, sent: Sent, now: number): DeliveryChange {
  const attempts = delivery.attempts + 1
  const { id } = delivery
  if (sent.kind === 'delivered')
    return { id, state: 'delivered', dueAt: now, attempts, trouble: '' }
  const trouble = sent.answer
  const pauseMs = PAUSES_MS[delivery.attempts]
  if (sent.isFinal || pauseMs === undefined) {
    return { id, state: 'failed', dueAt: now, attempts, trouble }
  }
  const dueAt = now + Math.max(pauseMs, sent.retryAfterMs)
  return { id, state: 'waiting', dueAt, attempts, trouble }
}
