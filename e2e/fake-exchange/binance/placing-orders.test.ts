import { describe, expect, it } from 'vitest'
import { errorOf } from '../ccxt-client.fixture.ts'
import { MAIN_ACCOUNT } from '../fake-exchange.ts'
import { BinanceBench, SYMBOL } from './binance-bench.fixture.ts'

const bench = new BinanceBench()

describe('ccxt places', () => {
  it('a limit order that rests, with its own id', async () => {
    const order = await bench.placed('mine')
    expect(order).toMatchObject({ clientOrderId: 'mine', status: 'open', filled: 0, price: 29_000 })
    expect(await bench.client.cancelOrder(order.id, SYMBOL)).toMatchObject({ status: 'canceled' })
  })

  it('a market order that fills at once, with its fee', async () => {
    const order = await bench.client.createOrder(SYMBOL, 'market', 'buy', 0.01)
    expect(order).toMatchObject({ status: 'closed', filled: 0.01, average: 30_000, cost: 300 })
    expect(order).toMatchObject({ fees: [{ currency: 'BTC', cost: 0.00001 }] })
  })

  it('a market order for an amount of money', async () => {
    const order = await bench.client.createMarketOrderWithCost(SYMBOL, 'buy', 90)
    expect(order).toMatchObject({ status: 'closed', filled: 0.003 })
  })

  it('a market order that fills in portions', async () => {
    bench.exchange.engine.scriptFills('BTCUSDT', ['0.002', '0.003'])
    const order = await bench.client.createOrder(SYMBOL, 'market', 'sell', 0.01)
    expect(order.trades.map((trade) => trade.amount)).toEqual([0.002, 0.003, 0.005])
    expect(order).toMatchObject({ fees: [{ currency: 'USDT', cost: 0.2999999 }] })
  })

  it('an order that pays its fee in BNB', async () => {
    bench.exchange.engine.deposit(MAIN_ACCOUNT, 'BNB', '1')
    bench.exchange.engine.setFees(MAIN_ACCOUNT, { discountAsset: 'BNB' })
    const order = await bench.client.createOrder(SYMBOL, 'market', 'sell', 0.01)
    bench.exchange.engine.setFees(MAIN_ACCOUNT, { discountAsset: null })
    expect(order).toMatchObject({ fees: [{ currency: 'BNB', cost: 0.00037499 }] })
  })

  it.each([
    ['market', 'sell', undefined, { stopLossPrice: 29_000 }, 'STOP_LOSS'],
    ['limit', 'sell', 28_990, { stopLossPrice: 29_000 }, 'STOP_LOSS_LIMIT'],
    ['market', 'sell', undefined, { takeProfitPrice: 31_000 }, 'TAKE_PROFIT'],
    ['limit', 'sell', 31_000, { takeProfitPrice: 31_000 }, 'TAKE_PROFIT_LIMIT'],
    ['limit', 'sell', 31_000, { postOnly: true }, 'LIMIT_MAKER'],
    [
      'market',
      'sell',
      undefined,
      { trailingPercent: 1, stopLossOrTakeProfit: 'stopLoss' },
      'STOP_LOSS',
    ],
  ] as const)('%s %s at %s with %o as %s', async (type, side, price, params, word) => {
    const clientOrderId = bench.nextId()
    await bench.client.createOrder(SYMBOL, type, side, 0.01, price, { ...params, clientOrderId })
    const order = await bench.client.fetchOrder('', SYMBOL, { clientOrderId })
    expect(order.info).toMatchObject({ type: word, status: 'NEW' })
    await bench.client.cancelOrder('', SYMBOL, { clientOrderId })
  })

  it.each([
    ['IOC', 29_000, 'expired', 0],
    ['FOK', 29_000, 'expired', 0],
    ['IOC', 31_000, 'closed', 0.01],
    ['FOK', 31_000, 'closed', 0.01],
  ] as const)(
    'a limit order that is %s at %s and ends %s',
    async (timeInForce, price, status, filled) => {
      const order = await bench.client.createOrder(SYMBOL, 'limit', 'buy', 0.01, price, {
        timeInForce,
      })
      expect(order).toMatchObject({ status, filled })
    },
  )

  it('a test order, of which nothing is left', async () => {
    const before = bench.held('USDT')
    await bench.client.createOrder(SYMBOL, 'limit', 'buy', 0.01, 29_000, { test: true })
    expect(bench.held('USDT')).toBe(before)
  })

  it('two orders of which one fills', async () => {
    const answer = await bench.client.privatePostOrderListOco({
      ...{ symbol: 'BTCUSDT', side: 'SELL', quantity: '0.01' },
      ...{ aboveType: 'LIMIT_MAKER', abovePrice: '31000', aboveClientOrderId: 'above' },
      ...{ belowType: 'STOP_LOSS', belowStopPrice: '29000', belowClientOrderId: 'below' },
    })
    expect(answer).toMatchObject({ contingencyType: 'OCO', listOrderStatus: 'EXECUTING' })
    expect(await bench.client.privateGetOpenOrderList()).toMatchObject([
      { orderListId: answer.orderListId },
    ])
    bench.exchange.market.setPrice('BTCUSDT', '29000')
    expect(await bench.client.privateGetOpenOrderList()).toEqual([])
    const status = async (clientOrderId: string) =>
      (await bench.client.fetchOrder('', SYMBOL, { clientOrderId })).status
    expect([await status('above'), await status('below')]).toEqual(['expired', 'closed'])
  })

  it('an entry with a target and a stop that begin once it has filled', async () => {
    const answer = await bench.client.privatePostOrderListOtoco({
      ...{ symbol: 'BTCUSDT', workingType: 'LIMIT', workingSide: 'BUY', workingPrice: '29000' },
      ...{ workingQuantity: '0.01', workingTimeInForce: 'GTC', workingClientOrderId: 'entry' },
      ...{ pendingSide: 'SELL', pendingQuantity: '0.00999', pendingAboveType: 'LIMIT_MAKER' },
      ...{ pendingAbovePrice: '31000', pendingAboveClientOrderId: 'bracket-target' },
      ...{ pendingBelowType: 'STOP_LOSS', pendingBelowStopPrice: '28000' },
    })
    expect(answer).toMatchObject({ contingencyType: 'OTO', listOrderStatus: 'EXECUTING' })
    const target = async () =>
      (await bench.client.fetchOrder('', SYMBOL, { clientOrderId: 'bracket-target' })).info.status
    expect(await target()).toBe('PENDING_NEW')
    bench.exchange.market.setPrice('BTCUSDT', '28999')
    expect(await target()).toBe('NEW')
    await bench.client.privateDeleteOrderList({
      symbol: 'BTCUSDT',
      orderListId: answer.orderListId,
    })
    expect(await target()).toBe('CANCELED')
  })

  it('another order instead of one', async () => {
    const order = await bench.placed()
    const edited = await bench.client.editOrder(order.id, SYMBOL, 'limit', 'buy', 0.02, 28_000, {
      clientOrderId: bench.nextId(),
    })
    expect(edited).toMatchObject({ amount: 0.02, price: 28_000, status: 'open' })
    expect((await bench.client.fetchOrder(order.id, SYMBOL)).status).toBe('canceled')
    await bench.client.cancelOrder(String(edited.id), SYMBOL)
    expect(
      await errorOf(bench.client.editOrder(order.id, SYMBOL, 'limit', 'buy', 0.02, 28_000)),
    ).toBe('ExchangeError')
  })
})

describe('an id', () => {
  it('is refused while an order has it, and may be used again when that is over', async () => {
    const first = await bench.placed('again')
    await expect(bench.placed('again')).rejects.toThrow('Duplicate order sent.')
    expect(await errorOf(bench.placed('again'))).toBe('InvalidOrder')
    bench.exchange.engine.fill(Number(first.id))
    const second = await bench.placed('again')
    expect(second.id).not.toBe(first.id)
    expect((await bench.client.fetchOrder('', SYMBOL, { clientOrderId: 'again' })).id).toBe(
      second.id,
    )
    await bench.client.cancelOrder('', SYMBOL, { clientOrderId: 'again' })
  })
})
