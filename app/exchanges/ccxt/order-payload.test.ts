import { describe, expect, it } from 'vitest'
import type { OrderKind } from './exchange-facts.ts'
import { factsOf, TRADED_EXCHANGES } from './facts-of.ts'
import { type CreateOrderCall, createOrderCall, type OrderSpec } from './order-payload.ts'

const NOW = Date.UTC(2026, 0, 1)

function order(kind: OrderKind, changes: Partial<OrderSpec> = {}): OrderSpec {
  const trails = kind === 'trailing-stop'
  return {
    clientOrderId: 'cb-bot1-7-e',
    symbol: 'BTC/USDT',
    side: 'sell',
    kind,
    quantity: '0.12345678',
    price: kind === 'limit' || kind.endsWith('-limit') ? '30000.1' : null,
    triggerPrice: kind === 'market' || kind === 'limit' || trails ? null : '29000',
    trailingPercent: trails ? '1.5' : null,
    timeInForce: 'gtc',
    postOnly: false,
    isWorking: false,
    protectivePrice: null,
    ...changes,
  }
}

function callOf(exchangeId: string, spec: OrderSpec): CreateOrderCall {
  const call = createOrderCall(spec, factsOf(exchangeId), NOW)
  if (!call.ok) throw new Error(call.error)
  return call.value
}

function refusalOf(exchangeId: string, spec: OrderSpec): string {
  const call = createOrderCall(spec, factsOf(exchangeId), NOW)
  return call.ok ? 'taken' : call.error
}

describe.each(TRADED_EXCHANGES)('an order for %s', (exchangeId) => {
  it('keeps quantity and price as the text they were approved as', () => {
    const { amount, price } = callOf(exchangeId, order('limit'))
    expect([amount, price]).toEqual(['0.12345678', '30000.1'])
  })

  it('to sell at market has no price, so that nothing is multiplied', () => {
    const call = callOf(exchangeId, order('market'))
    expect(call).toMatchObject({ type: 'market', price: null, substituted: false })
  })

  it('to buy at market buys a quantity, never for a sum of money', () => {
    const call = callOf(exchangeId, order('market', { side: 'buy', protectivePrice: '31000' }))
    expect(call.amount).toBe('0.12345678')
    expect(JSON.stringify(call.params)).not.toMatch(/cost|quote|funds/)
    if (call.type === 'market') expect(call.price).toBeNull()
    else expect(call).toMatchObject({ price: '31000', substituted: true })
  })

  it('is never a post-only stop, which would lose its trigger', () => {
    expect(refusalOf(exchangeId, order('stop-limit', { postOnly: true }))).not.toBe('taken')
  })
})

describe('a market buy where market orders spend money', () => {
  it.each(['bitget', 'coinbase', 'gate'])('needs a highest price on %s', (exchangeId) => {
    expect(refusalOf(exchangeId, order('market', { side: 'buy' }))).toContain('highest price')
  })

  it.each(['binance', 'bybit', 'kraken', 'kucoin', 'okx'])('needs none on %s', (exchangeId) => {
    expect(refusalOf(exchangeId, order('market', { side: 'buy' }))).toBe('taken')
  })
})

describe('what goes to ccxt beside quantity and price', () => {
  it.each([
    ['binance', 'limit', { newClientOrderId: 'cb-bot1-7-e', timeInForce: 'GTC' }],
    ['binance', 'stop', { newClientOrderId: 'cb-bot1-7-e', stopLossPrice: '29000' }],
    [
      'binance',
      'trailing-stop',
      {
        newClientOrderId: 'cb-bot1-7-e',
        trailingPercent: '1.5',
        stopLossOrTakeProfit: 'stopLoss',
      },
    ],
    ['bybit', 'market', { orderLinkId: 'cb-bot1-7-e', marketUnit: 'baseCoin' }],
    ['bybit', 'stop-limit', { orderLinkId: 'cb-bot1-7-e', triggerPrice: '29000' }],
    [
      'okx',
      'take-profit',
      {
        clientOrderId: 'cbZdbot1Zd7Zde',
        algoClOrdId: 'cbZdbot1Zd7Zde',
        takeProfitPrice: '29000',
        tgtCcy: 'base_ccy',
        tdMode: 'cash',
      },
    ],
    [
      'kraken',
      'take-profit-limit',
      {
        clientOrderId: expect.stringMatching(/^[0-9a-f]{32}$/),
        deadline: '2026-01-01T00:00:05.000Z',
        takeProfitPrice: '29000',
      },
    ],
    ['coinbase', 'stop-limit', { client_order_id: 'cb-bot1-7-e', stopLossPrice: '29000' }],
    ['kucoin', 'stop', { clientOid: 'cb-bot1-7-e', stopLossPrice: '29000' }],
    ['bitget', 'limit', { clientOid: 'cb-bot1-7-e', force: 'gtc' }],
    ['gate', 'limit', { clientOrderId: 'cb-bot1-7-e', timeInForce: 'GTC' }],
  ] as const)('%s, %s', (exchangeId, kind, params) => {
    expect(callOf(exchangeId, order(kind)).params).toEqual(params)
  })

  it('is one word for post-only', () => {
    const params = callOf('binance', order('limit', { postOnly: true })).params
    expect(params).toEqual({ newClientOrderId: 'cb-bot1-7-e', postOnly: true })
    expect(callOf('bitget', order('limit', { postOnly: true })).params).toMatchObject({
      force: 'post_only',
    })
  })
})

describe('an order that the exchange cannot take itself', () => {
  it.each([
    ['gate', order('stop'), 'by our own id'],
    ['bitget', order('take-profit'), 'by our own id'],
    ['coinbase', order('stop'), 'limit price only'],
    ['bybit', order('trailing-stop'), 'futures positions only'],
    ['coinbase', order('stop-limit', { timeInForce: 'ioc' }), 'no time in force "ioc"'],
    ['htx', order('limit'), 'so it sends none'],
    ['bybit', order('stop', { side: 'buy' }), 'for an amount of money'],
  ])('%s says why', (exchangeId, spec, why) => {
    expect(refusalOf(exchangeId, spec)).toContain(why)
  })

  it('is a bug when a price is missing or too much', () => {
    expect(() => refusalOf('binance', order('limit', { price: null }))).toThrow('limit price')
    expect(() => refusalOf('binance', order('stop', { triggerPrice: null }))).toThrow('trigger')
  })
})
