import type { Exchange } from 'ccxt'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { errorOf, openClient, strayRejectionsOf } from '../ccxt-client.fixture.ts'
import { eventually } from '../eventually.fixture.ts'
import { BYBIT_KEY, BYBIT_SECRET, FakeBybit } from '../fake-bybit.ts'
import { MAIN_ACCOUNT } from '../fake-exchange.ts'
import { readOrderId } from './order-ids.ts'

const SYMBOL = 'BTC/USDT'
let exchange: FakeBybit
let client: Exchange

beforeEach(async () => {
  exchange = new FakeBybit()
  const url = await exchange.start()
  client = await openClient({ exchangeId: 'bybit', url, apiKey: BYBIT_KEY, secret: BYBIT_SECRET })
  exchange.engine.deposit(MAIN_ACCOUNT, 'USDT', '100000')
  exchange.market.setPrice('BTCUSDT', '30000')
})
afterEach(async () => {
  await client.close()
  await exchange.stop()
})

/** Collects what watchOrders says, one line an update. */
function watchOrders(): { readonly seen: string[]; readonly over: Promise<string> } {
  const seen: string[] = []
  const watch = async () => {
    for (;;) {
      for (const { info, filled } of await client.watchOrders(SYMBOL)) {
        seen.push(`${info.orderStatus} ${filled}`)
      }
    }
  }
  return { seen, over: errorOf(watch()) }
}

const listening = () => eventually(() => exchange.privateStreams.listeners).toBe(1)

async function placed(params = {}): Promise<number> {
  const more = { orderLinkId: 'mine', ...params }
  const order = await client.createOrder(SYMBOL, 'limit', 'buy', 0.01, 29_000, more)
  return readOrderId(String(order.id)) ?? 0
}

describe('the private stream', () => {
  it('tells of an order from beginning to end', async () => {
    const { seen } = watchOrders()
    await listening()
    const id = await placed()
    exchange.engine.fill(id, '0.004')
    exchange.engine.fill(id)
    await eventually(() => seen.at(-1)).toBe('Filled 0.01')
    expect(seen).toContain('New 0')
  })

  it('tells of a cancel', async () => {
    const { seen } = watchOrders()
    await listening()
    const id = await placed()
    exchange.engine.cancel(id)
    await eventually(() => seen.at(-1)).toBe('Cancelled 0')
  })

  it('tells how a conditional order triggers', async () => {
    const { seen } = watchOrders()
    await listening()
    await placed({ triggerPrice: 29_500 })
    await eventually(() => seen).toEqual(['Untriggered 0'])
    exchange.streams.received.length = 0
    exchange.market.setPrice('BTCUSDT', '29500')
    await eventually(() => seen.at(-1)).toBe('New 0')
  })

  it('tells of fills with their fees, and of the same ones fast and without', async () => {
    const trades = client.watchMyTrades(SYMBOL)
    await listening()
    const order = await client.createOrder(SYMBOL, 'market', 'buy', 0.01)
    const [trade] = (await trades).slice(-1)
    expect(trade).toMatchObject({
      ...{ order: order.id, amount: 0.01, price: 30_000, takerOrMaker: 'taker', side: 'buy' },
      fee: { currency: 'BTC', cost: 0.00001 },
    })
    expect((await client.fetchMyTrades(SYMBOL)).at(-1)?.id).toBe(trade?.id)
  })

  it('tells of balances: what is locked, and what comes in', async () => {
    const locked = client.watchBalance()
    await listening()
    await placed()
    expect((await locked).USDT).toEqual({
      free: 99_710,
      used: 290,
      total: 100_000,
      debt: undefined,
    })
    const deposited = client.watchBalance()
    exchange.engine.deposit(MAIN_ACCOUNT, 'USDT', '10')
    expect((await deposited).USDT).toMatchObject({ free: 99_720 })
  })

  it('tells of orders by hand', async () => {
    const update = client.watchOrders(SYMBOL)
    await listening()
    exchange.placeManually({ symbol: 'BTCUSDT', side: 'buy', price: '29000', quantity: '0.02' })
    expect((await update).at(-1)).toMatchObject({ amount: 0.02, status: 'open' })
  })

  it('is refused to a wrong secret', async () => {
    client.secret = 'wrong'
    await client.loadMarkets()
    client.options.enableUnifiedMargin = false
    client.options.enableUnifiedAccount = true
    let error = ''
    await strayRejectionsOf(async () => {
      error = await errorOf(client.watchOrders(SYMBOL))
    })
    expect(error).toBe('ExchangeError')
    expect(exchange.privateStreams.listeners).toBe(0)
  })

  it('ends when its key is revoked', async () => {
    const { over } = watchOrders()
    await listening()
    exchange.keys.revoke(BYBIT_KEY)
    exchange.placeManually({ symbol: 'BTCUSDT', side: 'buy', price: '29000', quantity: '0.02' })
    expect(await over).toBe('NetworkError')
  })
})

