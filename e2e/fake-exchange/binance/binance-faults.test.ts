import type { Exchange } from 'ccxt'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { errorOf, openClient } from '../ccxt-client.fixture.ts'
import { eventually } from '../eventually.fixture.ts'
import { API_KEY, API_SECRET, FakeBinance } from '../fake-binance.ts'
import { MAIN_ACCOUNT } from '../fake-exchange.ts'
import type { Fault } from '../faults.ts'

const SYMBOL = 'BTC/USDT'
const PLACING = { path: '/api/v3/order', method: 'POST' }
/** For whoever is answered, and for whoever is not. */
const PATIENCE_MS = 4_000
const GIVES_UP_MS = 50
const exchange = new FakeBinance()
let client: Exchange
let count = 0

beforeAll(async () => {
  const url = await exchange.start()
  const credentials = { apiKey: API_KEY, secret: API_SECRET }
  client = await openClient({ exchangeId: 'binance', url, ...credentials })
  exchange.engine.deposit(MAIN_ACCOUNT, 'USDT', '1000000')
})
afterAll(async () => {
  await client.close()
  await exchange.stop()
})
beforeEach(() => {
  exchange.market.setPrice('BTCUSDT', '30000')
  client.timeout = PATIENCE_MS
  count += 1
})
afterEach(() => exchange.calm())

function placing(price = 29_000) {
  const clientOrderId = `fault-${count}`
  return client.createOrder(SYMBOL, 'limit', 'buy', 0.01, price, { clientOrderId })
}

/** How many orders the exchange really has of the test's. */
function ordersPlaced(): number {
  return exchange.engine.state.orders.findByClientId(MAIN_ACCOUNT, `fault-${count}`).length
}

const unknown = (code: number) => ({ code, msg: 'Execution status unknown.' })

describe('an order that goes wrong', () => {
  const faults: readonly (readonly [Fault, string])[] = [
    [{ kind: 'hang' }, 'RequestTimeout'],
    [{ kind: 'reset' }, 'NetworkError'],
    [{ kind: 'server-error' }, 'ExchangeNotAvailable'],
    [{ kind: 'server-error', status: 503 }, 'ExchangeNotAvailable'],
    [
      { kind: 'server-error', status: 503, body: { code: -1000, msg: 'Unknown.' } },
      'OperationFailed',
    ],
    [{ kind: 'server-error', status: 500, body: unknown(-1006) }, 'OperationFailed'],
    [{ kind: 'server-error', status: 504, body: unknown(-1007) }, 'RequestTimeout'],
    [{ kind: 'truncated' }, 'TypeError'],
    [{ kind: 'empty' }, 'TypeError'],
    [{ kind: 'cut-off' }, 'SocketError'],
    [{ kind: 'html' }, 'ExchangeNotAvailable'],
    [{ kind: 'rate-limit', status: 429, retryAfterSeconds: 1 }, 'DDoSProtection'],
    [{ kind: 'rate-limit', status: 418, retryAfterSeconds: 9 }, 'DDoSProtection'],
    [
      { kind: 'answer', status: 400, body: { code: -2010, msg: 'Duplicate order sent.' } },
      'InvalidOrder',
    ],
    [{ kind: 'bad-shape', body: null }, 'TypeError'],
  ]

  it.each(faults)('%o before it was accepted does not exist: %s', async (fault, error) => {
    if (fault.kind === 'hang') client.timeout = GIVES_UP_MS
    exchange.failWith(fault, { ...PLACING, moment: 'before' }, 1)
    expect(await errorOf(placing())).toBe(error)
    expect(ordersPlaced()).toBe(0)
  })

  it.each(faults)('%o after it was accepted does exist: %s', async (fault, error) => {
    if (fault.kind === 'hang') client.timeout = GIVES_UP_MS
    exchange.failWith(fault, { ...PLACING, moment: 'after' }, 1)
    expect(await errorOf(placing())).toBe(error)
    expect(ordersPlaced()).toBe(1)
  })

  it('can arrive long after its client has given up', async () => {
    client.timeout = GIVES_UP_MS
    exchange.failWith({ kind: 'hold' }, { ...PLACING, moment: 'before' }, 1)
    expect(await errorOf(placing())).toBe('RequestTimeout')
    expect(ordersPlaced()).toBe(0)
    exchange.faults.release()
    expect(ordersPlaced()).toBe(1)
  })

  it('is not taken any more when it arrives after the time that it is valid for', async () => {
    client.timeout = GIVES_UP_MS
    exchange.failWith({ kind: 'hold' }, { ...PLACING, moment: 'before' }, 1)
    expect(await errorOf(placing())).toBe('RequestTimeout')
    exchange.conditions.clockSkewMs = 11_000
    exchange.faults.release()
    expect(ordersPlaced()).toBe(0)
  })

  it('can fill before it is acknowledged', async () => {
    exchange.failWith({ kind: 'hold' }, PLACING, 1)
    const placed = placing()
    await eventually(() => exchange.faults.held).toBe(1)
    exchange.market.setPrice('BTCUSDT', '28000')
    exchange.faults.release()
    expect((await placed).status).toBe('open')
    const order = await client.fetchOrder('', SYMBOL, { clientOrderId: `fault-${count}` })
    expect(order.status).toBe('closed')
  })
})

