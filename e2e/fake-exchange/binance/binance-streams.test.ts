import type { Exchange } from 'ccxt'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { errorOf, openClient, strayRejectionsOf } from '../ccxt-client.fixture.ts'
import { eventually } from '../eventually.fixture.ts'
import { API_KEY, API_SECRET, FakeBinance } from '../fake-binance.ts'
import { MAIN_ACCOUNT } from '../fake-exchange.ts'

const SYMBOL = 'BTC/USDT'
let exchange: FakeBinance
let client: Exchange

beforeEach(async () => {
  exchange = new FakeBinance()
  const url = await exchange.start()
  client = await openClient({ exchangeId: 'binance', url, apiKey: API_KEY, secret: API_SECRET })
  exchange.engine.deposit(MAIN_ACCOUNT, 'USDT', '100000')
  exchange.market.setPrice('BTCUSDT', '30000')
})
afterEach(async () => {
  await client.close()
  await exchange.stop()
})

interface Seen {
  readonly status: string | undefined
  readonly filled: number | undefined
}

/** Collects what watchOrders says, one line an update. */
function watchOrders(): { readonly seen: Seen[]; readonly over: Promise<string> } {
  const seen: Seen[] = []
  const watch = async () => {
    for (;;) {
      for (const { status, filled } of await client.watchOrders(SYMBOL))
        seen.push({ status, filled })
    }
  }
  return { seen, over: errorOf(watch()) }
}

const listening = () => eventually(() => exchange.userStreams.listeners).toBe(1)

const placed = (price = 29_000) =>
  client.createOrder(SYMBOL, 'limit', 'buy', 0.01, price, { clientOrderId: 'mine' })

describe('the user stream', () => {
  it('tells of an order from beginning to end', async () => {
    const { seen } = watchOrders()
    await listening()
    const order = await placed()
    exchange.engine.fill(Number(order.id), '0.004')
    exchange.engine.fill(Number(order.id))
    await eventually(() => seen.at(-1)).toEqual({ status: 'closed', filled: 0.01 })
    expect(seen).toContainEqual({ status: 'open', filled: 0 })
  })

  it('tells of a cancel under the order’s own id', async () => {
    const update = client.watchOrders(SYMBOL)
    await listening()
    const order = await placed()
    await update
    const next = client.watchOrders(SYMBOL)
    await client.cancelOrder(String(order.id), SYMBOL)
    expect((await next).at(-1)).toMatchObject({ status: 'canceled', clientOrderId: 'mine' })
  })

  it('tells of fills with their fees', async () => {
    const trades = client.watchMyTrades(SYMBOL)
    await listening()
    const order = await client.createOrder(SYMBOL, 'market', 'buy', 0.01)
    expect((await trades).at(-1)).toMatchObject({
      ...{ order: order.id, amount: 0.01, price: 30_000, takerOrMaker: 'taker', side: 'buy' },
      fee: { currency: 'BTC', cost: 0.00001 },
    })
    const [known] = await client.fetchMyTrades(SYMBOL)
    expect((await trades).at(-1)?.id).toBe(known?.id)
  })

  it('tells of balances: what is locked, and what comes in', async () => {
    const locked = client.watchBalance()
    await listening()
    await placed()
    expect((await locked).USDT).toEqual({ free: 99_710, used: 290, total: 100_000 })
    const deposited = client.watchBalance()
    exchange.engine.deposit(MAIN_ACCOUNT, 'USDT', '10')
    await deposited
    await eventually(() => client.balance.spot?.USDT?.free).toBe(99_720)
  })

  it('tells of orders by hand', async () => {
    const update = client.watchOrders(SYMBOL)
    await listening()
    exchange.placeManually({ symbol: 'BTCUSDT', side: 'buy', price: '29000', quantity: '0.02' })
    expect((await update).at(-1)).toMatchObject({ amount: 0.02, status: 'open' })
  })

  it('is refused to a wrong secret', async () => {
    client.secret = 'wrong'
    const stray = await strayRejectionsOf(async () => {
      expect(await errorOf(client.watchOrders(SYMBOL))).toBe('AuthenticationError')
    })
    expect(stray).toEqual(['AuthenticationError'])
  })

  it('ends when its key is revoked', async () => {
    void errorOf(client.watchOrders(SYMBOL))
    await listening()
    exchange.keys.revoke(API_KEY)
    exchange.placeManually({ symbol: 'BTCUSDT', side: 'buy', price: '29000', quantity: '0.02' })
    expect(exchange.userStreams.listeners).toBe(0)
  })
})

