import type { Exchange } from 'ccxt'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { errorOf, openClient } from '../ccxt-client.fixture.ts'
import { API_KEY, API_SECRET, FakeBinance } from '../fake-binance.ts'
import { MAIN_ACCOUNT } from '../fake-exchange.ts'
import { amount, amountText } from '../matching/amount.ts'

const SYMBOL = 'BTC/USDT'
const exchange = new FakeBinance()
let client: Exchange
let count = 0

beforeAll(async () => {
  const url = await exchange.start()
  client = await openClient({ exchangeId: 'binance', url, apiKey: API_KEY, secret: API_SECRET })
  exchange.engine.deposit(MAIN_ACCOUNT, 'USDT', '1000000')
  exchange.engine.deposit(MAIN_ACCOUNT, 'BTC', '100')
})
afterAll(async () => {
  await client.close()
  await exchange.stop()
})
beforeEach(() => {
  exchange.limits.clear()
  exchange.market.setPrice('BTCUSDT', '30000')
})

function nextId(): string {
  count += 1
  return `order-${count}`
}

/** A limit order that rests, if not told otherwise. */
async function placed(clientOrderId = nextId(), price = 29_000) {
  const order = await client.createOrder(SYMBOL, 'limit', 'buy', 0.01, price, { clientOrderId })
  return { ...order, id: String(order.id) }
}

function held(asset: string): string {
  const { free, locked } = exchange.engine.state.account(MAIN_ACCOUNT).balance(asset)
  return `${amountText(free)} ${amountText(locked)}`
}