describe('events of the private stream', () => {
  const isOrder = (event: unknown) => JSON.stringify(event).includes('"topic":"order"')
  const isFill = (event: unknown) => isOrder(event) && JSON.stringify(event).includes('Filled"')

  it('can be missing', async () => {
    const { seen } = watchOrders()
    await listening()
    exchange.streams.faults.script({ kind: 'drop' }, isFill, 1)
    const id = await placed()
    exchange.engine.fill(id, '0.004')
    exchange.engine.fill(id, '0.003')
    await eventually(() => seen.at(-1)).toBe('PartiallyFilled 0.007')
    expect(seen).not.toContain('PartiallyFilled 0.004')
  })

  it('can come twice', async () => {
    const trades = client.watchMyTrades(SYMBOL)
    await listening()
    exchange.streams.faults.script({ kind: 'duplicate' })
    const id = await placed()
    exchange.engine.fill(id)
    expect((await trades).length).toBe(1)
    await eventually(() => client.myTrades?.length).toBe(1)
  })

  it('can come late, after younger ones', async () => {
    const { seen } = watchOrders()
    await listening()
    exchange.streams.faults.script({ kind: 'hold' }, isFill, 1)
    const id = await placed()
    exchange.engine.fill(id, '0.004')
    exchange.engine.fill(id)
    await eventually(() => seen.at(-1)).toBe('Filled 0.01')
    exchange.streams.faults.release()
    await eventually(() => seen.at(-1)).toBe('PartiallyFilled 0.004')
  })
})

describe('a private stream', () => {
  it('that is cut fails the watcher, and the next watch opens another', async () => {
    const { over } = watchOrders()
    await listening()
    exchange.streams.cut()
    expect(await over).toBe('NetworkError')
    const update = client.watchOrders(SYMBOL)
    await listening()
    await placed()
    expect((await update).at(-1)?.status).toBe('open')
  })

  it('that falls silent says nothing, and nobody notices', async () => {
    const { seen } = watchOrders()
    await listening()
    exchange.streams.silence()
    await placed()
    expect((await client.fetchOpenOrders(SYMBOL)).length).toBe(1)
    expect(seen).toEqual([])
  })

  it('is not opened while the exchange refuses', async () => {
    await client.fetchBalance()
    exchange.setMaintenance(true)
    let error = ''
    await strayRejectionsOf(async () => {
      error = await errorOf(client.watchOrders(SYMBOL))
    })
    expect(error).toBe('NetworkError')
  })
})

describe('disconnection protection', () => {
  /** Returns what ends when the stream does. */
  const watchProtected = async () => {
    const over = errorOf(client.watchOrders(SYMBOL))
    await listening()
    const [socket] = Object.values(client.clients)
    await socket?.send({ op: 'subscribe', args: ['dcp.spot'] })
    await eventually(() => exchange.privateStreams.listeners).toBe(2)
    return { over }
  }
  const isRunning = () => exchange.protection.isRunning(MAIN_ACCOUNT)

  it('begins when the last stream that subscribed to it is lost, not when it is set', async () => {
    await client.cancelAllOrdersAfter(10_000, { type: 'spot' })
    await watchProtected()
    await placed()
    expect(isRunning()).toBe(false)
    exchange.streams.cut()
    expect(isRunning()).toBe(true)
    exchange.protection.strike(MAIN_ACCOUNT)
    expect(await client.fetchOpenOrders(SYMBOL)).toEqual([])
  })

  it('stops when a stream subscribes again', async () => {
    await client.cancelAllOrdersAfter(10_000, { type: 'spot' })
    const { over } = await watchProtected()
    exchange.streams.cut()
    await over
    await watchProtected()
    expect(isRunning()).toBe(false)
  })

  it('never begins for those whose streams did not subscribe to it', async () => {
    await client.cancelAllOrdersAfter(10_000, { type: 'spot' })
    void errorOf(client.watchOrders(SYMBOL))
    await listening()
    exchange.streams.cut()
    expect(isRunning()).toBe(false)
  })

  it('has a shortest time, and is for other products unless told', async () => {
    await expect(client.cancelAllOrdersAfter(2_000, { type: 'spot' })).rejects.toThrow('10001')
    await client.cancelAllOrdersAfter(10_000, { type: 'swap' })
    expect(exchange.protection.secondsOf(MAIN_ACCOUNT)).toBeUndefined()
  })
})

