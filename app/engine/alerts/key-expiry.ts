import type { KeyNotice } from '../../ports/alert-store.ts'
import { type AlertSource, type News, titled } from './order-alerts.ts'

const DAY_MS = 86_400_000
/** So long before its end somebody is told, and once it has ended. */
const NOTICE_DAYS = [0, 1, 3, 7, 14, 30] as const
/** From here on it is not for later. */
const CRITICAL_DAYS = 1

/** What is to be told of a key's end by now: of several the latest. Nothing while that is far, or where it was told before. */
export function keyNoticeDue(
  endsAt: number,
  told: KeyNotice | null,
  now: number,
): KeyNotice | undefined {
  const daysAhead = NOTICE_DAYS.find((days) => now >= endsAt - days * DAY_MS)
  if (daysAhead === undefined) return undefined
  // Where an exchange reckons the end anew for each answer, it moves by moments.
  const isSameEnd = told !== null && Math.abs(endsAt - told.endsAt) < DAY_MS
  return isSameEnd && told.daysAhead <= daysAhead ? undefined : { endsAt, daysAhead }
}

/** When the next notice is due, or nothing once all are. */
export function nextKeyNoticeAt(endsAt: number, now: number): number | undefined {
  const times = NOTICE_DAYS.map((days) => endsAt - days * DAY_MS).filter((time) => time > now)
  return times.length === 0 ? undefined : Math.min(...times)
}

export function keyExpiryAlert(
  source: AlertSource,
  exchange: string,
  { endsAt, daysAhead }: KeyNotice,
): News {
  const day = dayText(endsAt)
  const hasEnded = daysAhead === 0
  const when = hasEnded ? `ended on ${day}` : `ends on ${day}`
  const effect = hasEnded ? 'Nothing can be' : 'From then on nothing can be'
  return {
    id: `key-expiry:${source.books}:${day}:${daysAhead}`,
    kind: 'api-key',
    severity: daysAhead <= CRITICAL_DAYS ? 'critical' : 'warning',
    key: `key-expiry:${source.books}`,
    title: titled(
      source,
      hasEnded ? 'the API key has ended' : `the API key ends ${within(daysAhead)}`,
    ),
    text: `The key for ${exchange} ${when}. ${effect} bought, sold or cancelled with it, and open orders stay. Make a new key at the exchange and enter it in Cryptobot.`,
  }
}

function within(days: number): string {
  return days === 1 ? 'within a day' : `within ${days} days`
}

function dayText(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
