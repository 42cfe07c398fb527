import type { Exchange } from 'ccxt'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { errorOf, openClient } from '../ccxt-client.fixture.ts'
import { eventually } from '../eventually.fixture.ts'
import { BYBIT_KEY, BYBIT_SECRET, FakeBybit } from '../fake-bybit.ts'
import { MAIN_ACCOUNT } from '../fake-exchange.ts'
import type { Fault } from '../faults.ts'
import { codeFault } from './bybit-errors.ts'
import { readOrderId } from './order-ids.ts'

const SYMBOL = 'BTC/USDT'
const PLACING = { path: '/v5/order/create', method: 'POST' }
const exchange = new FakeBybit()
let client: Exchange
let count = 0

beforeAll(async () => {
  const url = await exchange.start()
  const credentials = { apiKey: BYBIT_KEY, secret: BYBIT_SECRET }
  client = await openClient({ exchangeId: 'bybit', url, ...credentials })
  await client.fetchBalance()
  exchange.engine.deposit(MAIN_ACCOUNT, 'USDT', '1000000')
})
afterAll(async () => {
  await client.close()
  await exchange.stop()
})
beforeEach(() => {
  exchange.calm()
  exchange.market.setPrice('BTCUSDT', '30000')
  count += 1
})
afterEach(() => exchange.calm())

function placing(price = 29_000) {
  const orderLinkId = `fault-${count}`
  return client.createOrder(SYMBOL, 'limit', 'buy', 0.01, price, { orderLinkId })
}

/** Gives up at once: what a test expects to hang needs no patience. */
async function impatiently<Value>(act: () => Promise<Value>): Promise<Value> {
  const { timeout } = client
  client.timeout = 100
  try {
    return await act()
  } finally {
    client.timeout = timeout
  }
}

/** How many orders the exchange really has of the test's. */
function ordersPlaced(): number {
  return exchange.engine.state.orders.findByClientId(MAIN_ACCOUNT, `fault-${count}`).length
}

const found = (openOnly = 0) =>
  client.fetchOpenOrders(SYMBOL, undefined, undefined, {
    ...{ orderLinkId: `fault-${count}`, openOnly },
  })

describe('an order that goes wrong', () => {
  const faults: readonly (readonly [Fault, string])[] = [
    [{ kind: 'hang' }, 'RequestTimeout'],
    [{ kind: 'reset' }, 'NetworkError'],
    [{ kind: 'server-error' }, 'ExchangeNotAvailable'],
    [{ kind: 'server-error', status: 503 }, 'ExchangeNotAvailable'],
    [{ kind: 'server-error', status: 504 }, 'RequestTimeout'],
    [{ kind: 'server-error', status: 500, body: { retCode: 10016, retMsg: 'x' } }, 'ExchangeError'],
    [{ kind: 'truncated' }, 'none'],
    [{ kind: 'empty' }, 'none'],
    [{ kind: 'cut-off' }, 'SocketError'],
    [{ kind: 'html' }, 'ExchangeNotAvailable'],
    [{ kind: 'bad-shape', body: { retCode: 0 } }, 'none'],
    [{ kind: 'bad-shape', body: null }, 'none'],
    [{ kind: 'rate-limit', status: 429, retryAfterSeconds: 1 }, 'RateLimitExceeded'],
    [{ kind: 'rate-limit', status: 418, retryAfterSeconds: 9 }, 'RateLimitExceeded'],
    [codeFault(10000, 'Server Timeout'), 'ExchangeError'],
    [codeFault(10016, 'System error. Please try again later.'), 'ExchangeError'],
    [codeFault(10016, 'Request timeout, please try again later'), 'RequestTimeout'],
    [codeFault(10019, 'Service is restarting.'), 'ExchangeError'],
    [codeFault(170001, 'Internal error.'), 'ExchangeError'],
    [codeFault(170007, 'Timeout waiting for response from backend server.'), 'RequestTimeout'],
    [codeFault(170032, 'Network error. Please try again later'), 'ExchangeError'],
    [codeFault(170146, 'Order creation timeout'), 'InvalidOrder'],
    [codeFault(170149, 'Create order failed'), 'ExchangeError'],
    [codeFault(170210, 'New order rejected.'), 'InvalidOrder'],
    [codeFault(170222, 'Too many requests in this time frame.'), 'RateLimitExceeded'],
    [codeFault(10429, 'System level frequency protection'), 'ExchangeError'],
  ]

  it.each(faults)('%o before it was accepted does not exist: %s', async (fault, error) => {
    exchange.failWith(fault, { ...PLACING, moment: 'before' }, 1)
    expect(await impatiently(() => errorOf(placing()))).toBe(error)
    expect(ordersPlaced()).toBe(0)
    expect(await found()).toEqual([])
  })

  it.each(faults)('%o after it was accepted does exist: %s', async (fault, error) => {
    exchange.failWith(fault, { ...PLACING, moment: 'after' }, 1)
    expect(await impatiently(() => errorOf(placing()))).toBe(error)
    expect(ordersPlaced()).toBe(1)
    expect((await found()).length).toBe(1)
    await expect(placing()).rejects.toThrow('170141')
  })

  it.each([
    [{ kind: 'truncated' }, undefined],
    [{ kind: 'empty' }, undefined],
    [{ kind: 'bad-shape', body: { retCode: 0, result: {} } }, undefined],
  ] as const)('%o is taken by ccxt for an order without an id', async (fault, id) => {
    exchange.failWith(fault, PLACING, 1)
    expect((await placing()).id).toBe(id)
  })

  it('can arrive long after its client has given up', async () => {
    exchange.failWith({ kind: 'hold' }, { ...PLACING, moment: 'before' }, 1)
    expect(await impatiently(() => errorOf(placing()))).toBe('RequestTimeout')
    expect(ordersPlaced()).toBe(0)
    exchange.faults.release()
    expect(ordersPlaced()).toBe(1)
  })

  it('that arrives after its window is refused', async () => {
    exchange.failWith({ kind: 'hold' }, { ...PLACING, moment: 'before' }, 1)
    expect(await impatiently(() => errorOf(placing()))).toBe('RequestTimeout')
    exchange.clock.advance(5_001)
    exchange.faults.release()
    expect(ordersPlaced()).toBe(0)
    exchange.clock.advance(-5_001)
  })

  it('can fill before it is acknowledged', async () => {
    exchange.failWith({ kind: 'hold' }, PLACING, 1)
    const placed = placing()
    await eventually(() => exchange.faults.held).toBe(1)
    exchange.market.setPrice('BTCUSDT', '28000')
    exchange.faults.release()
    expect((await placed).clientOrderId).toBe(`fault-${count}`)
    expect(await found()).toMatchObject([{ status: 'closed' }])
  })
})

