import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Candle, candleFault } from '../../domain/candle.ts'
import { DEMO_CANDLE_MS, DEMO_MARKET, DEMO_START_TIME, demoCandles } from './demo-candles.ts'

const anySeed = fc.integer({ min: 0, max: 2 ** 31 - 1 })
const anyIndex = fc.integer({ min: -500, max: 2_000_000 })

/** At the default two candles a second this is well within a minute. */
const CROSSING_CANDLES_MAX = 80
const FIRST_CROSSING_CANDLES_MAX = 40

function closesOf(candles: readonly Candle[]): number[] {
  return candles.map((candle) => candle.close)
}

function crossesUp(closes: readonly number[], fast: number, slow: number): number[] {
  const average = (end: number, length: number) =>
    closes.slice(end - length, end).reduce((sum, close) => sum + close, 0) / length
  const crossings: number[] = []
  for (let end = slow + 1; end <= closes.length; end += 1) {
    const before = average(end - 1, fast) - average(end - 1, slow)
    const after = average(end, fast) - average(end, slow)
    if (before <= 0 && after > 0) crossings.push(end - 1)
  }
  return crossings
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length
  const [meanA, meanB] = [mean(a), mean(b)]
  const sum = (term: (x: number, y: number) => number) =>
    a.reduce((total, x, index) => total + term(x - meanA, (b[index] ?? 0) - meanB), 0)
  return sum((x, y) => x * y) / Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y))
}

describe('demo candles', () => {
  it('are sound, exact, and join up, for any seed and place', () => {
    fc.assert(
      fc.property(anySeed, anyIndex, (seed, index) => {
        const candles = demoCandles(seed, index, 20)
        candles.forEach((candle, position) => {
          expect(candleFault(candle)).toBeUndefined()
          expect(candle.openTime).toBe(DEMO_START_TIME + (index + position) * DEMO_CANDLE_MS)
          for (const value of [candle.open, candle.high, candle.low, candle.close]) {
            expect(Number.isSafeInteger(value)).toBe(true)
          }
          expect(candle.volume).toBeGreaterThan(0)
          expect(Number(candle.volume) % Number(DEMO_MARKET.quantityStep)).toBe(0)
          if (position > 0) expect(candle.open).toBe(candles[position - 1]?.close)
        })
      }),
    )
  })

  it('are the same wherever one starts', () => {
    fc.assert(
      fc.property(anySeed, anyIndex, fc.integer({ min: 0, max: 60 }), (seed, index, skip) => {
        expect(demoCandles(seed, index, 100).slice(skip)).toEqual(
          demoCandles(seed, index + skip, 100 - skip),
        )
      }),
    )
  })

  it('differ from seed to seed', () => {
    fc.assert(
      fc.property(anySeed, anySeed, (one, other) => {
        fc.pre(one !== other)
        expect(demoCandles(one, 0, 20)).not.toEqual(demoCandles(other, 0, 20))
      }),
    )
  })

  it('keep their bits from release to release, so that a stored run goes on as it was', () => {
    expect(demoCandles(42, 1_000, 1)).toMatchInlineSnapshot(`
      [
        {
          "close": 6359960,
          "high": 6361096,
          "low": 6354988,
          "open": 6358019,
          "openTime": 1735749600000,
          "volume": 267242000,
        },
      ]
    `)
  })

  it('stay around 60,000', () => {
    fc.assert(
      fc.property(anySeed, anyIndex, (seed, index) => {
        for (const candle of demoCandles(seed, index, 50)) {
          expect(candle.low).toBeGreaterThan(5_000_000)
          expect(candle.high).toBeLessThan(7_000_000)
        }
      }),
    )
  })

  it('let SMA 10/30 cross up before long, from anywhere and for any seed', () => {
    fc.assert(
      fc.property(anySeed, anyIndex, (seed, index) => {
        const candles = demoCandles(seed, index, 31 + CROSSING_CANDLES_MAX)
        expect(crossesUp(closesOf(candles), 10, 30).length).toBeGreaterThan(0)
      }),
      { numRuns: 2_000 },
    )
  })

  it('let it cross up soon after the start', () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const candles = demoCandles(seed, -31, 31 + FIRST_CROSSING_CANDLES_MAX)
        expect(crossesUp(closesOf(candles), 10, 30).some((position) => position >= 31)).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })

  it('come in calm and wild stretches, and more is traded in wild ones', () => {
    for (const seed of [1, 42, 4_000_000]) {
      const candles = demoCandles(seed, 0, 3_000)
      const ranges = candles.map((candle) => candle.high - candle.low)
      const volumes = candles.map((candle) => Number(candle.volume))
      expect(correlation(ranges.slice(0, -5), ranges.slice(5))).toBeGreaterThan(0.25)
      expect(correlation(ranges, volumes)).toBeGreaterThan(0.4)
    }
  })

  it('neither ruin nor enrich whoever follows the crossover blindly', () => {
    for (const seed of [1, 2, 3]) {
      const candles = demoCandles(seed, 0, 8_000)
      const entries = crossesUp(closesOf(candles), 10, 30)
      const mirrored = closesOf(candles).map((close) => -close)
      const exits = crossesUp(mirrored, 10, 30)
      const openAfter = (position: number) => candles[position + 1]?.open ?? 0
      const gains = entries.slice(0, -1).map((entry) => {
        const exit = exits.find((position) => position > entry) ?? candles.length - 2
        return openAfter(exit) / openAfter(entry) - 1 - 0.002
      })
      const winners = gains.filter((gain) => gain > 0).length / gains.length
      expect(winners).toBeGreaterThan(0.35)
      expect(winners).toBeLessThan(0.6)
    }
  })
})
