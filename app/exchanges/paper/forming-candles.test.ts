import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, rateFromPercent, ZERO_QUANTITY } from '../../domain/amount.ts'
import type { Candle } from '../../domain/candle.ts'
import { price, quantity, SAMPLE_START, sampleCandle } from '../../domain/sample-market.fixture.ts'
import { PaperBench } from './paper-bench.fixture.ts'

/** The candle as it is after some of it: where the price is, what was traded so far. */
function so(close: string, low: string, high: string, volume: string): Candle {
  const at = { open: price('100'), close: price(close), low: price(low), high: price(high) }
  return sampleCandle(0, '100', { ...at, volume: quantity(volume) })
}

describe('a forming candle', () => {
  it('fills a market order at the last price before it, on the line to the next', () => {
    const bench = new PaperBench({ latencyMs: 5_000 })
    bench.grow(so('110', '100', '110', '1'), 20_000)
    bench.buy('0.1')
    bench.grow(so('120', '100', '120', '2'), 30_000)
    expect(bench.fills).toMatchObject([{ price: price('115'), time: SAMPLE_START + 25_000 }])
  })

  it('fills at the price it had when an order arrives without delay', () => {
    const bench = new PaperBench()
    bench.grow(so('110', '100', '110', '1'), 20_000)
    bench.buy('0.1')
    bench.grow(so('120', '100', '120', '2'), 30_000)
    expect(bench.fills).toMatchObject([{ price: price('110'), time: SAMPLE_START + 20_000 }])
  })

  it('fills an order that waited before it opened at its open', () => {
    const bench = new PaperBench()
    bench.buy('0.1')
    bench.grow(so('110', '90', '110', '1'), 20_000)
    expect(bench.fills).toMatchObject([{ price: price('100'), time: SAMPLE_START }])
  })

  it('does not fill a limit order from a low or a high that came before it', () => {
    const bench = new PaperBench()
    bench.grow(so('100', '90', '110', '1'), 20_000)
    bench.buy('0.1', '95')
    bench.sell('0.1', '105')
    bench.grow(so('101', '90', '110', '2'), 30_000)
    bench.close(so('100', '90', '110', '3'))
    expect(bench.fills).toEqual([])
  })

  it('fills a limit order from a new low or a new high', () => {
    const withNewLow = new PaperBench()
    withNewLow.grow(so('100', '96', '100', '1'), 20_000)
    withNewLow.buy('0.1', '95')
    withNewLow.grow(so('101', '94', '101', '2'), 30_000)
    expect(withNewLow.fills).toMatchObject([{ price: price('95'), liquidity: 'maker' }])
    const withHigh = new PaperBench()
    withHigh.grow(so('100', '90', '104', '1'), 20_000)
    withHigh.sell('0.1', '105')
    withHigh.grow(so('100', '90', '106', '2'), 30_000)
    expect(withHigh.fills).toMatchObject([{ price: price('105'), liquidity: 'maker' }])
  })

  it('lets an order trade against what it grew by, and against nothing when it did not grow', () => {
    const bench = new PaperBench({ volumeShareMax: rateFromPercent(10) })
    bench.grow(so('100', '100', '100', '5'), 20_000)
    bench.buy('1')
    bench.grow(so('100', '100', '100', '4.9'), 30_000)
    bench.grow(so('100', '100', '100', '4.9'), 40_000)
    expect(bench.fills).toEqual([])
    bench.close(so('100', '100', '100', '6.9'))
    expect(bench.fills.map(({ quantity: of }) => of)).toEqual([quantity('0.2')])
  })

  it('gives orders nothing any more once it has closed, however often it comes again', () => {
    const bench = new PaperBench({ volumeShareMax: rateFromPercent(10) })
    bench.buy('1')
    const candle = so('100', '100', '100', '3')
    for (let again = 0; again < 3; again += 1) bench.close(candle)
    bench.grow(candle, 30_000)
    expect(bench.fills.map(({ quantity: of }) => of)).toEqual([quantity('0.3')])
    bench.close({ ...candle, openTime: candle.openTime + 60_000 })
    expect(bench.fills).toHaveLength(2)
  })

  it('gives orders the same volume in slices as in one piece', () => {
    const anyGrowth = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 10 })
    fc.assert(
      fc.property(anyGrowth, (growth) => {
        const share = { volumeShareMax: rateFromPercent(10) }
        const sliced = new PaperBench(share)
        const whole = new PaperBench(share)
        for (const bench of [sliced, whole]) bench.buy('100')
        let traded = 0
        growth.forEach((grown, index) => {
          traded += grown
          sliced.grow(so('100', '100', '100', String(traded)), (index + 1) * 5_000)
        })
        const candle = so('100', '100', '100', String(traded))
        sliced.close(candle)
        whole.close(candle)
        const total = ({ fills }: PaperBench) =>
          fills.reduce((sum, fill) => add(sum, fill.quantity), ZERO_QUANTITY)
        expect(total(sliced)).toBe(total(whole))
        expect(total(whole)).toBe(quantity(String(traded / 10)))
      }),
    )
  })
})