describe('ccxt places', () => {
  it('a limit order that rests, with its own id', async () => {
    const order = await placed('mine')
    expect(order).toMatchObject({ clientOrderId: 'mine', status: 'open', filled: 0, price: 29_000 })
    expect(await client.cancelOrder(order.id, SYMBOL)).toMatchObject({ status: 'canceled' })
  })

  it('a market order that fills at once, with its fee', async () => {
    const order = await client.createOrder(SYMBOL, 'market', 'buy', 0.01)
    expect(order).toMatchObject({ status: 'closed', filled: 0.01, average: 30_000, cost: 300 })
    expect(order).toMatchObject({ fees: [{ currency: 'BTC', cost: 0.00001 }] })
  })

  it('a market order for an amount of money', async () => {
    const order = await client.createMarketOrderWithCost(SYMBOL, 'buy', 90)
    expect(order).toMatchObject({ status: 'closed', filled: 0.003 })
  })

  it('a market order that fills in portions', async () => {
    exchange.engine.scriptFills('BTCUSDT', ['0.002', '0.003'])
    const order = await client.createOrder(SYMBOL, 'market', 'sell', 0.01)
    expect(order.trades.map((trade) => trade.amount)).toEqual([0.002, 0.003, 0.005])
    expect(order).toMatchObject({ fees: [{ currency: 'USDT', cost: 0.2999999 }] })
  })

  it('an order that pays its fee in BNB', async () => {
    exchange.engine.deposit(MAIN_ACCOUNT, 'BNB', '1')
    exchange.engine.setFees(MAIN_ACCOUNT, { discountAsset: 'BNB' })
    const order = await client.createOrder(SYMBOL, 'market', 'sell', 0.01)
    exchange.engine.setFees(MAIN_ACCOUNT, { discountAsset: null })
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
    const clientOrderId = nextId()
    await client.createOrder(SYMBOL, type, side, 0.01, price, { ...params, clientOrderId })
    const order = await client.fetchOrder('', SYMBOL, { clientOrderId })
    expect(order.info).toMatchObject({ type: word, status: 'NEW' })
    await client.cancelOrder('', SYMBOL, { clientOrderId })
  })

  it.each([
    ['IOC', 29_000, 'expired', 0],
    ['FOK', 29_000, 'expired', 0],
    ['IOC', 31_000, 'closed', 0.01],
    ['FOK', 31_000, 'closed', 0.01],
  ] as const)(
    'a limit order that is %s at %s and ends %s',
    async (timeInForce, price, status, filled) => {
      const order = await client.createOrder(SYMBOL, 'limit', 'buy', 0.01, price, { timeInForce })
      expect(order).toMatchObject({ status, filled })
    },
  )

  it('a test order, of which nothing is left', async () => {
    const before = held('USDT')
    await client.createOrder(SYMBOL, 'limit', 'buy', 0.01, 29_000, { test: true })
    expect(held('USDT')).toBe(before)
  })

  it('two orders of which one fills', async () => {
    const answer = await client.privatePostOrderListOco({
      ...{ symbol: 'BTCUSDT', side: 'SELL', quantity: '0.01' },
      ...{ aboveType: 'LIMIT_MAKER', abovePrice: '31000', aboveClientOrderId: 'above' },
      ...{ belowType: 'STOP_LOSS', belowStopPrice: '29000', belowClientOrderId: 'below' },
    })
    expect(answer).toMatchObject({ contingencyType: 'OCO', listOrderStatus: 'EXECUTING' })
    expect(await client.privateGetOpenOrderList()).toMatchObject([
      { orderListId: answer.orderListId },
    ])
    exchange.market.setPrice('BTCUSDT', '29000')
    expect(await client.privateGetOpenOrderList()).toEqual([])
    const status = async (clientOrderId: string) =>
      (await client.fetchOrder('', SYMBOL, { clientOrderId })).status
    expect([await status('above'), await status('below')]).toEqual(['expired', 'closed'])
  })

  it('an entry with a target and a stop that begin once it has filled', async () => {
    const answer = await client.privatePostOrderListOtoco({
      ...{ symbol: 'BTCUSDT', workingType: 'LIMIT', workingSide: 'BUY', workingPrice: '29000' },
      ...{ workingQuantity: '0.01', workingTimeInForce: 'GTC', workingClientOrderId: 'entry' },
      ...{ pendingSide: 'SELL', pendingQuantity: '0.00999', pendingAboveType: 'LIMIT_MAKER' },
      ...{ pendingAbovePrice: '31000', pendingAboveClientOrderId: 'bracket-target' },
      ...{ pendingBelowType: 'STOP_LOSS', pendingBelowStopPrice: '28000' },
    })
    expect(answer).toMatchObject({ contingencyType: 'OTO', listOrderStatus: 'EXECUTING' })
    const target = async () =>
      (await client.fetchOrder('', SYMBOL, { clientOrderId: 'bracket-target' })).info.status
    expect(await target()).toBe('PENDING_NEW')
    exchange.market.setPrice('BTCUSDT', '28999')
    expect(await target()).toBe('NEW')
    await client.privateDeleteOrderList({ symbol: 'BTCUSDT', orderListId: answer.orderListId })
    expect(await target()).toBe('CANCELED')
  })

  it('another order instead of one', async () => {
    const order = await placed()
    const edited = await client.editOrder(order.id, SYMBOL, 'limit', 'buy', 0.02, 28_000, {
      clientOrderId: nextId(),
    })
    expect(edited).toMatchObject({ amount: 0.02, price: 28_000, status: 'open' })
    expect((await client.fetchOrder(order.id, SYMBOL)).status).toBe('canceled')
    await client.cancelOrder(String(edited.id), SYMBOL)
    expect(await errorOf(client.editOrder(order.id, SYMBOL, 'limit', 'buy', 0.02, 28_000))).toBe(
      'ExchangeError',
    )
  })
})

