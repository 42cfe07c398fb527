import { describe, expect, it } from 'vitest'
import { MINUTE_MS, sampleCandle } from '../../domain/sample-market.fixture.ts'
import { BREAKERS } from '../../risk/all-breakers.ts'
import { tradingBench } from '../trading-bench.fixture.ts'

/** An account that is judged by the jumps of its price only. */
function jumpBench() {
  const { engine, clock } = tradingBench({ parts: { breakers: [BREAKERS['price-jump']] } })
  const candle = (index: number, close: string, lateMs: number) => {
    const sample = sampleCandle(index, close)
    clock.advance(Math.max(0, sample.openTime + MINUTE_MS + lateMs - clock.now()))
    engine.enqueue({ kind: 'candle', candle: sample })
  }
  return { engine, clock, candle, trips: () => engine.guard.trips.length }
}

describe('a window that is as long as a candle', () => {
  it.each([
    [0, 900],
    [900, 0],
    [400, 400],
  ])('reaches from one close to the next, told %i ms late and then %i ms', (first, second) => {
    const { candle, trips } = jumpBench()
    candle(0, '30000', first)
    candle(1, '33000', second)
    expect(trips()).toBe(1)
  })

  it('does not reach further', () => {
    const { candle, trips } = jumpBench()
    candle(0, '30000', 900)
    candle(1, '31500', 0)
    candle(2, '33000', 0)
    expect(trips()).toBe(0)
  })
})

describe('candles that come at once, after a gap', () => {
  it('are judged by when they closed', () => {
    const { candle, clock, trips } = jumpBench()
    candle(0, '30000', 0)
    clock.advance(10 * MINUTE_MS)
    for (let index = 1; index < 10; index += 1) candle(index, String(30_000 + 1_000 * index), 0)
    expect(trips()).toBe(0)
  })

  it('trip for a jump among them', () => {
    const { candle, clock, trips } = jumpBench()
    candle(0, '30000', 0)
    clock.advance(10 * MINUTE_MS)
    candle(1, '30000', 0)
    candle(2, '33000', 0)
    expect(trips()).toBe(1)
  })
})
