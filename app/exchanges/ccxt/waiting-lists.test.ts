import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { quantity, SAMPLE_MARKET } from '../../domain/sample-market.fixture.ts'
import { CapturingServer, sendJson } from './capturing-server.fixture.ts'
import type { Params } from './exchange-facts.ts'
import { factsOf } from './facts-of.ts'
import { type ParsedOrder, parseOrder } from './parse-order.ts'
import type { SentRequest } from './request-trace.ts'
import { loadSignedExchange } from './signed-exchange.fixture.ts'
import { holdsList } from './whole-answer.ts'

const CONTEXT = { market: SAMPLE_MARKET, receivedAt: 77, secrets: [] }
const server = new CapturingServer()

beforeAll(() => server.start())
afterAll(() => server.stop())

/** What a list of orders that wait for a price says, when the exchange answers this. */
async function listed(exchangeId: string, answer: unknown): Promise<readonly ParsedOrder[]> {
  server.answer = (_, response) => sendJson(response, 200, answer)
  const exchange = await loadSignedExchange(exchangeId, server.url)
  const facts = factsOf(exchangeId)
  const [params] = facts.history.conditionalLists ?? []
  const request: SentRequest = {
    ...{ method: 'GET', path: '/' },
    answer: { status: 200, headers: {}, json: answer },
  }
  expect(holdsList([request], facts)).toBe(true)
  const raw: unknown = await exchange.fetchOpenOrders(undefined, undefined, undefined, params)
  return (raw as readonly unknown[]).map((one) => {
    const order = parseOrder(facts.answers.correctOrder?.(one) ?? one, CONTEXT)
    if (!order.ok) throw new Error(order.error.problem)
    return order.value
  })
}

const NOTHING_TRADED = { filledQuantity: quantity('0'), status: 'open' }

describe('orders of others that wait for a price', () => {
  it('are read at Bitget, where they say nothing of what has traded', async () => {
    const order = {
      ...{ orderId: '91', clientOid: 'by-hand', symbol: 'BTCUSDT', side: 'buy' },
      ...{ triggerPrice: '26000', triggerType: 'fill_price', enterPointSource: 'WEB' },
      ...{ cTime: '1700728978617', uTime: '1700728978618' },
    }
    const byQuantity = { size: '0.0002', planType: 'amount', orderType: 'limit' }
    const byMoney = { size: '20', planType: 'total', orderType: 'market', executePrice: '' }
    const orders = await listed('bitget', {
      ...{ code: '00000', msg: 'success' },
      data: {
        nextFlag: false,
        orderList: [
          { ...order, ...byQuantity, executePrice: '25000', status: 'live' },
          { ...order, ...byMoney, orderId: '92', status: 'not_trigger' },
        ],
      },
    })
    expect(orders).toMatchObject([
      { exchangeOrderId: '91', quantity: quantity('0.0002'), price: '25000', ...NOTHING_TRADED },
      { exchangeOrderId: '92', quantity: null, ...NOTHING_TRADED },
    ])
  })

  it('are read at Gate, where what a purchase may cost is no quantity', async () => {
    const order = {
      ...{ market: 'BTC_USDT', user: 1, ctime: 1_700_000_000, status: 'open' },
      trigger: { price: '23000', rule: '<=', expiration: 86_400 },
    }
    const put = { price: '0', type: 'market', amount: '0.1', account: 'normal' }
    const orders = await listed('gate', [
      { ...order, id: 111, put: { ...put, side: 'sell', time_in_force: 'ioc' } },
      { ...order, id: 112, put: { ...put, side: 'buy', amount: '20', time_in_force: 'ioc' } },
    ])
    expect(orders).toMatchObject([
      { exchangeOrderId: '111', side: 'sell', quantity: quantity('0.1'), ...NOTHING_TRADED },
      { exchangeOrderId: '112', side: 'buy', quantity: null, ...NOTHING_TRADED },
    ])
  })

  it.each([
    ['bitget', 'POST /api/v2/spot/trade/cancel-plan-order', { orderId: '91' }],
    ['gate', 'DELETE /api/v4/spot/price_orders/91', {}],
  ])('are cancelled at %s by its id', async (exchangeId, request, fields: Params) => {
    const exchange = await loadSignedExchange(exchangeId, server.url)
    server.answer = (_, response) => sendJson(response, 200, {})
    server.requests.splice(0)
    const { cancel } = factsOf(exchangeId).clientIds.byExchangeId(true)
    await exchange.cancelOrder('91', 'BTC/USDT', cancel).catch(() => undefined)
    const [sent] = server.requests
    expect(`${sent?.method} ${sent?.path}`).toBe(request)
    expect(sent?.fields).toMatchObject(fields)
  })
})
