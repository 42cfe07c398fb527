import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { price, SAMPLE_START, sampleCandle } from '../domain/sample-market.fixture.ts'
import { CandleBuilder } from './candle-builder.ts'

describe('the candle builder', () => {
  it('lets a closed candle through', () => {
    const candle = sampleCandle(0, '100')
    expect(new CandleBuilder(null).add(candle, true)).toBe(candle)
  })

  it('holds a forming one back, and lets it through when it has closed', () => {
    const builder = new CandleBuilder(null)
    expect(builder.add(sampleCandle(0, '100'), false)).toBeUndefined()
    expect(builder.add(sampleCandle(0, '101'), true)).toEqual(sampleCandle(0, '101'))
  })

  it('lets nothing through that the engine has seen before it was made', () => {
    const builder = new CandleBuilder(SAMPLE_START)
    expect(builder.add(sampleCandle(0, '100'), true)).toBeUndefined()
    expect(builder.add(sampleCandle(1, '100'), true)).toBeDefined()
  })

  it('stops a faulty candle, and lets a sound one of the same time through', () => {
    const builder = new CandleBuilder(null)
    expect(builder.add(sampleCandle(0, '100', { low: price('0') }), true)).toBeUndefined()
    expect(builder.add(sampleCandle(0, '100'), true)).toBeDefined()
  })

  it('shows every time at most once and never goes back, whatever a feed sends', () => {
    const anySent = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.boolean())
    fc.assert(
      fc.property(fc.array(anySent), (sent) => {
        const builder = new CandleBuilder(null)
        let last = -1
        for (const [index, closed] of sent) {
          const shown = builder.add(sampleCandle(index, '100'), closed)
          expect(shown !== undefined).toBe(closed && index > last)
          if (shown) last = index
        }
      }),
    )
  })
})
