import { TickMarkType, type Time } from 'lightweight-charts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A place on the time axis, in UTC and English like all else; the chart's own way sets a locale up for each mark. */
export function formatTickMark(time: Time, type: TickMarkType): string {
  const date = new Date(Number(time) * 1_000)
  switch (type) {
    case TickMarkType.Year:
      return String(date.getUTCFullYear())
    case TickMarkType.Month:
      return MONTHS[date.getUTCMonth()] ?? ''
    case TickMarkType.DayOfMonth:
      return String(date.getUTCDate())
    case TickMarkType.Time:
      return date.toISOString().slice(11, 16)
    case TickMarkType.TimeWithSeconds:
      return date.toISOString().slice(11, 19)
  }
}