describe('an id', () => {
  it('is refused while an order has it, and may be used again when that is over', async () => {
    const first = await placed('again')
    await expect(placed('again')).rejects.toThrow('Duplicate order sent.')
    expect(await errorOf(placed('again'))).toBe('InvalidOrder')
    exchange.engine.fill(Number(first.id))
    const second = await placed('again')
    expect(second.id).not.toBe(first.id)
    expect((await client.fetchOrder('', SYMBOL, { clientOrderId: 'again' })).id).toBe(second.id)
    await client.cancelOrder('', SYMBOL, { clientOrderId: 'again' })
  })
})

describe('ccxt looks up', () => {
  it('an order by id and by its own id, through its life', async () => {
    const order = await placed('life')
    exchange.engine.fill(Number(order.id), '0.004')
    expect(await client.fetchOrder(order.id, SYMBOL)).toMatchObject({
      ...{ status: 'open', filled: 0.004, remaining: 0.006, cost: 116, clientOrderId: 'life' },
    })
    exchange.market.setPrice('BTCUSDT', '28900')
    expect(await client.fetchOrder('', SYMBOL, { clientOrderId: 'life' })).toMatchObject({
      ...{ status: 'closed', filled: 0.01, average: 29_000 },
    })
  })

  it('no order that does not exist', async () => {
    expect(await errorOf(client.fetchOrder('1', SYMBOL))).toBe('OrderNotFound')
    expect(await errorOf(client.cancelOrder('1', SYMBOL))).toBe('OrderNotFound')
  })

  it('open orders of one symbol, and of all', async () => {
    const order = await placed()
    client.options.warnOnFetchOpenOrdersWithoutSymbol = false
    const ids = async (symbol?: string) =>
      (await client.fetchOpenOrders(symbol)).map(({ id }) => id)
    expect(await ids(SYMBOL)).toContain(order.id)
    expect(await ids()).toContain(order.id)
    expect(await ids('ETH/USDT')).toEqual([])
    expect((await client.cancelAllOrders(SYMBOL)).length).toBeGreaterThan(0)
    expect(await ids()).toEqual([])
    expect(await errorOf(client.cancelAllOrders(SYMBOL))).toBe('OrderNotFound')
  })

  it('orders that have ended, and fills', async () => {
    const order = await placed(nextId(), 31_000)
    const closed = await client.fetchClosedOrders(SYMBOL)
    expect(closed.at(-1)).toMatchObject({ id: order.id, status: 'closed' })
    const orders = await client.fetchOrders(SYMBOL, undefined, 1)
    expect(orders.map(({ id }) => id)).toEqual([order.id])
    const trades = await client.fetchMyTrades(SYMBOL)
    const trade = trades.at(-1)
    expect(trade).toMatchObject({
      order: order.id,
      amount: 0.01,
      takerOrMaker: 'taker',
      side: 'buy',
    })
    const later = await client.fetchMyTrades(SYMBOL, undefined, undefined, {
      fromId: Number(trade?.id) + 1,
    })
    expect(later).toEqual([])
    expect(await client.fetchOrderTrades(order.id, SYMBOL)).toMatchObject([{ id: trade?.id }])
  })

  it('the balance, in exact agreement with the engine', async () => {
    const order = await placed()
    const balance = await client.fetchBalance()
    expect(`${balance.USDT?.free} ${balance.USDT?.used}`).toBe(held('USDT'))
    expect(`${balance.BTC?.free} ${balance.BTC?.used}`).toBe(held('BTC'))
    await client.cancelOrder(order.id, SYMBOL)
  })

  it('deposits and withdrawals', async () => {
    exchange.engine.withdraw(MAIN_ACCOUNT, 'USDT', '25', '1')
    const [deposits, withdrawals] = [
      await client.fetchDeposits('BTC'),
      await client.fetchWithdrawals(),
    ]
    expect(deposits).toMatchObject([
      { currency: 'BTC', amount: 100, status: 'ok', type: 'deposit' },
    ])
    expect(withdrawals).toMatchObject([{ amount: 25, fee: { cost: 1 }, status: 'ok' }])
  })

  it('what the key may do and what trading costs', async () => {
    expect(await client.sapiGetAccountApiRestrictions()).toMatchObject({
      ...{ enableReading: true, enableSpotAndMarginTrading: true, enableWithdrawals: false },
    })
    expect(await client.fetchTradingFee(SYMBOL)).toMatchObject({ maker: 0.001, taker: 0.001 })
  })

  it('time, tickers, order book and the state of the system', async () => {
    expect(Math.abs(((await client.fetchTime()) ?? 0) - exchange.clock.now())).toBeLessThan(1_000)
    expect(await client.fetchTicker(SYMBOL)).toMatchObject({ last: 30_000, bid: 29_999.99 })
    expect(Object.keys(await client.fetchTickers([SYMBOL]))).toEqual([SYMBOL])
    const book = await client.fetchOrderBook(SYMBOL, 5)
    expect([book.bids[0]?.[0], book.asks[0]?.[0], book.bids.length]).toEqual([29_999.99, 30_000, 5])
    expect((await client.fetchOHLCV(SYMBOL, '1m', undefined, 2)).at(-1)?.[4]).toBe(30_000)
    expect(await client.fetchStatus()).toMatchObject({ status: 'ok' })
  })
})

