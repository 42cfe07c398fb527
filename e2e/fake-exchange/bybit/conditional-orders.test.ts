import type { Exchange } from 'ccxt'
import { afterEach, describe, expect, it } from 'vitest'
import { openClient } from '../ccxt-client.fixture.ts'
import { BYBIT_KEY, BYBIT_SECRET, FakeBybit } from '../fake-bybit.ts'
import { MAIN_ACCOUNT } from '../fake-exchange.ts'
import { amountText } from '../matching/amount.ts'

const SYMBOL = 'BTC/USDT'
const TRIGGER = { trigger: true, acknowledged: true }
let exchange: FakeBybit
let client: Exchange

afterEach(async () => {
  await client.close()
  await exchange.stop()
})

async function open(triggered: 'same-order' | 'new-order' = 'same-order', btc = '1') {
  exchange = new FakeBybit({ triggered })
  const url = await exchange.start()
  client = await openClient({ exchangeId: 'bybit', url, apiKey: BYBIT_KEY, secret: BYBIT_SECRET })
  exchange.engine.deposit(MAIN_ACCOUNT, 'USDT', '10000')
  if (btc !== '0') exchange.engine.deposit(MAIN_ACCOUNT, 'BTC', btc)
  exchange.market.setPrice('BTCUSDT', '30000')
}

interface Terms {
  readonly side: 'buy' | 'sell'
  readonly triggerPrice: number
  readonly price?: number
}

async function placed({ side, triggerPrice, price }: Terms): Promise<string> {
  const type = price === undefined ? 'market' : 'limit'
  const params = { triggerPrice, orderLinkId: 'mine' }
  const order = await client.createOrder(SYMBOL, type, side, 0.1, price, params)
  return String(order.id)
}

const status = async (id: string) => (await client.fetchOrder(id, SYMBOL, TRIGGER)).info.orderStatus

function locked(asset: string): string {
  return amountText(exchange.engine.state.account(MAIN_ACCOUNT).balance(asset).locked)
}

describe('a conditional order', () => {
  it('waits without locking anything', async () => {
    await open()
    const id = await placed({ side: 'sell', triggerPrice: 29_000 })
    expect(await client.fetchOrder(id, SYMBOL, TRIGGER)).toMatchObject({
      ...{ status: 'open', triggerPrice: 29_000, amount: 0.1, clientOrderId: 'mine' },
      info: { orderStatus: 'Untriggered', stopOrderType: 'Stop' },
    })
    expect(locked('BTC')).toBe('0')
  })

  it.each([
    ['sell', 29_000, '29000'],
    ['sell', 31_000, '31000'],
    ['buy', 31_000, '31000'],
    ['buy', 29_000, '29000'],
  ] as const)('to %s at %d fills once the price is there', async (side, triggerPrice, price) => {
    await open()
    const id = await placed({ side, triggerPrice })
    exchange.market.setPrice('BTCUSDT', triggerPrice > 30_000 ? '30999' : '29001')
    expect(await status(id)).toBe('Untriggered')
    exchange.market.setPrice('BTCUSDT', price)
    expect(await status(id)).toBe('Filled')
  })

  it('keeps its id when it triggers, and is an active order from then on', async () => {
    await open()
    const id = await placed({ side: 'buy', triggerPrice: 31_000, price: 30_500 })
    exchange.market.setPrice('BTCUSDT', '31000')
    expect(await status(id)).toBe('New')
    expect(locked('USDT')).toBe('3050')
    await client.cancelOrder(id, SYMBOL)
    expect(await status(id)).toBe('Cancelled')
    expect(locked('USDT')).toBe('0')
  })

  it('becomes another one where the account is a classic one', async () => {
    await open('new-order')
    const id = await placed({ side: 'buy', triggerPrice: 31_000, price: 30_500 })
    exchange.market.setPrice('BTCUSDT', '31000')
    expect(await status(id)).toBe('Triggered')
    const [other] = await client.fetchOpenOrders(SYMBOL)
    expect(other).toMatchObject({ status: 'open', amount: 0.1, price: 30_500 })
    expect(other?.id).not.toBe(id)
    expect(other?.clientOrderId).not.toBe('mine')
    exchange.market.setPrice('BTCUSDT', '30499')
    const trades = await client.fetchOrderTrades(String(other?.id), SYMBOL)
    expect(trades).toMatchObject([{ amount: 0.1, price: 30_500, takerOrMaker: 'maker' }])
  })

  it('that is cancelled before it triggers is deactivated, and only by its own kind', async () => {
    await open()
    const id = await placed({ side: 'sell', triggerPrice: 29_000 })
    await expect(client.cancelOrder(id, SYMBOL)).rejects.toThrow('170213')
    await client.cancelOrder(id, SYMBOL, { trigger: true })
    expect(await status(id)).toBe('Deactivated')
  })

  it('is rejected when it triggers and there is nothing to sell', async () => {
    await open('same-order', '0')
    const id = await placed({ side: 'sell', triggerPrice: 29_000 })
    exchange.market.setPrice('BTCUSDT', '29000')
    expect(await status(id)).toBe('Rejected')
    expect((await client.fetchOrder(id, SYMBOL, TRIGGER)).status).toBe('rejected')
  })

  it('can be amended while it waits', async () => {
    await open()
    const id = await placed({ side: 'sell', triggerPrice: 29_000 })
    await client.editOrder(id, SYMBOL, 'market', 'sell', 0.2, undefined, { triggerPrice: 28_000 })
    exchange.market.setPrice('BTCUSDT', '28500')
    expect(await status(id)).toBe('Untriggered')
    exchange.market.setPrice('BTCUSDT', '28000')
    expect((await client.fetchOrder(id, SYMBOL, TRIGGER)).filled).toBe(0.2)
  })

  it('in ccxt’s words of stopLossPrice is another kind, which locks at once', async () => {
    await open()
    const params = { stopLossPrice: 29_000 }
    const order = await client.createOrder(SYMBOL, 'market', 'sell', 0.1, undefined, params)
    expect(locked('BTC')).toBe('0.1')
    const { info } = await client.fetchOrder(String(order.id), SYMBOL, { acknowledged: true })
    expect(info.stopOrderType).toBe('tpslOrder')
    const cancel = client.cancelOrder(String(order.id), SYMBOL, { trigger: true })
    await expect(cancel).rejects.toThrow('170213')
  })
})
