import { TickMarkType } from 'lightweight-charts'
import { formatExactTime, formatMinute } from '../../format/time.ts'
import type { Zone } from './chart-look.ts'
import { formatTickMark } from './format-tick-mark.ts'

const MINUTE_MS = 60_000

/** "2026-05-01 12:04 UTC", or the same moment by the clock on the wall, with how far that is from UTC. */
export function formatZoned(timeMs: number, zone: Zone): string {
  return zoned(timeMs, zone, formatMinute)
}

/** The same with seconds. */
export function formatZonedExact(timeMs: number, zone: Zone): string {
  return zoned(timeMs, zone, formatExactTime)
}

function zoned(timeMs: number, zone: Zone, format: (timeMs: number) => string): string {
  if (zone === 'utc') return format(timeMs)
  return `${format(wallMs(timeMs)).slice(0, -' UTC'.length)} ${offsetText(timeMs)}`
}

export function zonedTickMark(zone: Zone) {
  return (time: unknown, type: TickMarkType): string => {
    const timeMs = Number(time) * 1_000
    const shown = zone === 'utc' ? timeMs : wallMs(timeMs)
    // Days of the wall begin within days of UTC: the hour says more than a day that is not quite one.
    const isDay = type === TickMarkType.DayOfMonth && shown % 86_400_000 !== 0
    return formatTickMark(
      Math.floor(shown / 1_000) as never,
      isDay && zone === 'local' ? TickMarkType.Time : type,
    )
  }
}

function wallMs(timeMs: number): number {
  return timeMs - new Date(timeMs).getTimezoneOffset() * MINUTE_MS
}

function offsetText(timeMs: number): string {
  const minutes = -new Date(timeMs).getTimezoneOffset()
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  const digits = (value: number) => String(value).padStart(2, '0')
  return `UTC${minutes < 0 ? '−' : '+'}${digits(hours)}:${digits(rest)}`
}
