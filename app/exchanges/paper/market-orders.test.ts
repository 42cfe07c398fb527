import { describe, expect, it } from 'vitest'
import { rateFromBasisPoints, rateFromPercent } from '../../domain/amount.ts'
import type { Market } from '../../domain/market.ts'
import {
  MINUTE_MS,
  money,
  price,
  quantity,
  SAMPLE_MARKET,
  SAMPLE_START,
  sampleCandle,
} from '../../domain/sample-market.fixture.ts'
import { PaperBench } from './paper-bench.fixture.ts'
import { DEFAULT_PAPER_RULES } from './paper-rules.ts'

const COARSE: Market = { ...SAMPLE_MARKET, priceTick: price('0.50') }
/** From 30 000 to 30 060 in one minute: one a second. */
const RISING = { close: price('30060'), high: price('30060') }

describe('a market order on paper', () => {
  it('fills at the open of the next candle', () => {
    const bench = new PaperBench()
    bench.close(sampleCandle(0, '29000'))
    const id = bench.buy('0.1')
    bench.close(sampleCandle(1, '30000', RISING))
    expect(bench.fills).toEqual([
      {
        fillId: `${id}-0`,
        exchangeOrderId: `${id}`,
        clientOrderId: id,
        botId: 'bot1',
        symbol: 'BTC/USDT',
        side: 'buy',
        price: price('30000'),
        quantity: quantity('0.1'),
        cost: money('3000'),
        fee: 0,
        feeCurrency: 'USDT',
        feeInQuote: 0,
        liquidity: 'taker',
        time: SAMPLE_START + MINUTE_MS,
      },
    ])
    expect(bench.newsOf(id)).toEqual(['accepted', 'fill'])
  })

  it('does not fill from the candle after which it was sent, nor from an older one', () => {
    const bench = new PaperBench()
    bench.close(sampleCandle(1, '30000'))
    bench.buy('0.1')
    bench.close(sampleCandle(1, '20000'))
    bench.close(sampleCandle(0, '10000'))
    expect(bench.fills).toEqual([])
    bench.close(sampleCandle(2, '30000'))
    expect(bench.fills).toHaveLength(1)
  })

  it('loses half the spread, slippage and the fraction of a tick, and pays the fee', () => {
    const bench = new PaperBench(DEFAULT_PAPER_RULES)
    bench.buy('0.1')
    bench.sell('0.1')
    bench.close(sampleCandle(0, '30000.03'))
    expect(bench.fills).toMatchObject([
      { price: price('30009.04'), cost: money('3000.904'), fee: money('3.000904') },
      { price: price('29991.02'), cost: money('2999.102'), fee: money('2.999102') },
    ])
  })

  it('is rounded to the tick against the trader', () => {
    const bench = new PaperBench({ market: COARSE })
    bench.buy('0.1')
    bench.sell('0.1')
    bench.close(sampleCandle(0, '30000.10'))
    expect(bench.fills.map((fill) => fill.price)).toEqual([price('30000.5'), price('30000')])
  })

  it('pays a fee that is rounded up, and cost up or proceeds down', () => {
    const fine: Market = { ...SAMPLE_MARKET, quantityStep: quantity('0.00000001') }
    const bench = new PaperBench({ market: fine, takerFee: rateFromBasisPoints(10) })
    bench.buy('0.01000003')
    bench.sell('0.01000003')
    bench.close(sampleCandle(0, '33.33'))
    expect(bench.fills).toMatchObject([
      { cost: money('0.333301'), fee: money('0.00033331') },
      { cost: money('0.33330099'), fee: money('0.00033331') },
    ])
  })

  it('with a latency fills where the price is on the way from open to close', () => {
    const bench = new PaperBench({ latencyMs: 30_000 })
    bench.buy('0.1')
    bench.close(sampleCandle(0, '30000', RISING))
    expect(bench.fills).toMatchObject([{ price: price('30030'), time: SAMPLE_START + 30_000 }])
  })

  it('does not fill before a latency is over', () => {
    const bench = new PaperBench({ latencyMs: MINUTE_MS })
    bench.buy('0.1')
    bench.close(sampleCandle(0, '29000'))
    expect(bench.fills).toEqual([])
    bench.close(sampleCandle(1, '30000', RISING))
    expect(bench.fills).toMatchObject([{ price: price('30000'), time: SAMPLE_START + MINUTE_MS }])
  })

  it('fills the share of the volume it may have, and the rest later', () => {
    const bench = new PaperBench({ volumeShareMax: rateFromPercent(10) })
    const id = bench.buy('0.25')
    bench.close(sampleCandle(0, '30000', { volume: quantity('1') }))
    bench.close(sampleCandle(1, '31000', { volume: quantity('0.00009') }))
    bench.close(sampleCandle(2, '32000', { volume: quantity('1.0001') }))
    bench.close(sampleCandle(3, '33000', { volume: quantity('90') }))
    bench.close(sampleCandle(4, '34000'))
    expect(bench.fills.map(({ fillId, price: at, quantity: of }) => [fillId, at, of])).toEqual([
      [`${id}-0`, price('30000'), quantity('0.1')],
      [`${id}-10000000`, price('32000'), quantity('0.10001')],
      [`${id}-20001000`, price('33000'), quantity('0.04999')],
    ])
  })

  it('shares the volume with those that were there first', () => {
    const bench = new PaperBench({ volumeShareMax: rateFromPercent(10) })
    for (const amount of ['0.06', '0.06', '0.01']) bench.buy(amount)
    bench.close(sampleCandle(0, '30000', { volume: quantity('1') }))
    expect(bench.fills.map(({ quantity: of }) => of)).toEqual([quantity('0.06'), quantity('0.04')])
  })

  it('buys as much as cash pays for with the fee, and the rest is cancelled', () => {
    const bench = new PaperBench({ quote: money('1000'), takerFee: rateFromBasisPoints(10) })
    const id = bench.buy('0.1')
    bench.close(sampleCandle(0, '30000'))
    expect(bench.fills).toMatchObject([
      { quantity: quantity('0.0333'), cost: money('999'), fee: money('0.999') },
    ])
    expect(bench.newsOf(id)).toEqual([
      'accepted',
      'fill',
      'cancelled: the balance did not cover the rest',
    ])
  })

  it('buys all of it when cash pays for it to the last unit', () => {
    const bench = new PaperBench({ quote: money('3003'), takerFee: rateFromBasisPoints(10) })
    const id = bench.buy('0.1')
    bench.close(sampleCandle(0, '30000'))
    expect(bench.newsOf(id)).toEqual(['accepted', 'fill'])
  })

  it('buys nothing when cash does not pay for one step', () => {
    const bench = new PaperBench({ quote: money('0.2') })
    const id = bench.buy('0.1')
    bench.close(sampleCandle(0, '30000'))
    expect(bench.newsOf(id)).toEqual(['accepted', 'cancelled: the balance did not cover the rest'])
  })

  it('sells no more than is there', () => {
    const bench = new PaperBench()
    const [first, second] = [bench.sell('0.8'), bench.sell('0.8')]
    bench.close(sampleCandle(0, '30000'))
    expect(bench.newsOf(first)).toEqual(['accepted', 'fill'])
    expect(bench.newsOf(second)).toEqual([
      'accepted',
      'fill',
      'cancelled: the balance did not cover the rest',
    ])
    expect(bench.fills.map(({ quantity: of }) => of)).toEqual([quantity('0.8'), quantity('0.2')])
  })

  it('costs no more than announced while the price stands still', () => {
    const bench = new PaperBench({ ...DEFAULT_PAPER_RULES, volumeShareMax: null })
    expect(bench.exchange.costRate).toBe(130_030)
    bench.buy('1')
    bench.close(sampleCandle(0, '30000'))
    expect(bench.fills).toMatchObject([{ cost: money('30009'), fee: money('30.009') }])
  })
})

