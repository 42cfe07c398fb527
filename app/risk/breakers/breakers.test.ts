import { describe, expect, it } from 'vitest'
import { MINUTE_MS, SAMPLE_START } from '../../domain/sample-market.fixture.ts'
import type { BreakerContext } from '../circuit-breaker.ts'
import { lateCandle } from './late-candle.ts'
import { staleMarket } from './stale-market.ts'

function contextOf(changes: Partial<BreakerContext>): BreakerContext {
  return {
    now: SAMPLE_START,
    candleCloseTime: SAMPLE_START,
    timeframeMs: MINUTE_MS,
    marketIsCurrent: true,
    ...changes,
  }
}

describe('late-candle', () => {
  it('lets a candle trade until half its duration after its close', () => {
    const hour = { timeframeMs: 60 * MINUTE_MS }
    const limit = SAMPLE_START + 30 * MINUTE_MS
    expect(lateCandle.check(contextOf({ ...hour, now: limit }))).toBeUndefined()
    expect(lateCandle.check(contextOf({ ...hour, now: limit + 1 }))).toBe(
      'this candle closed 1800 s ago: catching up, not entering on old news',
    )
  })

  it('grants short candles half a minute', () => {
    const short = { timeframeMs: 10_000 }
    expect(lateCandle.check(contextOf({ ...short, now: SAMPLE_START + 30_000 }))).toBeUndefined()
    expect(lateCandle.check(contextOf({ ...short, now: SAMPLE_START + 30_001 }))).toBeDefined()
  })

  it('does not mind a clock that is a little behind the exchange', () => {
    expect(lateCandle.check(contextOf({ now: SAMPLE_START - 5_000 }))).toBeUndefined()
  })
})

describe('stale-market', () => {
  it('lets a current market trade', () => {
    expect(staleMarket.check(contextOf({}))).toBeUndefined()
  })

  it('holds entries back while the market is not current', () => {
    expect(staleMarket.check(contextOf({ marketIsCurrent: false }))).toBe(
      'the market data is not current: waiting until it is',
    )
  })
})