describe('a cancel', () => {
  const CANCELLING = { path: '/v5/order/cancel', method: 'POST' }

  it('can lose the race against a fill', async () => {
    const { id } = await placing()
    const action = () => void exchange.engine.fill(readOrderId(String(id)) ?? 0)
    exchange.failWith({ kind: 'meanwhile', action }, CANCELLING, 1)
    await expect(client.cancelOrder(String(id), SYMBOL)).rejects.toThrow('170213')
    expect(await found(1)).toMatchObject([{ status: 'closed' }])
  })

  it.each([
    [{ kind: 'hang' } as const, 'RequestTimeout'],
    [codeFault(170147, 'Order cancellation timeout'), 'InvalidOrder'],
    [codeFault(170150, 'Cancel order failed'), 'ExchangeError'],
  ] as const)('can be done although its answer is %o', async (fault, error) => {
    const { id } = await placing()
    exchange.failWith(fault, { ...CANCELLING, moment: 'after' }, 1)
    expect(await impatiently(() => errorOf(client.cancelOrder(String(id), SYMBOL)))).toBe(error)
    expect(await found(1)).toMatchObject([{ status: 'canceled' }])
  })
})

describe('reads', () => {
  it('can be behind, all of them together', async () => {
    const before = await client.fetchBalance()
    exchange.freezeReads()
    const { id } = await placing(31_000)
    expect([await found(), await found(1)]).toEqual([[], []])
    const ids = async () => (await client.fetchMyTrades(SYMBOL)).map((trade) => trade.order)
    expect(await ids()).not.toContain(id)
    expect((await client.fetchBalance()).USDT).toEqual(before.USDT)
    exchange.conditions.reads = { kind: 'fresh' }
    expect(await ids()).toContain(id)
    expect(await found()).toMatchObject([{ id, status: 'closed' }])
  })
})

describe('a spoiled read is taken by ccxt', () => {
  const spoiled: readonly Fault[] = [
    { kind: 'truncated' },
    { kind: 'empty' },
    { kind: 'bad-shape', body: { retCode: 0 } },
  ]

  it.each(spoiled)('for no orders: %o', async (fault) => {
    await placing()
    exchange.failWith(fault, '/v5/order/realtime', 1)
    expect(await found()).toEqual([])
    expect((await found()).length).toBe(1)
  })

  it.each(spoiled)('for no fills and no money: %o', async (fault) => {
    await placing(31_000)
    exchange.failWith(fault, '/v5/execution/list', 1)
    expect(await client.fetchMyTrades(SYMBOL)).toEqual([])
    exchange.failWith(fault, '/v5/account/wallet-balance', 1)
    expect((await client.fetchBalance()).USDT).toBeUndefined()
  })
})

describe('the exchange', () => {
  it('can be away, and come back with everything as it was', async () => {
    const { id } = await placing()
    await exchange.goAway()
    expect(await errorOf(found())).toBe('NetworkError')
    await exchange.comeBack()
    expect(await found()).toMatchObject([{ id }])
  })

  it('turns everybody away during maintenance, and says so', async () => {
    exchange.setMaintenance(true)
    expect(await errorOf(client.fetchBalance())).toBe('ExchangeNotAvailable')
    expect(await client.fetchStatus()).toMatchObject({ status: 'maintenance' })
    exchange.setMaintenance(false)
    await client.fetchBalance()
  })

  it('is spoiled by a seed, the same way for the same one', async () => {
    const run = async (seed: number) => {
      const from = exchange.faults.spoiled.length
      exchange.faults.chaos(seed, 0.5, { faults: [{ kind: 'reset' }, { kind: 'html' }] })
      for (let request = 0; request < 20; request += 1) await errorOf(client.fetchTime())
      exchange.faults.clear()
      return exchange.faults.spoiled.slice(from).map(({ fault }) => fault.kind)
    }
    const first = await run(7)
    expect(first.length).toBeGreaterThan(3)
    expect(await run(7)).toEqual(first)
    expect(await run(8)).not.toEqual(first)
  })
})