describe('ccxt is refused', () => {
  it.each([
    ['no balance', 'limit', 100, 29_000, 'InsufficientFunds', 'insufficient balance'],
    ['too far', 'limit', 0.01, 5_000, 'InvalidOrder', 'PERCENT_PRICE_BY_SIDE'],
    ['too little', 'limit', 0.0001, 29_000, 'BadRequest', 'NOTIONAL'],
    ['too much', 'market', 121, undefined, 'InvalidOrder', 'LOT_SIZE'],
  ] as const)('%s', async (_, type, quantity, price, error, words) => {
    const attempt = client.createOrder(SYMBOL, type, 'buy', quantity, price)
    await expect(attempt).rejects.toThrow(words)
    expect(await errorOf(client.createOrder(SYMBOL, type, 'buy', quantity, price))).toBe(error)
  })

  it('a limit-maker order that would take', async () => {
    const attempt = client.createOrder(SYMBOL, 'limit', 'buy', 0.01, 31_000, { postOnly: true })
    expect(await errorOf(attempt)).toBe('OrderImmediatelyFillable')
  })

  it('a stop that has been reached', async () => {
    const stop = client.createOrder(SYMBOL, 'market', 'sell', 0.01, undefined, {
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
    await expect(client.privatePostOrder(order)).rejects.toThrow(words)
  })

  it('when the market has become coarser than the client knows', async () => {
    exchange.engine.changeRules('BTCUSDT', {
      stepSize: amount('0.01'),
      quantityMin: amount('0.01'),
    })
    const order = () => client.createOrder(SYMBOL, 'limit', 'buy', 0.015, 29_000)
    await expect(order()).rejects.toThrow('LOT_SIZE')
    await client.loadMarkets(true)
    expect((await order()).amount).toBe(0.01)
    const rules = { stepSize: amount('0.00001'), quantityMin: amount('0.00001') }
    exchange.engine.changeRules('BTCUSDT', rules)
    await client.loadMarkets(true)
    await client.cancelAllOrders(SYMBOL)
  })

  it('while the market is closed', async () => {
    exchange.engine.setTrading('BTCUSDT', false)
    await expect(placed()).rejects.toThrow('Market is closed.')
    exchange.engine.setTrading('BTCUSDT', true)
  })
})

describe('an order by hand', () => {
  it('shows up among the account’s own', async () => {
    const manual = exchange.placeManually({
      symbol: 'BTCUSDT',
      side: 'buy',
      price: '29000',
      quantity: '0.02',
    })
    const open = await client.fetchOpenOrders(SYMBOL)
    expect(open.map(({ id }) => id)).toEqual([String(manual.id)])
    await client.cancelOrder(String(manual.id), SYMBOL)
  })
})
