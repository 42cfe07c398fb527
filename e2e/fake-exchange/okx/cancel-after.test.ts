import { expect, it, onTestFinished } from 'vitest'
import { openClient } from '../ccxt-client.fixture.ts'
import { MAIN_ACCOUNT } from '../fake-exchange.ts'
import { FakeOkx, OKX_KEY, OKX_PASSPHRASE, OKX_SECRET } from '../fake-okx.ts'

const MINUTE_MS = 60_000
const TAG = 'resting'

/** Real ccxt at an account that holds 10,000 USDT, with BTC at 30,000. */
async function trading() {
  const exchange = new FakeOkx()
  const url = await exchange.start()
  onTestFinished(() => exchange.stop())
  exchange.engine.deposit(MAIN_ACCOUNT, 'USDT', '10000')
  exchange.market.setPrice('BTCUSDT', '30000')
  const keys = { apiKey: OKX_KEY, secret: OKX_SECRET, passphrase: OKX_PASSPHRASE }
  const client = await openClient({ exchangeId: 'okx', url, ...keys })
  onTestFinished(() => client.close())
  const place = (clientOrderId: string, params: object = {}) =>
    client.createOrder('BTC/USDT', 'limit', 'buy', 0.01, 29_000, {
      ...{ clientOrderId, tdMode: 'cash' },
      ...params,
    })
  const open = async () => {
    const orders = await client.fetchOpenOrders('BTC/USDT')
    return orders.map(({ clientOrderId }) => clientOrderId).toSorted()
  }
  const pass = (ms: number) => {
    exchange.clock.advance(ms)
    // A client's clock would run along.
    exchange.conditions.clockSkewMs -= ms
  }
  return { exchange, client, place, open, pass }
}

it('takes orders with a tag, and fills and cancels them like all others', async () => {
  const { client, place, open, exchange } = await trading()
  await place('first', { tag: TAG })
  await place('second')
  expect(await open()).toEqual(['first', 'second'])
  await client.cancelOrder('', 'BTC/USDT', { clientOrderId: 'first' })
  exchange.market.setPrice('BTCUSDT', '28900')
  expect(await client.fetchOrder('', 'BTC/USDT', { clientOrderId: 'first' })).toMatchObject({
    ...{ status: 'canceled', filled: 0 },
  })
  expect(await client.fetchOrder('', 'BTC/USDT', { clientOrderId: 'second' })).toMatchObject({
    ...{ status: 'closed', filled: 0.01, average: 29_000 },
  })
  expect(await client.fetchMyTrades('BTC/USDT')).toMatchObject([
    { amount: 0.01, price: 29_000, fee: { currency: 'BTC', cost: 0.00001 } },
  ])
  await expect(place('third', { tdMode: 'cross' })).rejects.toThrow('tdMode')
})

it('cancels those with the tag when the time is over, and no others', async () => {
  const { client, place, open, pass } = await trading()
  await place('marked', { tag: TAG })
  await place('other', { tag: 'another' })
  await place('plain')
  await client.cancelAllOrdersAfter(MINUTE_MS, { tag: TAG })
  pass(MINUTE_MS - 5_000)
  expect(await open()).toEqual(['marked', 'other', 'plain'])
  await client.cancelAllOrdersAfter(MINUTE_MS, { tag: TAG })
  pass(MINUTE_MS - 5_000)
  expect(await open()).toEqual(['marked', 'other', 'plain'])
  pass(5_000)
  expect(await open()).toEqual(['other', 'plain'])
  pass(MINUTE_MS)
  expect(await open()).toEqual(['other', 'plain'])
})

it('cancels all without a tag, and none once it is turned off', async () => {
  const { client, place, open, pass } = await trading()
  await place('marked', { tag: TAG })
  await place('plain')
  await client.cancelAllOrdersAfter(MINUTE_MS)
  await client.cancelAllOrdersAfter(0)
  pass(2 * MINUTE_MS)
  expect(await open()).toEqual(['marked', 'plain'])
  await client.cancelAllOrdersAfter(MINUTE_MS)
  pass(2 * MINUTE_MS)
  expect(await open()).toEqual([])
})

it('refuses a time that is too short or too long', async () => {
  const { client } = await trading()
  await expect(client.cancelAllOrdersAfter(9_000)).rejects.toThrow('timeOut')
  await expect(client.cancelAllOrdersAfter(121_000)).rejects.toThrow('timeOut')
})

it('knows nobody with another passphrase', async () => {
  const { exchange } = await trading()
  const client = await openClient({
    ...{ exchangeId: 'okx', url: exchange.url, apiKey: OKX_KEY, secret: OKX_SECRET },
    passphrase: 'another',
  })
  onTestFinished(() => client.close())
  await expect(client.fetchBalance()).rejects.toThrow('50105')
})
