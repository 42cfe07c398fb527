import { describe, expect, it } from 'vitest'
import { CandleProgress } from './candle-progress.ts'

const NOW = Date.UTC(2025, 0, 1, 12)
const MINUTE_MS = 60_000

describe('progress of a feed', () => {
  it('counts from the end of the newest candle, in the time of the exchange', () => {
    const progress = new CandleProgress('1m', NOW)
    progress.note(NOW - 30_000, NOW)
    expect(progress.overdueMs(NOW)).toBe(-30_000)
    expect(progress.overdueMs(NOW + 45_000)).toBe(15_000)
  })

  it('takes our clock where the exchange has another one', () => {
    const progress = new CandleProgress('1m', NOW)
    const theirs = NOW + 90 * MINUTE_MS
    progress.setOffset(theirs - NOW)
    progress.note(theirs - 30_000, NOW)
    expect(progress.overdueMs(NOW)).toBe(-30_000)
  })

  it('counts from the arrival of the newest candle where the exchange has a fast clock', () => {
    const progress = new CandleProgress('1m', NOW)
    progress.note(NOW + 500 * MINUTE_MS, NOW)
    expect(progress.overdueMs(NOW + 5 * MINUTE_MS)).toBe(4 * MINUTE_MS)
  })

  it('is not made by the same candle, or by an older one', () => {
    const progress = new CandleProgress('1m', NOW)
    progress.note(NOW, NOW)
    progress.note(NOW, NOW + 70_000)
    progress.note(NOW - MINUTE_MS, NOW + 70_000)
    expect(progress.overdueMs(NOW + 70_000)).toBe(10_000)
    progress.note(NOW + MINUTE_MS, NOW + 70_000)
    expect(progress.overdueMs(NOW + 70_000)).toBe(-50_000)
  })

  it('does not believe in candles that begin more than one ahead', () => {
    const progress = new CandleProgress('1m', NOW)
    expect(progress.isFuture(NOW + MINUTE_MS, NOW)).toBe(false)
    expect(progress.isFuture(NOW + MINUTE_MS + 1, NOW)).toBe(true)
  })
})
