import { z } from 'zod'
import { ALERT_KINDS, SEVERITIES } from '../domain/alert.ts'
import type { Delivery } from '../domain/delivery.ts'
import { parsedRow } from './row-parsers.ts'

const deliveryRow = z.object({
  id: z.number(),
  alert_id: z.string(),
  kind: z.enum(ALERT_KINDS),
  severity: z.enum(SEVERITIES),
  key: z.string(),
  title: z.string(),
  text: z.string(),
  time: z.number(),
  channel_id: z.string(),
  planned_at: z.number(),
  held_because: z.string(),
  state: z.enum(['waiting', 'delivered', 'failed']),
  due_at: z.number(),
  attempts: z.number(),
  trouble: z.string(),
})

export function deliveryFrom(row: unknown): Delivery {
  const stored = parsedRow(deliveryRow, row)
  const { kind, severity, key, title, text, time } = stored
  return {
    id: stored.id,
    alert: { id: stored.alert_id, kind, severity, key, title, text, time },
    channelId: stored.channel_id,
    plannedAt: stored.planned_at,
    heldBecause: stored.held_because,
    state: stored.state,
    dueAt: stored.due_at,
    attempts: stored.attempts,
    trouble: stored.trouble,
  }
}
