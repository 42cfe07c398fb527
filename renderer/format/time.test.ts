import { expect, it } from 'vitest'
import { formatDate, formatExactTime, formatMinute, formatRelativeTime } from './time.ts'

const NOON = Date.UTC(2026, 4, 1, 12, 4, 3)

it('names the zone of an exact time', () => {
  expect(formatExactTime(NOON)).toBe('2026-05-01 12:04:03 UTC')
})

it('names a candle by its minute', () => {
  expect(formatMinute(NOON)).toBe('2026-05-01 12:04 UTC')
})

it('counts seconds, minutes, hours and days', () => {
  expect(formatRelativeTime(NOON, NOON + 5_000)).toBe('5 s ago')
  expect(formatRelativeTime(NOON, NOON + 3 * 60_000)).toBe('3 min ago')
  expect(formatRelativeTime(NOON, NOON + 26 * 3_600_000)).toBe('26 h ago')
  expect(formatRelativeTime(NOON, NOON + 3 * 86_400_000)).toBe('3 d ago')
})

it('calls the present and a clock slightly ahead just now', () => {
  expect(formatRelativeTime(NOON, NOON)).toBe('just now')
  expect(formatRelativeTime(NOON + 400, NOON)).toBe('just now')
})

it('gives the date once a count of days says little', () => {
  expect(formatRelativeTime(NOON, NOON + 30 * 86_400_000)).toBe(formatDate(NOON))
})
