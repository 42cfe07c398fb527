import { TickMarkType, type UTCTimestamp } from 'lightweight-charts'
import { expect, it } from 'vitest'
import { formatTickMark } from './format-tick-mark.ts'

const TIME = (Date.UTC(2026, 4, 1, 9, 4, 3) / 1_000) as UTCTimestamp

it.each([
  [TickMarkType.Year, '2026'],
  [TickMarkType.Month, 'May'],
  [TickMarkType.DayOfMonth, '1'],
  [TickMarkType.Time, '09:04'],
  [TickMarkType.TimeWithSeconds, '09:04:03'],
])('writes a mark of type %s in UTC', (type, text) => {
  expect(formatTickMark(TIME, type)).toBe(text)
})
