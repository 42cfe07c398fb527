import { expect, it } from 'vitest'
import { lateCandle } from './late-candle.ts'
import { judged } from './sample-inputs.fixture.ts'

it('trips at its threshold, and says so in numbers', () => {
  expect(judged(lateCandle, { lateMs: 1_800_000, candleMs: 3_600_000 })).toBe(
    'this candle closed 1800 s ago: catching up, not entering on old news',
  )
})

it('lets a near miss pass', () => {
  expect(judged(lateCandle, { lateMs: 1_799_999, candleMs: 3_600_000 })).toBeUndefined()
})

it('trips when it cannot judge', () => {
  expect(judged(lateCandle, { lateMs: Number.NaN })).toContain('is not known')
})

it('grants short candles half a minute', () => {
  expect(judged(lateCandle, { lateMs: 30_000, candleMs: 10_000 })).toBeUndefined()
  expect(judged(lateCandle, { lateMs: 30_001, candleMs: 10_000 })).toBeDefined()
})