describe('a market purchase for all the money there is', () => {
  const all = { quantity: quantity('0.1'), funds: money('3003') }
  const fees = { takerFee: rateFromPercent(0.1) }

  it('buys what its money pays for at the price, more or less than was reckoned', () => {
    for (const [open, bought] of [
      ['24000', '0.125'],
      ['30000', '0.1'],
      ['40000', '0.075'],
    ] as const) {
      const bench = new PaperBench({ ...fees, quote: money('5000') })
      const id = bench.submit(all)
      bench.close(sampleCandle(0, open))
      expect(bench.fills).toMatchObject([{ price: price(open), quantity: quantity(bought) }])
      bench.close(sampleCandle(1, '10000'))
      expect(bench.fills).toHaveLength(1)
      expect(bench.newsOf(id).at(-1)).not.toBe('accepted')
    }
  })

  it('spends what is there where that is less', () => {
    const bench = new PaperBench({ ...fees, quote: money('1001') })
    bench.submit(all)
    bench.close(sampleCandle(0, '20000'))
    expect(bench.fills).toMatchObject([{ quantity: quantity('0.05'), fee: money('1') }])
  })

  it('goes on with what is left of it where little is traded', () => {
    const bench = new PaperBench({ ...fees, volumeShareMax: rateFromPercent(10) })
    const id = bench.submit({ ...all, quantity: quantity('0.2') })
    const thin = { volume: quantity('0.5') }
    for (const [index, at] of ['30000', '15000', '15000', '15000'].entries()) {
      bench.close(sampleCandle(index, at, thin))
    }
    // 1,501.5 at 30,000, 750.75 at 15,000, and what is left of 3,003 after both.
    expect(bench.fills.map((fill) => fill.quantity)).toEqual(['0.05', '0.05', '0.05'].map(quantity))
    expect(bench.newsOf(id).at(-1)).toBe('spent')
  })
})
