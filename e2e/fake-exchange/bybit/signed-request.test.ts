import type { Exchange } from 'ccxt'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { errorOf, openClient } from '../ccxt-client.fixture.ts'
import { BYBIT_KEY, BYBIT_SECRET, FakeBybit } from '../fake-bybit.ts'
import { MAIN_ACCOUNT } from '../fake-exchange.ts'

const exchange = new FakeBybit()

beforeAll(() => exchange.start())
afterEach(() => exchange.calm())
afterAll(() => exchange.stop())

async function withClient(
  credentials: { readonly apiKey?: string; readonly secret?: string },
  use: (client: Exchange) => Promise<void>,
): Promise<void> {
  const usual = { apiKey: BYBIT_KEY, secret: BYBIT_SECRET, ...credentials }
  const client = await openClient({ exchangeId: 'bybit', url: exchange.url, ...usual })
  await use(client)
  await client.close()
}

describe('a request is refused', () => {
  it.each([
    ['with an unknown key', { apiKey: 'nobody' }, '10003', 'AuthenticationError'],
    ['with another secret', { secret: 'wrong' }, '10004', 'AuthenticationError'],
  ])('%s', async (_, credentials, code, error) => {
    await withClient(credentials, async (client) => {
      await expect(client.fetchBalance()).rejects.toThrow(code)
      expect(await errorOf(client.fetchBalance())).toBe(error)
    })
  })

  it('without the headers', async () => {
    const answer = await fetch(`${exchange.url}/v5/account/info`)
    expect([answer.status, await answer.json()]).toMatchObject([200, { retCode: 10001 }])
  })

  it('when its body is another one than was signed', async () => {
    await withClient({}, async (client) => {
      const sign = client.sign.bind(client)
      client.sign = (...args) => {
        const signed = sign(...args)
        return { ...signed, body: signed.body?.replace('"0.01"', '"0.1"') }
      }
      const order = client.createOrder('BTC/USDT', 'limit', 'buy', 0.01, 29_000)
      await expect(order).rejects.toThrow('10004')
    })
  })

  it.each([-5_000, 15_000])('when the clocks differ by %d ms', async (skew) => {
    exchange.conditions.clockSkewMs = skew
    await withClient({}, async (client) => {
      await expect(client.fetchBalance()).rejects.toThrow('10002')
      expect(await errorOf(client.fetchBalance())).toBe('InvalidNonce')
      await client.loadTimeDifference()
      await client.fetchBalance()
    })
  })

  it('when the key was revoked', async () => {
    exchange.keys.issue('short-lived', 'secret', { accountId: MAIN_ACCOUNT })
    await withClient({ apiKey: 'short-lived', secret: 'secret' }, async (client) => {
      await client.fetchBalance()
      exchange.keys.revoke('short-lived')
      expect(await errorOf(client.fetchBalance())).toBe('AuthenticationError')
    })
  })

  it('when the key may read and not trade', async () => {
    exchange.keys.issue('reader', 'secret', { permissions: ['read'], accountId: MAIN_ACCOUNT })
    await withClient({ apiKey: 'reader', secret: 'secret' }, async (client) => {
      const order = () => client.createOrder('BTC/USDT', 'market', 'buy', 1)
      await expect(order()).rejects.toThrow('10005')
      expect(await errorOf(order())).toBe('PermissionDenied')
      const { result } = await client.privateGetV5UserQueryApi()
      expect(result).toMatchObject({ readOnly: 1, permissions: { Spot: [] } })
    })
  })

  it('when it is about something else than spot', async () => {
    await withClient({}, async (client) => {
      const params = { category: 'linear' }
      await expect(client.privateGetV5OrderRealtime(params)).rejects.toThrow('Illegal category')
      await expect(client.privateGetV5OrderRealtime({})).rejects.toThrow('category is empty')
    })
  })
})

describe('allowances', () => {
  it('are kept for each kind of request, and told in headers', async () => {
    exchange.limits.perSecondMax.set('/v5/order/realtime', 2)
    await withClient({}, async (client) => {
      const statuses: string[] = []
      for (let request = 0; request < 2; request += 1) {
        await client.fetchOpenOrders('BTC/USDT')
        const headers: Record<string, string> = { ...client.last_response_headers }
        statuses.push(`${headers['X-Bapi-Limit-Status']} of ${headers['X-Bapi-Limit']}`)
      }
      expect(statuses).toEqual(['1 of 2', '0 of 2'])
      await expect(client.fetchOpenOrders('BTC/USDT')).rejects.toThrow('10006')
      expect(await errorOf(client.fetchOpenOrders('BTC/USDT'))).toBe('RateLimitExceeded')
      expect(
        Number(client.last_response_headers?.['X-Bapi-Limit-Reset-Timestamp']),
      ).toBeGreaterThan(Date.now() - 1_000)
      await client.fetchBalance()
    })
    exchange.limits.perSecondMax.clear()
  })

  it('of an address end at the door', async () => {
    await withClient({}, async (client) => {
      exchange.limits.requestsPerFiveSecondsMax = 0
      expect(await errorOf(client.fetchTime())).toBe('RateLimitExceeded')
      exchange.limits.requestsPerFiveSecondsMax = 600
      await expect(client.fetchTime()).rejects.toThrow('403, access too frequent')
    })
    expect((await fetch(`${exchange.url}/v5/market/time`)).status).toBe(403)
  })
})
