import type { Exchange } from 'ccxt'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { errorOf, openClient } from '../ccxt-client.fixture.ts'
import { BYBIT_KEY, BYBIT_SECRET, FakeBybit } from '../fake-bybit.ts'
import { MAIN_ACCOUNT } from '../fake-exchange.ts'
import { amount, amountText } from '../matching/amount.ts'
import type { Order } from '../matching/order.ts'
import { readOrderId } from './order-ids.ts'

const SYMBOL = 'BTC/USDT'
const ACKNOWLEDGED = { acknowledged: true }
const exchange = new FakeBybit()
let client: Exchange
let count = 0

beforeAll(async () => {
  const url = await exchange.start()
  client = await openClient({ exchangeId: 'bybit', url, apiKey: BYBIT_KEY, secret: BYBIT_SECRET })
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
async function placed(orderLinkId = nextId(), price = 29_000, params = {}) {
  const more = { orderLinkId, ...params }
  const order = await client.createOrder(SYMBOL, 'limit', 'buy', 0.01, price, more)
  return { id: String(order.id), orderLinkId }
}

function fetched(id: string, params = {}) {
  return client.fetchOrder(id, SYMBOL, { ...ACKNOWLEDGED, ...params })
}

function engineOrder(id: string): Order {
  const order = exchange.engine.state.orders.find(readOrderId(id) ?? 0)
  if (!order) throw new Error(`there is no order ${id}`)
  return order
}

function held(asset: string): string {
  const { free, locked } = exchange.engine.state.account(MAIN_ACCOUNT).balance(asset)
  return `${amountText(free)} ${amountText(locked)}`
}

describe('ccxt places', () => {
  it('a limit order that rests, and is told only its ids', async () => {
    const order = await client.createOrder(SYMBOL, 'limit', 'buy', 0.01, 29_000, {
      orderLinkId: 'mine',
    })
    expect(order).toMatchObject({ clientOrderId: 'mine', status: undefined, filled: undefined })
    expect(order.id).toMatch(/^\d{19}$/)
    expect(await fetched(String(order.id))).toMatchObject({
      ...{ status: 'open', filled: 0, remaining: 0.01, price: 29_000, timeInForce: 'GTC' },
    })
  })

  it('an order without an id of its own, which is given one', async () => {
    const order = await client.createOrder(SYMBOL, 'limit', 'buy', 0.01, 29_000)
    expect(order.clientOrderId).toMatch(/^\d{19}$/)
    expect(order.clientOrderId).not.toBe(order.id)
  })

  it('market orders by quantity, with the fee in what was received', async () => {
    const buy = await client.createOrder(SYMBOL, 'market', 'buy', 0.01)
    expect(await fetched(String(buy.id))).toMatchObject({
      ...{ status: 'closed', amount: 0.01, filled: 0.01, average: 30_000, cost: 300 },
      fee: { currency: 'BTC', cost: 0.00001 },
    })
    const sell = await client.createOrder(SYMBOL, 'market', 'sell', 0.01)
    const fee = { currency: 'USDT', cost: 0.2999999 }
    expect(await fetched(String(sell.id))).toMatchObject({ status: 'closed', filled: 0.01, fee })
  })

  it('a market order for an amount of money', async () => {
    const order = await client.createMarketBuyOrderWithCost(SYMBOL, 90)
    expect(await fetched(String(order.id))).toMatchObject({ status: 'closed', filled: 0.003 })
  })

  it('an order that fills in portions', async () => {
    exchange.engine.scriptFills('BTCUSDT', ['0.002', '0.003'])
    const order = await client.createOrder(SYMBOL, 'market', 'sell', 0.01)
    const trades = await client.fetchOrderTrades(String(order.id), SYMBOL)
    expect(trades.map((trade) => trade.amount)).toEqual([0.002, 0.003, 0.005])
    expect(trades.map(({ info }) => info.leavesQty)).toEqual(['0.008', '0.005', '0'])
  })

  it.each([
    ['IOC', 29_000, 'canceled', 0, 'EC_NoImmediateQtyToFill'],
    ['FOK', 29_000, 'canceled', 0, 'EC_CancelForNoFullFill'],
    ['IOC', 31_000, 'closed', 0.01, 'EC_NoError'],
    ['FOK', 31_000, 'closed', 0.01, 'EC_NoError'],
    ['PO', 31_000, 'canceled', 0, 'EC_PostOnlyWillTakeLiquidity'],
    ['PO', 29_000, 'open', 0, 'EC_NoError'],
  ] as const)(
    'an order that is %s at %d: accepted, and then %s',
    async (timeInForce, price, status, filled, rejectReason) => {
      const { id } = await placed(nextId(), price, { timeInForce })
      expect(await fetched(id)).toMatchObject({ status, filled, info: { rejectReason } })
    },
  )

  it('an order and amends it', async () => {
    const { id, orderLinkId } = await placed()
    await client.editOrder(id, SYMBOL, 'limit', 'buy', 0.02, 28_000)
    expect(await fetched(id)).toMatchObject({ amount: 0.02, price: 28_000, status: 'open' })
    await client.editOrder('', SYMBOL, 'limit', 'buy', 0.03, 28_000, { orderLinkId })
    expect(await fetched(id)).toMatchObject({ amount: 0.03, clientOrderId: orderLinkId })
  })
})

describe('an id', () => {
  it('is never free again, not even when its order has ended', async () => {
    const first = await placed('again')
    await expect(placed('again')).rejects.toThrow('170141')
    exchange.engine.fill(engineOrder(first.id).id)
    await expect(placed('again')).rejects.toThrow('Duplicate clientOrderId')
    expect(await errorOf(placed('again'))).toBe('InvalidOrder')
  })

  it('may have 36 letters, digits, dashes and underscores', async () => {
    await placed('x'.repeat(36))
    await expect(placed('x'.repeat(37))).rejects.toThrow('10001')
    await expect(placed('no spaces')).rejects.toThrow('10001')
  })

  it('leads to an order through its life, wherever it is asked for', async () => {
    const { id, orderLinkId } = await placed()
    const ids = async (openOnly: number) => {
      const orders = await client.fetchOpenOrders(SYMBOL, undefined, undefined, {
        orderLinkId,
        openOnly,
      })
      return orders.map((order) => order.id)
    }
    expect(await ids(0)).toEqual([id])
    await client.cancelOrder(undefined as unknown as string, SYMBOL, { orderLinkId })
    expect([await ids(0), await ids(1)]).toEqual([[id], [id]])
    const history = await client.fetchCanceledAndClosedOrders(SYMBOL, undefined, undefined, {
      orderLinkId,
    })
    expect(history).toMatchObject([{ id, status: 'canceled', clientOrderId: orderLinkId }])
  })

  it('of the exchange goes before the client’s, even an empty one before none', async () => {
    const [first, second] = [await placed(), await placed()]
    await client.cancelOrder(first.id, SYMBOL, { orderLinkId: second.orderLinkId })
    expect([(await fetched(first.id)).status, (await fetched(second.id)).status]).toEqual([
      ...['canceled', 'open'],
    ])
  })
})

describe('ccxt cancels', () => {
  it('an order that was filled in part', async () => {
    const { id } = await placed()
    exchange.engine.fill(engineOrder(id).id, '0.004')
    await client.cancelOrder(id, SYMBOL)
    const order = await fetched(id)
    expect(order).toMatchObject({ status: 'closed', filled: 0.004 })
    expect(order.info).toMatchObject({ orderStatus: 'PartiallyFilledCanceled', leavesQty: '0' })
  })

  it('nothing twice, and nothing that is not there', async () => {
    const { id } = await placed()
    await client.cancelOrder(id, SYMBOL)
    await expect(client.cancelOrder(id, SYMBOL)).rejects.toThrow('170213')
    expect(await errorOf(client.cancelOrder('1', SYMBOL))).toBe('OrderNotFound')
  })

  it('all orders of a market, but not the conditional ones, unless told to', async () => {
    const { id } = await placed()
    const stop = await placed(nextId(), 28_000, { triggerPrice: 28_500 })
    const ended = await client.cancelAllOrders(SYMBOL)
    expect(ended.map((order) => order.id)).toContain(id)
    expect((await client.fetchOpenOrders(SYMBOL)).map((order) => order.id)).toEqual([stop.id])
    await client.cancelAllOrders(SYMBOL, { trigger: true })
    expect(await client.fetchOpenOrders(SYMBOL)).toEqual([])
  })
})

describe('ccxt looks up', () => {
  it('open orders of one symbol and of all, page by page', async () => {
    await client.cancelAllOrders()
    const ids: string[] = []
    for (let order = 0; order < 5; order += 1) ids.push((await placed()).id)
    const pages: string[][] = []
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const page = await client.fetchOpenOrders(SYMBOL, undefined, 2, cursor ? { cursor } : {})
      pages.push(page.map((order) => String(order.id)).toSorted())
      cursor = page.map(({ info }) => info.nextPageCursor).find(Boolean)
    }
    expect(pages).toEqual([ids.slice(3), ids.slice(1, 3), ids.slice(0, 1)])
    expect((await client.fetchOpenOrders()).length).toBe(5)
    expect(await client.fetchOpenOrders('ETH/USDT')).toEqual([])
  })

  it('no order that does not exist', async () => {
    expect(await errorOf(fetched('1'))).toBe('OrderNotFound')
    expect(await errorOf(client.fetchOrder('1', SYMBOL))).toBe('ArgumentsRequired')
  })

  it('ended orders, which a restart of the exchange leaves to the history', async () => {
    const { id, orderLinkId } = await placed(nextId(), 31_000)
    expect((await fetched(id)).status).toBe('closed')
    exchange.forgetEndedOrders()
    expect(await errorOf(fetched(id))).toBe('OrderNotFound')
    const params = { orderLinkId }
    const found = await client.fetchCanceledAndClosedOrders(SYMBOL, undefined, undefined, params)
    expect(found).toMatchObject([{ id, status: 'closed' }])
    expect((await client.fetchClosedOrder(id, SYMBOL)).id).toBe(id)
  })

  it('an order that was cancelled without a fill for one day only', async () => {
    const { id } = await placed()
    await client.cancelOrder(id, SYMBOL)
    const isListed = async () => {
      const orders = await client.fetchCanceledAndClosedOrders(SYMBOL, undefined, 50)
      return orders.some((order) => order.id === id)
    }
    expect(await isListed()).toBe(true)
    exchange.conditions.checksTimestamps = false
    exchange.clock.advance(86_400_001)
    exchange.forgetEndedOrders()
    expect(await isListed()).toBe(false)
    exchange.clock.advance(-86_400_001)
    exchange.conditions.checksTimestamps = true
  })

  it('fills with their fees, in seven days at most', async () => {
    const { id } = await placed(nextId(), 31_000)
    const [trade] = (await client.fetchMyTrades(SYMBOL)).slice(-1)
    expect(trade).toMatchObject({
      ...{ order: id, price: 30_000, amount: 0.01, cost: 300, takerOrMaker: 'taker', side: 'buy' },
      fee: { currency: 'BTC', cost: 0.00001, rate: 0.001 },
    })
    expect(trade?.id).toMatch(/^\d{19}$/)
    const since = Date.now() - 8 * 86_400_000
    expect(await client.fetchMyTrades(SYMBOL, since)).toEqual([])
    const until = Date.now()
    const tooLong = client.fetchMyTrades(SYMBOL, since, undefined, { until })
    await expect(tooLong).rejects.toThrow('cannot exceed 7 days')
    expect((await client.fetchMyTrades()).at(-1)?.id).toBe(trade?.id)
  })

  it('the balance, in exact agreement with the engine', async () => {
    await placed()
    const balance = await client.fetchBalance()
    for (const asset of ['USDT', 'BTC'] as const) {
      expect(`${balance[asset]?.free} ${balance[asset]?.used}`).toBe(held(asset))
    }
  })

  it('deposits and withdrawals', async () => {
    exchange.engine.withdraw(MAIN_ACCOUNT, 'USDT', '25', '1')
    expect(await client.fetchDeposits('BTC')).toMatchObject([
      { currency: 'BTC', amount: 100, status: 'ok', type: 'deposit' },
    ])
    expect(await client.fetchWithdrawals()).toMatchObject([
      { currency: 'USDT', amount: 25, fee: { cost: 1 }, status: 'ok', type: 'withdrawal' },
    ])
  })

  it('what the key may do, what the account is and what trading costs', async () => {
    const { result } = await client.privateGetV5UserQueryApi()
    expect(result).toMatchObject({ readOnly: 0, uta: 1, permissions: { Spot: ['SpotTrade'] } })
    expect((await client.privateGetV5AccountInfo()).result).toMatchObject({
      unifiedMarginStatus: 6,
    })
    expect(await client.fetchTradingFee(SYMBOL)).toMatchObject({ maker: 0.001, taker: 0.001 })
    expect(Object.keys(await client.fetchCurrencies())).toEqual(['BTC', 'USDT', 'ETH'])
  })

  it('time, tickers, order book, trades, candles and the state of the system', async () => {
    expect(Math.abs(((await client.fetchTime()) ?? 0) - exchange.clock.now())).toBeLessThan(1_000)
    expect(await client.fetchTicker(SYMBOL)).toMatchObject({ last: 30_000, bid: 29_999.99 })
    expect(Object.keys(await client.fetchTickers([SYMBOL]))).toEqual([SYMBOL])
    const book = await client.fetchOrderBook(SYMBOL, 5)
    expect([book.bids[0]?.[0], book.asks[0]?.[0], book.bids.length]).toEqual([29_999.99, 30_000, 5])
    expect((await client.fetchTrades(SYMBOL)).at(-1)).toMatchObject({ price: 30_000 })
    expect(await client.fetchStatus()).toMatchObject({ status: 'ok' })
  })

  it('candles from a time on, up to a time, and the last ones', async () => {
    const minute = 60_000
    const now = Math.floor(exchange.clock.now() / minute) * minute
    const times = async (since?: number, limit?: number, params = {}) =>
      (await client.fetchOHLCV(SYMBOL, '1m', since, limit, params)).map(
        ([time]) => (Number(time) - now) / minute,
      )
    expect(await times(undefined, 2)).toEqual([-1, 0])
    expect(await times(now - 10 * minute, 3)).toEqual([-10, -9, -8])
    expect(await times(now - 10 * minute + 1, 2)).toEqual([-9, -8])
    expect(await times(undefined, 2, { until: now - 5 * minute })).toEqual([-6, -5])
    expect((await client.fetchOHLCV(SYMBOL, '1m', undefined, 1)).at(-1)?.[4]).toBe(30_000)
  })
})

describe('ccxt is refused', () => {
  it.each([
    ['no balance', 'limit', 100, 29_000, 'InsufficientFunds', '170131'],
    ['too far', 'limit', 0.01, 5_000, 'InvalidOrder', '170193'],
    ['too little', 'limit', 0.0001, 29_000, 'InvalidOrder', '170140'],
    ['too much', 'limit', 1_001, 29_000, 'InvalidOrder', '170135'],
    ['too much at any price', 'market', 101, undefined, 'InvalidOrder', '170135'],
  ] as const)('%s', async (_, type, quantity, price, error, code) => {
    const attempt = () => client.createOrder(SYMBOL, type, 'buy', quantity, price)
    await expect(attempt()).rejects.toThrow(code)
    expect(await errorOf(attempt())).toBe(error)
  })

  it('when the market has become coarser than the client knows', async () => {
    const fine = { stepSize: amount('0.00001'), quantityMin: amount('0.00001') }
    exchange.engine.changeRules('BTCUSDT', { stepSize: amount('0.01') })
    const order = () => client.createOrder(SYMBOL, 'limit', 'buy', 0.015, 29_000)
    await expect(order()).rejects.toThrow('170137')
    await client.loadMarkets(true)
    expect((await fetched(String((await order()).id))).amount).toBe(0.01)
    exchange.engine.changeRules('BTCUSDT', fine)
    await client.loadMarkets(true)
  })

  it('while the market is closed', async () => {
    exchange.engine.setTrading('BTCUSDT', false)
    await expect(placed()).rejects.toThrow('170157')
    exchange.engine.setTrading('BTCUSDT', true)
  })
})

describe('an order by hand', () => {
  it('shows up among the account’s own', async () => {
    const { id } = exchange.placeManually({
      ...{ symbol: 'BTCUSDT', side: 'buy', price: '29000', quantity: '0.02' },
    })
    const open = await client.fetchOpenOrders(SYMBOL)
    expect(open.map((order) => readOrderId(String(order.id)))).toContain(id)
  })
})
