import { afterAll, beforeAll, expect, it } from 'vitest'
import { controlRouter } from './control-routes.ts'
import { FakeBinance } from './fake-binance.ts'

const exchange = new FakeBinance()
beforeAll(async () => {
  await exchange.start()
  exchange.server.controls = controlRouter(exchange)
})
afterAll(() => exchange.stop())

async function control(path: string): Promise<unknown> {
  const method = path === 'state' ? 'GET' : 'POST'
  return (await fetch(`${exchange.url}/control/${path}`, { method })).json()
}

it('moves money, prices and orders of a running exchange', async () => {
  await control('deposit?asset=USDT&quantity=1000')
  await control('price?symbol=BTCUSDT&price=30000')
  await control('manual-order?symbol=BTCUSDT&side=buy&quantity=0.01&price=29000')
  const id = exchange.engine.state.orders.all()[0]?.id
  await control(`fill?orderId=${id}&quantity=0.004`)
  expect(await control('state')).toMatchObject({
    balances: [{ asset: 'USDT', locked: '174.00000000' }, { asset: 'BTC' }],
    orders: [{ origin: 'manual', status: 'partially-filled' }],
    fills: [{ quantity: '0.00400000', price: '29000.00000000' }],
  })
})

it('says what is missing or wrong', async () => {
  expect(await control('price?symbol=BTCUSDT')).toEqual({
    done: false,
    message: 'price is missing',
  })
  expect(await control('fill?orderId=1')).toMatchObject({ done: false })
})

it('is heard even while everything else goes wrong', async () => {
  exchange.chaos(1, 1)
  expect(await control('calm')).toEqual({ done: true })
  expect((await fetch(`${exchange.url}/api/v3/ping`)).status).toBe(200)
})
