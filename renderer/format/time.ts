const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** Older than this a date says more than a count of days. */
const RELATIVE_MAX_MS = 14 * DAY_MS

/** "2026-05-01 12:04:03 UTC". */
export function formatExactTime(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** "2026-05-01 12:04 UTC": candles start on the minute. */
export function formatMinute(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/** "2026-05-01". */
export function formatDate(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10)
}

/** "5 s ago", "3 h ago"; the date once that is no longer helpful. */
export function formatRelativeTime(timeMs: number, nowMs: number): string {
  const age = nowMs - timeMs
  if (age < SECOND_MS) return 'just now'
  if (age < MINUTE_MS) return `${Math.floor(age / SECOND_MS)} s ago`
  if (age < HOUR_MS) return `${Math.floor(age / MINUTE_MS)} min ago`
  if (age < 2 * DAY_MS) return `${Math.floor(age / HOUR_MS)} h ago`
  if (age < RELATIVE_MAX_MS) return `${Math.floor(age / DAY_MS)} d ago`
  return formatDate(timeMs)
}
