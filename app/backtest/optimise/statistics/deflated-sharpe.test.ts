import { describe, expect, it } from 'vitest'
import { deflatedSharpe, momentsOf } from './deflated-sharpe.ts'
import { normalCdf, normalQuantile } from './normal-distribution.ts'

describe('normal distribution', () => {
  it('has the values of the tables', () => {
    // Abramowitz and Stegun, table 26.1.
    expect(normalCdf(0)).toBe(0.5)
    expect(normalCdf(1)).toBeCloseTo(0.841_344_746_068_543, 14)
    expect(normalCdf(-2)).toBeCloseTo(0.022_750_131_948_179, 14)
    expect(normalCdf(5)).toBeCloseTo(0.999_999_713_348_428, 14)
    expect([normalCdf(-40), normalCdf(40)]).toEqual([0, 1])
  })

  it('has quantiles that lead back', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959_963_984_540_054, 12)
    for (const p of [0.001, 0.3, 0.5, 0.9, 0.9999]) {
      expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 13)
    }
  })
})

/** Returns with a given number of gains among losses: two values, whose moments are known in closed form. */
function twoValued(gain: number, gains: number, loss: number, losses: number): Float64Array {
  return Float64Array.from([...Array(gains).fill(gain), ...Array(losses).fill(loss)])
}

describe('deflatedSharpe', () => {
  it('has the moments of a coin that falls one way three times in four', () => {
    const { mean, skewness, kurtosis } = momentsOf(twoValued(1, 750, 0, 250))
    const [p, q] = [0.75, 0.25]
    expect(mean).toBeCloseTo(p, 12)
    expect(skewness).toBeCloseTo((q - p) / Math.sqrt(p * q), 10)
    expect(kurtosis).toBeCloseTo(3 + (1 - 6 * p * q) / (p * q), 10)
  })

  /**
   * The example of the paper: 5 years of daily returns, an annual Sharpe ratio of 2.5, skewness −3, kurtosis 10, and 100
   * trials whose annual ratios have a variance of 1/2: expected maximum 0.1132 a day, probability 0.9004.
   */
  it('computes the numbers of the paper', () => {
    const half = Math.sqrt(0.5 / 250) * Math.sqrt(99 / 100)
    const sharpes = Array.from({ length: 100 }, (_, n) => (n % 2 === 0 ? half : -half))
    const result = deflatedSharpe(
      returnsLike({ sharpe: 2.5 / Math.sqrt(250), count: 1250 }),
      sharpes,
    )
    expect(result?.expectedMax).toBeCloseTo(0.1132, 4)
    expect(result?.probability).toBeCloseTo(0.9004, 2)
  })

  it('trusts the same returns less the more sets were tried', () => {
    const returns = twoValued(0.01, 540, -0.01, 460)
    const spreadOver = (count: number) =>
      Array.from({ length: count }, (_, n) => (n % 2 === 0 ? 0.02 : -0.02))
    const few = deflatedSharpe(returns, spreadOver(4))?.probability ?? 0
    const many = deflatedSharpe(returns, spreadOver(400))?.probability ?? 1
    expect(few).toBeGreaterThan(0.9)
    expect(many).toBeLessThan(few - 0.1)
  })

  it('says nothing where nothing moved', () => {
    expect(deflatedSharpe(new Float64Array(50), [0.1, 0.2])).toBeNull()
    expect(deflatedSharpe(twoValued(1, 2, -1, 2), [])).toBeNull()
  })
})

/** Three values with skewness −3 and kurtosis 10, as in the paper, and this Sharpe ratio. */
function returnsLike({ sharpe, count }: { sharpe: number; count: number }): Float64Array {
  // A two-valued variable with skewness s has kurtosis s² + 1: here 10, just as the paper has it.
  const share = 0.5 + 3 / (2 * Math.sqrt(13))
  const high = Math.round(count * share)
  const low = count - high
  const raw = twoValued(1, high, 0, low)
  const { mean, deviation } = momentsOf(raw)
  return raw.map((value) => (value - mean) / deviation + sharpe)
}
