import { beforeEach, describe, expect, it } from 'vitest'
import { errorOf } from '../ccxt-client.fixture.ts'
import { eventually } from '../eventually.fixture.ts'
import { MAIN_ACCOUNT } from '../fake-exchange.ts'
import type { Fault } from '../faults.ts'
import { BinanceBench, SYMBOL } from './binance-bench.fixture.ts'

const PLACING = { path: '/api/v3/order', method: 'POST' }
/** For whoever is answered, and for whoever is not. */
const PATIENCE_MS = 4_000
const GIVES_UP_MS = 50
const bench = new BinanceBench()
const { exchange } = bench
let count = 0

beforeEach(() => {
  bench.client.timeout = PATIENCE_MS
  count += 1
})

const placing = (price = 29_000) => bench.placed(`fault-${count}`, price)

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
    if (fault.kind === 'hang') bench.client.timeout = GIVES_UP_MS
    exchange.failWith(fault, { ...PLACING, moment: 'before' }, 1)
    expect(await errorOf(placing())).toBe(error)
    expect(ordersPlaced()).toBe(0)
  })

  it.each(faults)('%o after it was accepted does exist: %s', async (fault, error) => {
    if (fault.kind === 'hang') bench.client.timeout = GIVES_UP_MS
    exchange.failWith(fault, { ...PLACING, moment: 'after' }, 1)
    expect(await errorOf(placing())).toBe(error)
    expect(ordersPlaced()).toBe(1)
  })

  it('can arrive long after its client has given up', async () => {
    bench.client.timeout = GIVES_UP_MS
    exchange.failWith({ kind: 'hold' }, { ...PLACING, moment: 'before' }, 1)
    expect(await errorOf(placing())).toBe('RequestTimeout')
    expect(ordersPlaced()).toBe(0)
    exchange.faults.release()
    expect(ordersPlaced()).toBe(1)
  })

  it('is not taken any more when it arrives after the time that it is valid for', async () => {
    bench.client.timeout = GIVES_UP_MS
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
    const order = await bench.client.fetchOrder('', SYMBOL, { clientOrderId: `fault-${count}` })
    expect(order.status).toBe('closed')
  })
})

describe('a cancel', () => {
  it('can lose the race against a fill', async () => {
    const order = await placing()
    const action = () => void exchange.engine.fill(Number(order.id))
    exchange.failWith({ kind: 'meanwhile', action }, { path: '/api/v3/order', method: 'DELETE' }, 1)
    await expect(bench.client.cancelOrder(String(order.id), SYMBOL)).rejects.toThrow('-2011')
    expect((await bench.client.fetchOrder(String(order.id), SYMBOL)).status).toBe('closed')
  })

  it('can be done although its answer is lost', async () => {
    const order = await placing()
    exchange.failWith({ kind: 'hang' }, { path: '/api/v3/order', method: 'DELETE' }, 1)
    bench.client.timeout = GIVES_UP_MS
    expect(await errorOf(bench.client.cancelOrder(String(order.id), SYMBOL))).toBe('RequestTimeout')
    bench.client.timeout = PATIENCE_MS
    expect((await bench.client.fetchOrder(String(order.id), SYMBOL)).status).toBe('canceled')
  })
})

describe('reads', () => {
  it('can be behind, all of them together', async () => {
    const before = await bench.client.fetchBalance()
    exchange.freezeReads()
    const order = await placing(31_000)
    expect(order.status).toBe('closed')
    const clientOrderId = `fault-${count}`
    expect(await errorOf(bench.client.fetchOrder('', SYMBOL, { clientOrderId }))).toBe(
      'OrderNotFound',
    )
    const ids = async () => (await bench.client.fetchMyTrades(SYMBOL)).map((trade) => trade.order)
    expect(await ids()).not.toContain(order.id)
    expect((await bench.client.fetchBalance()).USDT).toEqual(before.USDT)
    exchange.conditions.reads = { kind: 'fresh' }
    expect(await ids()).toContain(order.id)
    expect((await bench.client.fetchOrder('', SYMBOL, { clientOrderId })).id).toBe(order.id)
  })

  it('can be so many seconds behind', async () => {
    exchange.conditions.reads = { kind: 'behind', byMs: 5_000 }
    const order = await placing()
    expect(await errorOf(bench.client.fetchOrder(String(order.id), SYMBOL))).toBe('OrderNotFound')
    exchange.clock.advance(5_001)
    exchange.conditions.checksTimestamps = false
    expect((await bench.client.fetchOrder(String(order.id), SYMBOL)).id).toBe(order.id)
    exchange.clock.advance(-5_001)
    exchange.conditions.checksTimestamps = true
  })
})

describe('chaos', () => {
  async function run(seed: number): Promise<readonly string[]> {
    const from = exchange.faults.spoiled.length
    exchange.faults.chaos(seed, 0.5, { faults: [{ kind: 'reset' }, { kind: 'empty' }] })
    for (let request = 0; request < 20; request += 1) await errorOf(bench.client.fetchTime())
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
