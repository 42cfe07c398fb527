import type { Exchange } from 'ccxt'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorOf, openClient } from '../ccxt-client.fixture.ts'
import { API_KEY, API_SECRET, FakeBinance } from '../fake-binance.ts'
import { MAIN_ACCOUNT } from '../fake-exchange.ts'
import { amount } from '../matching/amount.ts'

const exchange = new FakeBinance()

beforeAll(async () => {
  await exchange.start()
  exchange.market.setPrice('BTCUSDT', '30000')
})
afterAll(() => exchange.stop())

async function withClient(
  credentials: { readonly apiKey?: string; readonly secret?: string },
  use: (client: Exchange) => Promise<void>,
): Promise<void> {
  const usual = { apiKey: API_KEY, secret: API_SECRET, ...credentials }
  const client = await openClient({ exchangeId: 'binance', url: exchange.url, ...usual })
  await use(client)
  await client.close()
}

describe('a request is refused', () => {
  it.each([
    ['with an unknown key', { apiKey: 'nobody' }, '-2015', 'AuthenticationError'],
    ['with a key that is none', { apiKey: 'no body' }, '-2014', 'AuthenticationError'],
    ['with another secret', { secret: 'wrong' }, '-1022', 'AuthenticationError'],
  ])('%s', async (_, credentials, code, error) => {
    await withClient(credentials, async (client) => {
      await expect(client.fetchBalance()).rejects.toThrow(code)
      expect(await errorOf(client.fetchBalance())).toBe(error)
    })
  })

  it('when the clocks differ: the client is ahead', async () => {
    exchange.conditions.clockSkewMs = -5_000
    await withClient({}, async (client) => {
      await expect(client.fetchBalance()).rejects.toThrow("1000ms ahead of the server's time")
      expect(await errorOf(client.fetchBalance())).toBe('InvalidNonce')
    })
    exchange.conditions.clockSkewMs = 0
  })

  it('when the clocks differ: the client is late, until it has measured by how much', async () => {
    exchange.conditions.clockSkewMs = 15_000
    await withClient({}, async (client) => {
      await expect(client.fetchBalance()).rejects.toThrow('outside of the recvWindow')
      await client.loadTimeDifference()
      await client.fetchBalance()
    })
    exchange.conditions.clockSkewMs = 0
  })

  it('when the key was revoked, which ccxt takes for a ban once it had worked', async () => {
    exchange.keys.issue('short-lived', 'secret', { accountId: MAIN_ACCOUNT })
    await withClient({ apiKey: 'short-lived', secret: 'secret' }, async (client) => {
      await client.fetchBalance()
      exchange.keys.revoke('short-lived')
      expect(await errorOf(client.fetchBalance())).toBe('DDoSProtection')
    })
  })

  it('when the key may read and not trade', async () => {
    exchange.keys.issue('reader', 'secret', { permissions: ['read'], accountId: MAIN_ACCOUNT })
    await withClient({ apiKey: 'reader', secret: 'secret' }, async (client) => {
      await expect(client.createOrder('BTC/USDT', 'market', 'buy', 1)).rejects.toThrow('-2015')
      expect(await client.sapiGetAccountApiRestrictions()).toMatchObject({
        enableSpotAndMarginTrading: false,
      })
    })
  })
})

describe('two accounts', () => {
  it('know nothing of each other', async () => {
    exchange.keys.issue('other', 'secret', { accountId: 'other' })
    exchange.engine.deposit('other', 'USDT', '1000')
    const order = exchange.engine.place({
      ...{ accountId: 'other', clientOrderId: 'theirs', symbol: 'BTCUSDT', side: 'buy' },
      ...{ type: 'limit', price: amount('20000'), quantity: amount('0.01') },
    })
    const id = order.ok ? String(order.value.id) : ''
    await withClient({}, async (client) => {
      expect(await client.fetchOpenOrders('BTC/USDT')).toEqual([])
      expect(await errorOf(client.fetchOrder(id, 'BTC/USDT'))).toBe('OrderNotFound')
      expect(await errorOf(client.cancelOrder(id, 'BTC/USDT'))).toBe('OrderNotFound')
    })
    await withClient({ apiKey: 'other', secret: 'secret' }, async (client) => {
      expect((await client.fetchOrder(id, 'BTC/USDT')).clientOrderId).toBe('theirs')
      await client.cancelOrder(id, 'BTC/USDT')
    })
  })
})

describe('allowances', () => {
  const status = async () => (await fetch(`${exchange.url}/api/v3/time`)).status

  it('end in 429, and in a ban for those who go on', async () => {
    exchange.limits.clear()
    exchange.limits.weightPerMinuteMax = 3
    const statuses: number[] = []
    for (let request = 0; request < 14; request += 1) statuses.push(await status())
    exchange.limits.weightPerMinuteMax = 6_000
    expect(statuses.slice(0, 4)).toEqual([200, 200, 200, 429])
    const banned = await fetch(`${exchange.url}/api/v3/time`)
    expect(banned.status).toBe(418)
    expect(Number(banned.headers.get('retry-after'))).toBeGreaterThan(100)
    exchange.limits.clear()
    expect(await status()).toBe(200)
  })

  it('are kept for orders too, and say so in their headers', async () => {
    exchange.limits.clear()
    exchange.limits.ordersPerTenSecondsMax = 1
    exchange.engine.deposit(MAIN_ACCOUNT, 'USDT', '100000')
    await withClient({}, async (client) => {
      const order = () => client.createOrder('BTC/USDT', 'limit', 'buy', 0.001, 20_000)
      await order()
      expect(client.last_response_headers).toMatchObject({ 'X-Mbx-Order-Count-10s': '1' })
      await expect(order()).rejects.toThrow('Too many new orders')
      expect(await errorOf(order())).toBe('DDoSProtection')
      expect(client.last_response_headers).toHaveProperty('Retry-After')
    })
    exchange.limits.ordersPerTenSecondsMax = 100
    expect(exchange.engine.state.orders.open().length).toBe(1)
  })
})

describe('maintenance', () => {
  it('turns everybody away', async () => {
    await withClient({}, async (client) => {
      exchange.setMaintenance(true)
      expect(await errorOf(client.fetchBalance())).toBe('OnMaintenance')
      expect(await client.fetchStatus()).toMatchObject({ status: 'maintenance' })
      exchange.setMaintenance(false)
      await client.fetchBalance()
    })
  })
})