describe('public streams', () => {
  it('tell of trades', async () => {
    const trades = await client.watchTrades(SYMBOL)
    expect(trades.at(-1)).toMatchObject({ price: 30_000, symbol: SYMBOL })
  })

  it('tell of tickers', async () => {
    expect(await client.watchTicker(SYMBOL)).toMatchObject({ last: 30_000, symbol: SYMBOL })
    const next = client.watchTicker(SYMBOL)
    exchange.market.setPrice('BTCUSDT', '30100')
    expect(await next).toMatchObject({ last: 30_100 })
  })

  it('tell of the best prices', async () => {
    const quotes = await client.watchBidsAsks([SYMBOL])
    expect(quotes[SYMBOL]).toMatchObject({ bid: 29_999.99, ask: 30_000 })
  })

  it('tell of candles, those that close included', async () => {
    const first = (await client.watchOHLCV(SYMBOL, '1m')).at(-1)
    expect(first?.[4]).toBe(30_000)
    const next = client.watchOHLCV(SYMBOL, '1m')
    exchange.clock.advance(60_000)
    exchange.market.setPrice('BTCUSDT', '30200')
    await next
    await eventually(() => client.ohlcvs[SYMBOL]?.['1m']?.at(-1)?.[4]).toBe(30_200)
    const sent = client.ohlcvs[SYMBOL]?.['1m']?.map(([time]: readonly number[]) => time)
    expect(sent).toEqual([first?.[0], Number(first?.[0]) + 60_000])
  })

  it('tell of the order book: a snapshot, then each change', async () => {
    const book = await client.watchOrderBook(SYMBOL)
    expect([book.asks[0]?.[0], book.asks.length]).toEqual([30_000, 50])
    for (const price of ['30000.05', '30001', '29990']) {
      const next = client.watchOrderBook(SYMBOL)
      exchange.market.setPrice('BTCUSDT', price)
      const { bids, asks } = await next
      expect([asks[0]?.[0], asks.length]).toEqual([Number(price), 50])
      expect(bids[0]?.[0]).toBeCloseTo(Number(price) - 0.01, 8)
    }
  })

  it('end when they are unsubscribed, and answer pings', async () => {
    await client.watchTrades(SYMBOL)
    const [socket] = Object.values(client.clients)
    const pong = socket?.lastPong
    await socket?.send({ op: 'ping' })
    await eventually(() => socket?.lastPong).not.toBe(pong)
    await client.unWatchTrades(SYMBOL)
    expect(exchange.streams.received.some((text) => text.includes('unsubscribe'))).toBe(true)
  })
})

describe('nonsense', () => {
  it('ends no stream', async () => {
    await client.watchTrades(SYMBOL)
    const [socket] = Object.values(client.clients)
    for (const message of ['nonsense', '[]', { op: 'subscribe', args: ['kline.constructor.X'] }]) {
      await socket?.send(message)
    }
    const next = client.watchTrades(SYMBOL)
    exchange.market.setPrice('BTCUSDT', '30100')
    await next
  })

  it('ends no server', async () => {
    const get = async (path: string) => (await fetch(`${exchange.url}/v5/market/${path}`)).json()
    const kline = 'kline?category=spot&symbol=BTCUSDT&interval=constructor'
    expect(await get(kline)).toMatchObject({ retCode: 10001 })
    expect(await get('tickers?category=spot&symbol=%E0%A4%A')).toMatchObject({ retCode: 10001 })
    const odd = client.privateGetV5OrderRealtime({ category: 'spot', cursor: '%' })
    await expect(odd).rejects.toThrow('cursor is not valid')
    expect(await get('time')).toMatchObject({ retCode: 0 })
  })
})
