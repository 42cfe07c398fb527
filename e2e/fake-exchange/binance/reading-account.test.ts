import { describe, expect, it } from 'vitest'
import { errorOf } from '../ccxt-client.fixture.ts'
import { MAIN_ACCOUNT } from '../fake-exchange.ts'
import { BinanceBench, SYMBOL } from './binance-bench.fixture.ts'

const bench = new BinanceBench()

describe('ccxt looks up', () => {
  it('an order by id and by its own id, through its life', async () => {
    const order = await bench.placed('life')
    bench.exchange.engine.fill(Number(order.id), '0.004')
    expect(await bench.client.fetchOrder(order.id, SYMBOL)).toMatchObject({
      ...{ status: 'open', filled: 0.004, remaining: 0.006, cost: 116, clientOrderId: 'life' },
    })
    bench.exchange.market.setPrice('BTCUSDT', '28900')
    expect(await bench.client.fetchOrder('', SYMBOL, { clientOrderId: 'life' })).toMatchObject({
      ...{ status: 'closed', filled: 0.01, average: 29_000 },
    })
  })

  it('no order that does not exist', async () => {
    expect(await errorOf(bench.client.fetchOrder('1', SYMBOL))).toBe('OrderNotFound')
    expect(await errorOf(bench.client.cancelOrder('1', SYMBOL))).toBe('OrderNotFound')
  })

  it('open orders of one symbol, and of all', async () => {
    const order = await bench.placed()
    bench.client.options.warnOnFetchOpenOrdersWithoutSymbol = false
    const ids = async (symbol?: string) =>
      (await bench.client.fetchOpenOrders(symbol)).map(({ id }) => id)
    expect(await ids(SYMBOL)).toContain(order.id)
    expect(await ids()).toContain(order.id)
    expect(await ids('ETH/USDT')).toEqual([])
    expect((await bench.client.cancelAllOrders(SYMBOL)).length).toBeGreaterThan(0)
    expect(await ids()).toEqual([])
    expect(await errorOf(bench.client.cancelAllOrders(SYMBOL))).toBe('OrderNotFound')
  })

  it('orders that have ended, and fills', async () => {
    const order = await bench.placed(bench.nextId(), 31_000)
    const closed = await bench.client.fetchClosedOrders(SYMBOL)
    expect(closed.at(-1)).toMatchObject({ id: order.id, status: 'closed' })
    const orders = await bench.client.fetchOrders(SYMBOL, undefined, 1)
    expect(orders.map(({ id }) => id)).toEqual([order.id])
    const trades = await bench.client.fetchMyTrades(SYMBOL)
    const trade = trades.at(-1)
    expect(trade).toMatchObject({
      order: order.id,
      amount: 0.01,
      takerOrMaker: 'taker',
      side: 'buy',
    })
    const later = await bench.client.fetchMyTrades(SYMBOL, undefined, undefined, {
      fromId: Number(trade?.id) + 1,
    })
    expect(later).toEqual([])
    expect(await bench.client.fetchOrderTrades(order.id, SYMBOL)).toMatchObject([{ id: trade?.id }])
  })

  it('the balance, in exact agreement with the engine', async () => {
    const order = await bench.placed()
    const balance = await bench.client.fetchBalance()
    expect(`${balance.USDT?.free} ${balance.USDT?.used}`).toBe(bench.held('USDT'))
    expect(`${balance.BTC?.free} ${balance.BTC?.used}`).toBe(bench.held('BTC'))
    await bench.client.cancelOrder(order.id, SYMBOL)
  })

  it('deposits and withdrawals', async () => {
    bench.exchange.engine.withdraw(MAIN_ACCOUNT, 'USDT', '25', '1')
    const [deposits, withdrawals] = [
      await bench.client.fetchDeposits('BTC'),
      await bench.client.fetchWithdrawals(),
    ]
    expect(deposits).toMatchObject([
      { currency: 'BTC', amount: 100, status: 'ok', type: 'deposit' },
    ])
    expect(withdrawals).toMatchObject([{ amount: 25, fee: { cost: 1 }, status: 'ok' }])
  })

  it('what the key may do and what trading costs', async () => {
    expect(await bench.client.sapiGetAccountApiRestrictions()).toMatchObject({
      ...{ enableReading: true, enableSpotAndMarginTrading: true, enableWithdrawals: false },
    })
    expect(await bench.client.fetchTradingFee(SYMBOL)).toMatchObject({ maker: 0.001, taker: 0.001 })
  })

  it('time, tickers, order book and the state of the system', async () => {
    expect(
      Math.abs(((await bench.client.fetchTime()) ?? 0) - bench.exchange.clock.now()),
    ).toBeLessThan(1_000)
    expect(await bench.client.fetchTicker(SYMBOL)).toMatchObject({ last: 30_000, bid: 29_999.99 })
    expect(Object.keys(await bench.client.fetchTickers([SYMBOL]))).toEqual([SYMBOL])
    const book = await bench.client.fetchOrderBook(SYMBOL, 5)
    expect([book.bids[0]?.[0], book.asks[0]?.[0], book.bids.length]).toEqual([29_999.99, 30_000, 5])
    expect((await bench.client.fetchOHLCV(SYMBOL, '1m', undefined, 2)).at(-1)?.[4]).toBe(30_000)
    expect(await bench.client.fetchStatus()).toMatchObject({ status: 'ok' })
  })
})

describe('an order by hand', () => {
  it('shows up among the account’s own', async () => {
    const manual = bench.exchange.placeManually({
      symbol: 'BTCUSDT',
      side: 'buy',
      price: '29000',
      quantity: '0.02',
    })
    const open = await bench.client.fetchOpenOrders(SYMBOL)
    expect(open.map(({ id }) => id)).toEqual([String(manual.id)])
    await bench.client.cancelOrder(String(manual.id), SYMBOL)
  })
})
