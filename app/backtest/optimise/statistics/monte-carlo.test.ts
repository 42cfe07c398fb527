import { describe, expect, it } from 'vitest'
import { blockBootstrap, compounded, shuffledTrades } from './monte-carlo.ts'

/** All orders of a few values. */
function permutations(values: readonly number[]): readonly (readonly number[])[] {
  if (values.length < 2) return [values]
  return values.flatMap((value, index) =>
    permutations(values.toSpliced(index, 1)).map((rest) => [value, ...rest]),
  )
}

function fallOf(returns: readonly number[]): number {
  const equity = [1]
  for (const change of returns) equity.push((equity.at(-1) ?? 1) * (1 + change))
  return Math.max(...equity.map((now, at) => 1 - now / Math.max(...equity.slice(0, at + 1))))
}

describe('compounded', () => {
  it('measures what the definition measures', () => {
    const returns = [0.1, -0.2, 0.05, -0.1, 0.4]
    const { totalReturn, maxDrawdown } = compounded(Float64Array.from(returns))
    expect(totalReturn).toBeCloseTo(1.1 * 0.8 * 1.05 * 0.9 * 1.4 - 1, 12)
    expect(maxDrawdown).toBeCloseTo(fallOf(returns), 12)
  })
})

describe('shuffledTrades', () => {
  it('ends where the trades end, in whatever order, and falls as often as all orders say', () => {
    const returns = [0.1, -0.05, 0.08, -0.12, 0.03, -0.02]
    const spread = shuffledTrades(returns, 7)
    const { totalReturn } = compounded(Float64Array.from(returns))
    expect(spread?.totalReturn[5]).toBeCloseTo(totalReturn, 12)
    expect(spread?.totalReturn[95]).toBeCloseTo(totalReturn, 12)
    const falls = permutations(returns)
      .map(fallOf)
      .toSorted((a, b) => a - b)
    const rank = (percent: number) => falls[Math.ceil((percent / 100) * falls.length) - 1] ?? 0
    for (const percent of [5, 25, 50, 75, 95] as const) {
      expect(spread?.maxDrawdown[percent]).toBeCloseTo(rank(percent), 1)
    }
  })

  it('is the same for the same seed, and another for another', () => {
    const returns = Array.from({ length: 40 }, (_, n) => Math.sin(n * n) / 20)
    expect(shuffledTrades(returns, 1)).toEqual(shuffledTrades(returns, 1))
    expect(shuffledTrades(returns, 1)).not.toEqual(shuffledTrades(returns, 2))
  })

  it('says nothing about a single trade', () => {
    expect(shuffledTrades([0.1], 1)).toBeNull()
  })
})

describe('blockBootstrap', () => {
  it('spreads around the mean that the returns have, as wide as their deviation says', () => {
    const returns = Float64Array.from({ length: 2_000 }, (_, n) => 0.0005 + Math.sin(n * n) / 100)
    const mean = returns.reduce((sum, r) => sum + Math.log(1 + r), 0)
    const spread = blockBootstrap(returns, 5)
    expect(Math.log(1 + (spread?.totalReturn[50] ?? 0))).toBeCloseTo(mean, 0)
    expect(spread?.totalReturn[5]).toBeLessThan(spread?.totalReturn[95] ?? 0)
    expect(spread?.maxDrawdown[5]).toBeGreaterThan(0)
  })

  it('has nothing to spread where every return is the same', () => {
    const spread = blockBootstrap(new Float64Array(300).fill(0.001), 5)
    expect(spread?.totalReturn[5]).toBeCloseTo(1.001 ** 300 - 1, 10)
    expect(spread?.totalReturn[95]).toBeCloseTo(1.001 ** 300 - 1, 10)
  })

  it('keeps the whole return of a history that is too long to draw candle by candle', () => {
    const spread = blockBootstrap(new Float64Array(20_000).fill(0.0001), 5)
    expect(spread?.totalReturn[50]).toBeCloseTo(1.0001 ** 20_000 - 1, 8)
  })
})
