import { describe, expect, it } from 'vitest'
import { rateFromBasisPoints, rateFromPercent } from '../../domain/amount.ts'
import type { Candle } from '../../domain/candle.ts'
import {
  MINUTE_MS,
  money,
  price,
  quantity,
  SAMPLE_START,
  sampleCandle,
} from '../../domain/sample-market.fixture.ts'
import { PaperBench } from './paper-bench.fixture.ts'

const FEES = { makerFee: rateFromBasisPoints(5), takerFee: rateFromBasisPoints(10) }
const SPREAD = { halfSpread: rateFromBasisPoints(1), slippage: rateFromBasisPoints(2) }

/** Opens and closes at 30 000, and reaches this on the way. */
function candleReaching(index: number, extreme: string): Candle {
  const at = price(extreme)
  const flat = price('30000')
  return at < flat
    ? sampleCandle(index, '30000', { low: at })
    : sampleCandle(index, '30000', { high: at })
}

describe('a limit order that waits', () => {
  it('fills at its own price as a maker when the market goes through it', () => {
    const bench = new PaperBench({ ...FEES, ...SPREAD })
    bench.buy('0.1', '29000')
    bench.sell('0.1', '31000')
    bench.close(candleReaching(0, '28999.99'))
    bench.close(candleReaching(1, '31000.01'))
    const maker = { liquidity: 'maker', quantity: quantity('0.1') }
    expect(bench.fills).toMatchObject([
      { ...maker, price: price('29000'), cost: money('2900'), fee: money('1.45') },
      { ...maker, price: price('31000'), cost: money('3100'), fee: money('1.55') },
    ])
    expect(bench.fills.map(({ time }) => time)).toEqual([
      SAMPLE_START + MINUTE_MS,
      SAMPLE_START + 2 * MINUTE_MS,
    ])
  })

  it('does not fill when the market only touches its price', () => {
    const bench = new PaperBench()
    bench.buy('0.1', '29000')
    bench.sell('0.1', '31000')
    bench.close(candleReaching(0, '29000'))
    bench.close(candleReaching(1, '31000'))
    expect(bench.fills).toEqual([])
  })

  it('fills at its own price, and no better, when the market jumps over it', () => {
    const bench = new PaperBench({ ...FEES, ...SPREAD })
    bench.buy('0.1', '29000')
    bench.close(sampleCandle(0, '30000'))
    bench.close(sampleCandle(1, '28000'))
    expect(bench.fills).toMatchObject([
      { price: price('29000'), liquidity: 'maker', fee: money('1.45') },
    ])
  })

  it('takes no more than its share of the volume', () => {
    const bench = new PaperBench({ volumeShareMax: rateFromPercent(10) })
    const id = bench.buy('0.15', '29000')
    for (const index of [0, 1, 2]) {
      bench.close({ ...candleReaching(index, '28000'), volume: quantity('1') })
    }
    expect(bench.fills.map(({ quantity: of }) => of)).toEqual([quantity('0.1'), quantity('0.05')])
    expect(bench.newsOf(id)).toEqual(['accepted', 'fill', 'fill'])
  })
})

describe('a limit order that the market meets on its arrival', () => {
  it('takes, at the price a market order would get', () => {
    const bench = new PaperBench({ ...FEES, ...SPREAD })
    bench.buy('0.1', '30009')
    bench.sell('0.1', '29991')
    bench.close(sampleCandle(0, '30000'))
    const taker = { liquidity: 'taker', time: SAMPLE_START }
    expect(bench.fills).toMatchObject([
      { ...taker, price: price('30009'), cost: money('3000.9'), fee: money('3.0009') },
      { ...taker, price: price('29991'), cost: money('2999.1'), fee: money('2.9991') },
    ])
  })

  it('slips no further than its own price', () => {
    const bench = new PaperBench({ ...FEES, ...SPREAD })
    bench.buy('0.1', '30003')
    bench.sell('0.1', '29997')
    bench.close(sampleCandle(0, '30000'))
    expect(bench.fills).toMatchObject([
      { liquidity: 'taker', price: price('30003'), fee: money('3.0003') },
      { liquidity: 'taker', price: price('29997'), fee: money('2.9997') },
    ])
  })

  it('waits when the other side of the spread is a tick beyond its price', () => {
    const bench = new PaperBench({ ...FEES, ...SPREAD })
    bench.buy('0.1', '30002.99')
    bench.sell('0.1', '29997.01')
    bench.close(sampleCandle(0, '30000'))
    expect(bench.fills).toMatchObject([
      { liquidity: 'maker', price: price('30002.99') },
      { liquidity: 'maker', price: price('29997.01') },
    ])
  })

  it('waits at its own price with what the volume did not give', () => {
    const bench = new PaperBench({ ...SPREAD, volumeShareMax: rateFromPercent(10) })
    bench.buy('0.15', '30500')
    bench.close(sampleCandle(0, '30000', { volume: quantity('1') }))
    bench.close(sampleCandle(1, '30500', { volume: quantity('1') }))
    bench.close(sampleCandle(2, '30499.99', { volume: quantity('1') }))
    expect(bench.fills).toMatchObject([
      { liquidity: 'taker', price: price('30009'), quantity: quantity('0.1') },
      { liquidity: 'maker', price: price('30500'), quantity: quantity('0.05') },
    ])
  })

  it('does not wait in a candle in which it had not arrived at the open', () => {
    const bench = new PaperBench({ latencyMs: 1_000 })
    bench.buy('0.1', '29000')
    bench.close(candleReaching(0, '28000'))
    expect(bench.fills).toEqual([])
    bench.close(candleReaching(1, '28000'))
    expect(bench.fills).toMatchObject([{ liquidity: 'maker', price: price('29000') }])
  })
})

describe('a post-only order', () => {
  const postOnly = { type: 'limit', postOnly: true, quantity: quantity('0.1') } as const

  it('is taken back where it would trade at once', () => {
    const bench = new PaperBench(FEES)
    const purchase = bench.submit({ ...postOnly, side: 'buy', limitPrice: price('30000') })
    const sale = bench.submit({ ...postOnly, side: 'sell', limitPrice: price('29000') })
    bench.close(candleReaching(0, '31000'))
    const news = ['accepted', 'cancelled: it is post-only, and would have traded at once']
    expect([bench.newsOf(purchase), bench.newsOf(sale)]).toEqual([news, news])
    expect(bench.fills).toEqual([])
  })

  it('rests, and trades as a maker, where the market comes to it', () => {
    const bench = new PaperBench(FEES)
    bench.submit({ ...postOnly, side: 'buy', limitPrice: price('29999') })
    bench.close(candleReaching(0, '29998'))
    expect(bench.fills).toMatchObject([{ price: price('29999'), liquidity: 'maker' }])
  })
})
