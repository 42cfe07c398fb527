import { TickMarkType } from 'lightweight-charts'
import { afterEach, expect, it, vi } from 'vitest'
import { formatZoned, zonedTickMark } from './zoned-time.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

const NOON = Date.UTC(2026, 6, 1, 12, 4)

it('tells the same moment in UTC, or by the clock on the wall with how far that is from it', () => {
  vi.stubEnv('TZ', 'Asia/Kolkata')
  expect(formatZoned(NOON, 'utc')).toBe('2026-07-01 12:04 UTC')
  expect(formatZoned(NOON, 'local')).toBe('2026-07-01 17:34 UTC+05:30')
})

it('goes with the clock where that is set for summer, at each moment as it was then', () => {
  vi.stubEnv('TZ', 'America/New_York')
  expect(formatZoned(NOON, 'local')).toBe('2026-07-01 08:04 UTC−04:00')
  expect(formatZoned(Date.UTC(2026, 0, 1, 3), 'local')).toBe('2025-12-31 22:00 UTC−05:00')
  const [before, after] = [Date.UTC(2026, 10, 1, 5, 59), Date.UTC(2026, 10, 1, 6)]
  expect([formatZoned(before, 'local'), formatZoned(after, 'local')]).toEqual([
    '2026-11-01 01:59 UTC−04:00',
    '2026-11-01 01:00 UTC−05:00',
  ])
})

it('marks the axis by the wall, with the hour where a day of UTC begins in the middle of one', () => {
  vi.stubEnv('TZ', 'Asia/Kolkata')
  const midnight = Date.UTC(2026, 6, 1) / 1_000
  expect(zonedTickMark('utc')(midnight, TickMarkType.DayOfMonth)).toBe('1')
  expect(zonedTickMark('local')(midnight, TickMarkType.DayOfMonth)).toBe('05:30')
  expect(zonedTickMark('local')(NOON / 1_000, TickMarkType.Time)).toBe('17:34')
  vi.stubEnv('TZ', 'UTC')
  expect(zonedTickMark('local')(midnight, TickMarkType.DayOfMonth)).toBe('1')
})
