import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { eventually } from '../eventually.fixture.ts'
import { FakeBinance } from '../fake-binance.ts'

const exchange = new FakeBinance()
beforeAll(async () => {
  await exchange.start()
  exchange.market.setPrice('BTCUSDT', '30000')
})
afterAll(() => exchange.stop())

/** A client without ccxt, and what it has heard. */
async function listen(path: string) {
  const socket = new WebSocket(`${exchange.url.replace('http', 'ws')}${path}`)
  const heard: unknown[] = []
  socket.on('message', (data) => heard.push(JSON.parse(data.toString())))
  await new Promise((resolve) => socket.once('open', resolve))
  return { socket, heard }
}

describe('a stream without ccxt', () => {
  it('begins with what its address names', async () => {
    const { heard, socket } = await listen('/ws/btcusdt@trade')
    await eventually(() => heard[0]).toMatchObject({
      e: 'trade',
      s: 'BTCUSDT',
      p: '30000.00000000',
    })
    socket.close()
  })

  it('says which stream an event is from when it carries several', async () => {
    const { heard, socket } = await listen('/stream?streams=btcusdt@bookTicker/ethusdt@miniTicker')
    await eventually(() => heard).toMatchObject([
      { stream: 'btcusdt@bookTicker', data: { s: 'BTCUSDT', a: '30000.00000000' } },
      { stream: 'ethusdt@miniTicker', data: { e: '24hrMiniTicker' } },
    ])
    socket.close()
  })

  it('stops when it is unsubscribed', async () => {
    const { heard, socket } = await listen('/ws')
    socket.send('{"method":"SUBSCRIBE","params":["btcusdt@trade"],"id":1}')
    await eventually(() => heard.length).toBe(2)
    socket.send('{"method":"UNSUBSCRIBE","params":["btcusdt@trade"],"id":2}')
    await eventually(() => heard.at(-1)).toEqual({ result: null, id: 2 })
    exchange.marketStreams.tellTrade('BTCUSDT')
    socket.send('{"method":"LIST_SUBSCRIPTIONS","id":3}')
    await eventually(() => heard.at(-1)).toEqual({ result: [], id: 3 })
    expect(heard.length).toBe(4)
    socket.close()
  })

  it('survives nonsense', async () => {
    const { heard, socket } = await listen('/ws-api/v3')
    socket.send('nonsense')
    await eventually(() => heard[0]).toMatchObject({ status: 400, error: { code: -1002 } })
    socket.close()
  })
})
