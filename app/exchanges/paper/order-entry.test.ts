import { describe, expect, it } from 'vitest'
import { rateFromBasisPoints } from '../../domain/amount.ts'
import type { Market } from '../../domain/market.ts'
import {
  money,
  price,
  quantity,
  SAMPLE_MARKET,
  sampleCandle,
} from '../../domain/sample-market.fixture.ts'
import { type BenchOptions, PaperBench } from './paper-bench.fixture.ts'

const STRICT: Market = {
  ...SAMPLE_MARKET,
  priceTick: price('0.5'),
  quantityStep: quantity('0.002'),
  quantityMin: quantity('0.01'),
}

/** What the exchange says to an order at the door: of this quantity, at this limit or at the market. */
function answerTo(
  side: 'buy' | 'sell',
  amount: string,
  limit: string | null,
  options: BenchOptions = {},
): readonly string[] {
  const bench = new PaperBench(options)
  return bench.newsOf(side === 'buy' ? bench.buy(amount, limit) : bench.sell(amount, limit))
}

describe('the paper exchange at its door', () => {
  it('takes the smallest quantity, and rejects a smaller one', () => {
    const market = { market: STRICT }
    expect(answerTo('buy', '0.01', null, market)).toEqual(['accepted'])
    expect(answerTo('buy', '0.008', null, market)).toEqual(['rejected: the quantity is below 0.01'])
  })

  it('takes a multiple of the step, and rejects what lies between', () => {
    const market = { market: STRICT }
    expect(answerTo('sell', '0.012', null, market)).toEqual(['accepted'])
    expect(answerTo('sell', '0.013', null, market)).toEqual([
      'rejected: the quantity is no multiple of 0.002',
    ])
  })

  it('takes a price on the tick, and rejects what lies between', () => {
    const market = { market: STRICT }
    expect(answerTo('buy', '0.01', '30000.5', market)).toEqual(['accepted'])
    expect(answerTo('buy', '0.01', '30000.25', market)).toEqual([
      'rejected: the price is no multiple of the tick',
    ])
  })

  it('takes an order at the minimum worth, and rejects one below it', () => {
    expect(answerTo('buy', '0.1', '50')).toEqual(['accepted'])
    expect(answerTo('sell', '0.1', '49.99')).toEqual([
      'rejected: the order is worth less than 5 USDT',
    ])
  })

  it('takes a purchase that the balance covers with its fee, and rejects one a unit above', () => {
    const makerFee = rateFromBasisPoints(10)
    expect(answerTo('buy', '0.1', '30000', { makerFee, quote: money('3003') })).toEqual([
      'accepted',
    ])
    const short = { makerFee, quote: money('3002.99999999') }
    expect(answerTo('buy', '0.1', '30000', short)).toEqual(['rejected: not enough USDT'])
  })

  it('takes a market purchase as long as there is any money', () => {
    expect(answerTo('buy', '0.1', null, { quote: money('0.01') })).toEqual(['accepted'])
    expect(answerTo('buy', '0.1', null, { quote: money('0') })).toEqual([
      'rejected: not enough USDT',
    ])
  })

  it('takes a sale of all there is, and rejects one of more', () => {
    const base = quantity('0.1')
    expect(answerTo('sell', '0.1', null, { base })).toEqual(['accepted'])
    expect(answerTo('sell', '0.10001', null, { base })).toEqual(['rejected: not enough BTC'])
    expect(answerTo('sell', '0.10001', '99999', { base })).toEqual(['rejected: not enough BTC'])
  })

  it('forgets an order that it rejected', async () => {
    const bench = new PaperBench({ base: quantity('0') })
    const id = bench.sell('0.1')
    bench.close(sampleCandle(0, '30000'))
    expect(bench.fills).toEqual([])
    expect(await bench.find(id)).toEqual({ kind: 'absent' })
  })
})

describe('a waiting order', () => {
  it('is cancelled on request, and does not fill any more', () => {
    const bench = new PaperBench()
    const id = bench.buy('0.1')
    bench.cancel(id)
    bench.cancel(id)
    bench.close(sampleCandle(0, '30000'))
    expect(bench.newsOf(id)).toEqual(['accepted', 'cancelled: cancelled on request'])
  })

  it('is not affected when another one, or none, is cancelled', () => {
    const bench = new PaperBench()
    const id = bench.buy('0.1')
    bench.cancel('o99')
    bench.cancel(bench.buy('0.2'))
    bench.close(sampleCandle(0, '30000'))
    expect(bench.newsOf(id)).toEqual(['accepted', 'fill'])
    expect(bench.fills).toHaveLength(1)
  })

  it('does not fill when it is cancelled in answer to the fill of another', () => {
    const bench = new PaperBench()
    const { listener } = bench
    bench.exchange.connect({
      ...listener,
      onExecution: (execution) => {
        listener.onExecution(execution)
        bench.cancel('o2')
      },
    })
    bench.buy('0.1')
    bench.buy('0.1')
    bench.close(sampleCandle(0, '30000'))
    expect(bench.newsOf('o2')).toEqual(['accepted', 'cancelled: cancelled on request'])
    expect(bench.fills).toHaveLength(1)
  })

  it('is put back after a restart, and one that is finished is not', () => {
    const before = new PaperBench()
    for (const _ of [1, 2]) before.buy('0.1')
    const [open, other] = before.orders
    if (open === undefined || other === undefined) throw new Error('two orders were sent')
    const after = new PaperBench()
    after.exchange.restore([
      open,
      { ...other, state: 'cancelled', reportedQuantity: quantity('0.05') },
    ])
    after.close(sampleCandle(0, '30000'))
    expect(after.fills.map(({ clientOrderId }) => clientOrderId)).toEqual(['o1'])
  })

  it('is found by its client order id until it is finished', async () => {
    const bench = new PaperBench()
    const id = bench.buy('0.1')
    expect(await bench.find(id)).toMatchObject({
      kind: 'found',
      report: { clientOrderId: id, exchangeOrderId: id, state: 'open', filledQuantity: 0 },
    })
    bench.close(sampleCandle(0, '30000'))
    expect(await bench.find(id)).toEqual({ kind: 'absent' })
    expect(bench.exchange.traits.visibilityLagMs).toBe(0)
  })
})
