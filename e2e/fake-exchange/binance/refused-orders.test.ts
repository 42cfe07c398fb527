import { describe, expect, it } from 'vitest'
import { errorOf } from '../ccxt-client.fixture.ts'
import { amount } from '../matching/amount.ts'
import { BinanceBench, SYMBOL } from './binance-bench.fixture.ts'

const bench = new BinanceBench()

describe('ccxt is refused', () => {
  it.each([
    ['no balance', 'limit', 100, 29_000, 'InsufficientFunds', 'insufficient balance'],
    ['too far', 'limit', 0.01, 5_000, 'InvalidOrder', 'PERCENT_PRICE_BY_SIDE'],
    ['too little', 'limit', 0.0001, 29_000, 'BadRequest', 'NOTIONAL'],
    ['too much', 'market', 121, undefined, 'InvalidOrder', 'LOT_SIZE'],
  ] as const)('%s', async (_, type, quantity, price, error, words) => {
    const attempt = bench.client.createOrder(SYMBOL, type, 'buy', quantity, price)
    await expect(attempt).rejects.toThrow(words)
    expect(await errorOf(bench.client.createOrder(SYMBOL, type, 'buy', quantity, price))).toBe(
      error,
    )
  })

  it('a limit-maker order that would take', async () => {
    const attempt = bench.client.createOrder(SYMBOL, 'limit', 'buy', 0.01, 31_000, {
      postOnly: true,
    })
    expect(await errorOf(attempt)).toBe('OrderImmediatelyFillable')
  })

  it('a stop that has been reached', async () => {
    const stop = bench.client.createOrder(SYMBOL, 'market', 'sell', 0.01, undefined, {
      stopLossPrice: 31_000,
    })
    await expect(stop).rejects.toThrow('Stop price would trigger immediately.')
  })

  it.each([
    [{ price: '29000.000000001' }, '-1111'],
    [{ quantity: '0.000000001' }, '-1111'],
    [{ price: '29000.001' }, 'PRICE_FILTER'],
    [{ quantity: '0.000001' }, 'LOT_SIZE'],
    [{ price: 'x' }, '-1100'],
    [{ newClientOrderId: 'with space' }, '-1100'],
    [{ newClientOrderId: 'x'.repeat(37) }, '-1100'],
    [{ type: 'GUESS' }, '-1116'],
    [{ side: 'HOLD' }, '-1117'],
    [{ timeInForce: 'NOW' }, '-1115'],
    [{ symbol: 'NOPE' }, '-1121'],
    [{ price: undefined }, '-1102'],
    [{ stopPrice: '28000' }, '-1106'],
  ])('with %o: %s', async (change, words) => {
    const good = { symbol: 'BTCUSDT', side: 'BUY', type: 'LIMIT', timeInForce: 'GTC' }
    const order = { ...good, price: '29000', quantity: '0.01', ...change }
    await expect(bench.client.privatePostOrder(order)).rejects.toThrow(words)
  })

  it('when the market has become coarser than the client knows', async () => {
    bench.exchange.engine.changeRules('BTCUSDT', {
      stepSize: amount('0.01'),
      quantityMin: amount('0.01'),
    })
    const order = () => bench.client.createOrder(SYMBOL, 'limit', 'buy', 0.015, 29_000)
    await expect(order()).rejects.toThrow('LOT_SIZE')
    await bench.client.loadMarkets(true)
    expect((await order()).amount).toBe(0.01)
    const rules = { stepSize: amount('0.00001'), quantityMin: amount('0.00001') }
    bench.exchange.engine.changeRules('BTCUSDT', rules)
    await bench.client.loadMarkets(true)
    await bench.client.cancelAllOrders(SYMBOL)
  })

  it('while the market is closed', async () => {
    bench.exchange.engine.setTrading('BTCUSDT', false)
    await expect(bench.placed()).rejects.toThrow('Market is closed.')
    bench.exchange.engine.setTrading('BTCUSDT', true)
  })
})
