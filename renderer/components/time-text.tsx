import { formatExactTime, formatRelativeTime } from '../format/time.ts'

/** Relative for reading, exact (and in UTC) on hover. */
export function TimeText({ timeMs, nowMs }: { readonly timeMs: number; readonly nowMs: number }) {
  return (
    <time dateTime={new Date(timeMs).toISOString()} title={formatExactTime(timeMs)}>
      {formatRelativeTime(timeMs, nowMs)}
    </time>
  )
}