describe('events of the user stream', () => {
  const isTrade = (message: unknown) => JSON.stringify(message).includes('"x":"TRADE"')

  it('can be missing', async () => {
    const { seen } = watchOrders()
    await listening()
    exchange.streams.faults.script({ kind: 'drop' }, isTrade, 1)
    const order = await placed()
    exchange.engine.fill(Number(order.id), '0.004')
    exchange.engine.fill(Number(order.id), '0.003')
    await eventually(() => seen.at(-1)).toEqual({ status: 'open', filled: 0.007 })
    expect(seen).not.toContainEqual({ status: 'open', filled: 0.004 })
  })

  it('can come twice', async () => {
    const { seen } = watchOrders()
    await listening()
    exchange.streams.faults.script({ kind: 'duplicate' }, isTrade, 1)
    const order = await placed()
    exchange.engine.fill(Number(order.id))
    const closed = () => seen.filter(({ status }) => status === 'closed').length
    await eventually(closed).toBeGreaterThan(0)
    expect(client.myTrades?.length).toBe(1)
  })

  it('can come late, after younger ones', async () => {
    const { seen } = watchOrders()
    await listening()
    exchange.streams.faults.script({ kind: 'hold' }, isTrade, 1)
    const order = await placed()
    exchange.engine.fill(Number(order.id), '0.004')
    exchange.engine.fill(Number(order.id))
    await eventually(() => seen.at(-1)).toEqual({ status: 'closed', filled: 0.01 })
    exchange.streams.faults.release()
    await eventually(() => seen.at(-1)).toEqual({ status: 'open', filled: 0.004 })
  })

  it('can change places', async () => {
    const { seen } = watchOrders()
    await listening()
    const order = await placed()
    await eventually(() => seen.length).toBeGreaterThan(0)
    const isReport = (message: unknown) => JSON.stringify(message).includes('executionReport')
    exchange.streams.faults.script({ kind: 'swap' }, isReport, 1)
    exchange.engine.fill(Number(order.id), '0.004')
    exchange.engine.fill(Number(order.id))
    await eventually(() => seen.at(-1)).toEqual({ status: 'closed', filled: 0.01 })
  })
})

describe('chaos', () => {
  it('spoils the same events for the same seed', () => {
    const story = () => {
      const seen: string[] = []
      exchange.streams.faults.chaos(5, 0.4, [
        { kind: 'drop' },
        { kind: 'duplicate' },
        { kind: 'swap' },
      ])
      for (let event = 0; event < 40; event += 1) {
        const deliver = () => void seen.push(String(event))
        const nothing = () => undefined
        exchange.streams.faults.pass({ event }, { deliver, cut: nothing, silence: nothing })
      }
      exchange.streams.faults.clear()
      return seen.join(' ')
    }
    const first = story()
    expect(first).not.toBe(Array.from({ length: 40 }, (_, event) => event).join(' '))
    expect(story()).toBe(first)
  })
})

describe('a stream', () => {
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

  it('that is closed fails the watcher too', async () => {
    const { over } = watchOrders()
    await listening()
    exchange.streams.close(1001)
    expect(await over).toBe('NetworkError')
  })

  it('that falls silent says nothing, and nobody notices', async () => {
    const { seen } = watchOrders()
    await listening()
    exchange.streams.silence()
    await placed()
    expect((await client.fetchOpenOrders(SYMBOL)).length).toBe(1)
    expect(seen).toEqual([])
    expect(exchange.streams.connections.size).toBe(1)
  })

  it('is not opened while the exchange refuses', async () => {
    exchange.setMaintenance(true)
    const stray = await strayRejectionsOf(async () => {
      expect(await errorOf(client.watchOrders(SYMBOL))).toBe('NetworkError')
    })
    expect(stray).toEqual(['NetworkError'])
  })
})

describe('market streams', () => {
  it('tell of trades', async () => {
    expect((await client.watchTrades(SYMBOL)).at(-1)).toMatchObject({
      price: 30_000,
      symbol: SYMBOL,
    })
  })

  it('tell of tickers, in both lengths', async () => {
    expect(await client.watchTicker(SYMBOL)).toMatchObject({ last: 30_000, symbol: SYMBOL })
    const next = client.watchTicker(SYMBOL)
    exchange.market.setPrice('BTCUSDT', '30100')
    expect(await next).toMatchObject({ last: 30_100 })
    expect(await client.watchTickers([SYMBOL], { name: 'ticker' })).toMatchObject({
      [SYMBOL]: { last: 30_100 },
    })
  })

  it('tell of the best prices', async () => {
    const quotes = await client.watchBidsAsks([SYMBOL])
    expect(quotes[SYMBOL]).toMatchObject({ bid: 29_999.99, ask: 30_000 })
  })

  it('tell of candles, those that close included', async () => {
    // Far from the end of a minute, which would close a candle more.
    exchange.clock.setTime(Math.floor(exchange.clock.now() / 60_000) * 60_000 + 10_000)
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
    expect(book.asks[0]?.[0]).toBe(30_000)
    for (const price of ['30000.05', '30001', '29990']) {
      const next = client.watchOrderBook(SYMBOL)
      exchange.market.setPrice('BTCUSDT', price)
      const { bids, asks } = await next
      expect(asks[0]?.[0]).toBe(Number(price))
      expect(bids[0]?.[0]).toBeCloseTo(Number(price) - 0.01, 8)
    }
  })
})

describe('the WebSocket API', () => {
  it('places, finds and cancels orders', async () => {
    const order = await client.createOrderWs(SYMBOL, 'limit', 'buy', 0.01, 29_000)
    expect(order.status).toBe('open')
    expect((await client.fetchOpenOrdersWs(SYMBOL)).map(({ id }) => id)).toEqual([order.id])
    expect((await client.cancelOrderWs(String(order.id), SYMBOL)).status).toBe('canceled')
    await expect(client.cancelOrderWs(String(order.id), SYMBOL)).rejects.toThrow('-2011')
  })
})
