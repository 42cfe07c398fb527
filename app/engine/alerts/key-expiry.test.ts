import { describe, expect, it } from 'vitest'
import { keyNoticeDue, nextKeyNoticeAt } from './key-expiry.ts'

const DAY_MS = 86_400_000
const ENDS_AT = Date.UTC(2027, 0, 31)

function due(daysBefore: number, told: number | null = null, endsAt = ENDS_AT) {
  const last = told === null ? null : { endsAt: ENDS_AT, daysAhead: told }
  return keyNoticeDue(endsAt, last, endsAt - daysBefore * DAY_MS)?.daysAhead
}

describe('of the end of a key', () => {
  it.each([
    [30, 30],
    [14.01, 30],
    [14, 14],
    [7, 7],
    [3, 3],
    [1, 1],
    [0.01, 1],
    [0, 0],
    [-400, 0],
  ])('%d days before it, the notice of %d is due', (before, notice) => {
    expect(due(before)).toBe(notice)
  })

  it('nothing is due sooner', () => {
    expect(due(30.001)).toBeUndefined()
    expect(due(400)).toBeUndefined()
  })

  it('each is due once', () => {
    expect(due(20, 30)).toBeUndefined()
    expect(due(14, 30)).toBe(14)
    expect(due(0.5, 1)).toBeUndefined()
    expect(due(0, 1)).toBe(0)
    expect(due(-5, 0)).toBeUndefined()
  })

  it('all are due anew for a key that ends at another time, unless by moments', () => {
    expect(due(20, 1, ENDS_AT + 90 * DAY_MS)).toBe(30)
    expect(due(20, 1, ENDS_AT + 5_000)).toBeUndefined()
  })

  it('the next one is known', () => {
    expect(nextKeyNoticeAt(ENDS_AT, ENDS_AT - 8 * DAY_MS)).toBe(ENDS_AT - 7 * DAY_MS)
    expect(nextKeyNoticeAt(ENDS_AT, ENDS_AT - DAY_MS)).toBe(ENDS_AT)
    expect(nextKeyNoticeAt(ENDS_AT, ENDS_AT)).toBeUndefined()
  })
})