describe('a cancel', () => {
  it('can lose the race against a fill', async () => {
    const order = await placing()
    const action = () => void exchange.engine.fill(Number(order.id))
    exchange.failWith({ kind: 'meanwhile', action }, { path: '/api/v3/order', method: 'DELETE' }, 1)
    await expect(client.cancelOrder(String(order.id), SYMBOL)).rejects.toThrow('-2011')
    expect((await client.fetchOrder(String(order.id), SYMBOL)).status).toBe('closed')
  })

  it('can be done although its answer is lost', async () => {
    const order = await placing()
    exchange.failWith({ kind: 'hang' }, { path: '/api/v3/order', method: 'DELETE' }, 1)
    client.timeout = GIVES_UP_MS
    expect(await errorOf(client.cancelOrder(String(order.id), SYMBOL))).toBe('RequestTimeout')
    client.timeout = PATIENCE_MS
    expect((await client.fetchOrder(String(order.id), SYMBOL)).status).toBe('canceled')
  })
})

describe('reads', () => {
  it('can be behind, all of them together', async () => {
    const before = await client.fetchBalance()
    exchange.freezeReads()
    const order = await placing(31_000)
    expect(order.status).toBe('closed')
    const clientOrderId = `fault-${count}`
    expect(await errorOf(client.fetchOrder('', SYMBOL, { clientOrderId }))).toBe('OrderNotFound')
    const ids = async () => (await client.fetchMyTrades(SYMBOL)).map((trade) => trade.order)
    expect(await ids()).not.toContain(order.id)
    expect((await client.fetchBalance()).USDT).toEqual(before.USDT)
    exchange.conditions.reads = { kind: 'fresh' }
    expect(await ids()).toContain(order.id)
    expect((await client.fetchOrder('', SYMBOL, { clientOrderId })).id).toBe(order.id)
  })

  it('can be so many seconds behind', async () => {
    exchange.conditions.reads = { kind: 'behind', byMs: 5_000 }
    const order = await placing()
    expect(await errorOf(client.fetchOrder(String(order.id), SYMBOL))).toBe('OrderNotFound')
    exchange.clock.advance(5_001)
    exchange.conditions.checksTimestamps = false
    expect((await client.fetchOrder(String(order.id), SYMBOL)).id).toBe(order.id)
    exchange.clock.advance(-5_001)
    exchange.conditions.checksTimestamps = true
  })
})

describe('chaos', () => {
  async function run(seed: number): Promise<readonly string[]> {
    const from = exchange.faults.spoiled.length
    exchange.faults.chaos(seed, 0.5, { faults: [{ kind: 'reset' }, { kind: 'empty' }] })
    for (let request = 0; request < 20; request += 1) await errorOf(client.fetchTime())
    exchange.faults.clear()
    return exchange.faults.spoiled.slice(from).map(({ fault, moment }) => `${fault.kind} ${moment}`)
  }

  it('is the same for the same seed, and another for another', async () => {
    const first = await run(7)
    expect(first.length).toBeGreaterThan(3)
    expect(await run(7)).toEqual(first)
    expect(await run(8)).not.toEqual(first)
  })
})
