import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { money, quantity, SAMPLE_MARKET } from '../../domain/sample-market.fixture.ts'
import { type ParsedOrder, parseOrder, parseReceipt } from './parse-order.ts'
import { loadSignedExchange } from './signed-exchange.fixture.ts'

const context = { market: SAMPLE_MARKET, receivedAt: 77, secrets: ['the-secret'] }

const RAW = {
  id: '28',
  clientOrderId: 'cb-1',
  symbol: 'BTC/USDT',
  side: 'buy',
  status: 'open',
  amount: '0.5',
  filled: '0.1',
  cost: '3000',
  price: '30000',
  timestamp: 5,
}

function parsed(changes: object = {}): ParsedOrder {
  const order = parseOrder({ ...RAW, ...changes }, context)
  if (!order.ok) throw new Error(order.error.problem)
  return order.value
}

function problemOf(changes: object): string {
  const order = parseOrder({ ...RAW, ...changes }, context)
  return order.ok ? 'none' : order.error.problem
}

describe('an order of ccxt', () => {
  it('is read exactly', () => {
    expect(parsed()).toEqual({
      symbol: 'BTC/USDT',
      exchangeOrderId: '28',
      clientOrderId: 'cb-1',
      side: 'buy',
      status: 'open',
      quantity: quantity('0.5'),
      filledQuantity: quantity('0.1'),
      filledCost: money('3000'),
      price: '30000',
      time: 5,
      inexact: [],
    })
  })

  it('may have numbers instead of texts, in exponent form too', () => {
    expect(parsed({ amount: 1e-7, filled: 0 }).quantity).toBe(quantity('0.0000001'))
  })

  it.each([
    ['open', '0.1', 'open'],
    ['closed', '0.5', 'filled'],
    ['closed', '0.1', 'cancelled'],
    ['canceled', '0.1', 'cancelled'],
    ['expired', '0', 'expired'],
    ['rejected', '0', 'rejected'],
    ['CANCEL_QUEUED', '0', 'open'],
  ])('that is "%s" with %s filled is %s', (status, filled, expected) => {
    expect(parsed({ status, filled }).status).toBe(expected)
  })

  it('has the time of its last change, or else of its arrival', () => {
    expect(parsed({ lastUpdateTimestamp: 9, lastTradeTimestamp: 8 }).time).toBe(9)
    expect(parsed({ timestamp: undefined }).time).toBe(77)
  })

  it('without our id has none, whichever way it is left out', () => {
    for (const clientOrderId of ['', null, undefined]) {
      expect(parsed({ clientOrderId }).clientOrderId).toBeNull()
    }
  })

  it('says which numbers were finer than ours', () => {
    const { filledQuantity, inexact } = parsed({ filled: '0.000297920684505' })
    expect(filledQuantity).toBe(quantity('0.00029792'))
    expect(inexact).toEqual(['filledQuantity'])
  })

  it.each([
    [{ id: undefined }, 'an order: id'],
    [{ id: '' }, 'an order: id: is empty'],
    [{ id: 'undefined' }, 'an order: id: is empty'],
    [{ side: 'long' }, 'an order: side'],
    [{ status: undefined }, 'an order: status'],
    [{ status: 'lost' }, 'an order with the status "lost"'],
    [{ filled: undefined }, 'how much is filled'],
    [{ amount: 'many' }, 'an order: amount: is not a decimal number'],
    [{ amount: Number.NaN }, 'an order: amount'],
    [{ symbol: 'ETH/USDT' }, 'an order of ETH/USDT instead of BTC/USDT'],
  ])('in another form is not guessed at: %j', (changes, problem) => {
    expect(problemOf(changes)).toContain(problem)
  })

  it('that cannot be read is shown without secrets', () => {
    const order = parseOrder({ note: 'the-secret' }, context)
    expect(order.ok ? '' : order.error.raw).toBe('{"note":"•••"}')
  })

  it('is read or refused, whatever it is, and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (raw) => {
        expect([true, false]).toContain(parseOrder(raw, context).ok)
        expect([true, false]).toContain(parseReceipt(raw, []).ok)
      }),
    )
  })
})

describe('the receipt for a new order', () => {
  it('needs an id: a cut answer of Kraken comes as an order without one', () => {
    expect(parseReceipt({ id: undefined, info: {}, status: 'open' }, []).ok).toBe(false)
    expect(parseReceipt({ id: '7', clientOrderId: '' }, [])).toEqual({
      ok: true,
      value: { exchangeOrderId: '7', clientOrderId: null },
    })
  })
})

describe('what ccxt makes of the answers of exchanges', () => {
  async function throughCcxt(exchangeId: string, info: object): Promise<ParsedOrder> {
    const exchange = await loadSignedExchange(exchangeId, 'http://127.0.0.1:1')
    const order = parseOrder(exchange.parseOrder(info, exchange.market('BTC/USDT')), context)
    if (!order.ok) throw new Error(`${order.error.problem}: ${order.error.raw}`)
    return order.value
  }

  const half = { quantity: quantity('0.50000001'), filledQuantity: quantity('0.20000001') }

  it.each([
    [
      'binance',
      {
        ...{ symbol: 'BTCUSDT', orderId: 28, clientOrderId: 'cb-1', price: '30000.10' },
        ...{ origQty: '0.50000001', executedQty: '0.20000001', cummulativeQuoteQty: '6000.02' },
        ...{ status: 'PARTIALLY_FILLED', timeInForce: 'GTC', type: 'LIMIT', side: 'BUY' },
        ...{ time: 5, updateTime: 6 },
      },
      {
        ...half,
        status: 'open',
        clientOrderId: 'cb-1',
        filledCost: money('6000.02'),
        price: '30000.10',
      },
    ],
    [
      'bybit',
      {
        ...{ symbol: 'BTCUSDT', orderId: '28', orderLinkId: 'cb-1', price: '30000.1' },
        ...{ qty: '0.50000001', cumExecQty: '0.20000001', cumExecValue: '6000.02', leavesQty: '0' },
        ...{ orderStatus: 'PartiallyFilledCanceled', orderType: 'Limit', side: 'Buy' },
        ...{ createdTime: '5', updatedTime: '6', timeInForce: 'GTC' },
      },
      { ...half, status: 'cancelled', clientOrderId: 'cb-1' },
    ],
    [
      'okx',
      {
        ...{ instId: 'BTC-USDT', instType: 'SPOT', ordId: '28', clOrdId: 'cbZd1', px: '30000.1' },
        ...{ sz: '0.50000001', accFillSz: '0.20000001', avgPx: '30000', state: 'canceled' },
        ...{ ordType: 'limit', side: 'buy', cTime: '5', uTime: '6', tgtCcy: '', fee: '0' },
      },
      { ...half, status: 'cancelled', clientOrderId: 'cbZd1' },
    ],
    [
      'kraken',
      {
        ...{ id: 'OAB-1', cl_ord_id: 'ff', status: 'open', opentm: 5.5, vol: '0.50000001' },
        ...{ vol_exec: '0.20000001', cost: '6000.02', fee: '0', price: '30000' },
        descr: { pair: 'XBTUSDT', type: 'buy', ordertype: 'limit', price: '30000.1', price2: '0' },
        ...{ stopprice: '0', limitprice: '0', misc: '', oflags: 'fciq' },
      },
      { ...half, status: 'open', clientOrderId: 'ff', exchangeOrderId: 'OAB-1' },
    ],
    [
      'coinbase',
      {
        ...{ order_id: '28', client_order_id: 'cb-1', product_id: 'BTC-USDT', side: 'BUY' },
        order_configuration: {
          limit_limit_gtc: { base_size: '0.50000001', limit_price: '30000.1', post_only: false },
        },
        ...{ status: 'OPEN', filled_size: '0.20000001', average_filled_price: '30000' },
        ...{ created_time: '2026-01-01T00:00:00Z', total_fees: '0', order_type: 'LIMIT' },
      },
      { ...half, status: 'open', clientOrderId: 'cb-1' },
    ],
    [
      'kucoin',
      {
        ...{ id: '28', clientOid: 'cb-1', symbol: 'BTC-USDT', type: 'limit', side: 'buy' },
        ...{ price: '30000.1', size: '0.50000001', dealSize: '0.20000001', dealFunds: '6000.02' },
        ...{ active: true, inOrderBook: true, cancelExist: false, createdAt: 5, fee: '0' },
      },
      { ...half, status: 'open', clientOrderId: 'cb-1' },
    ],
    [
      'bitget',
      {
        ...{ orderId: '28', clientOid: 'cb-1', symbol: 'BTCUSDT', orderType: 'limit', side: 'buy' },
        ...{ price: '30000.1', size: '0.50000001', baseVolume: '0.20000001' },
        ...{ quoteVolume: '6000.02', priceAvg: '30000', status: 'partially_filled', cTime: '5' },
      },
      { ...half, status: 'open', clientOrderId: 'cb-1' },
    ],
    [
      'gate',
      {
        ...{ id: '28', text: 't-cb-1', currency_pair: 'BTC_USDT', type: 'limit', side: 'buy' },
        ...{ price: '30000.1', amount: '0.50000001', left: '0.3', filled_total: '6000.02' },
        ...{ status: 'cancelled', finish_as: 'cancelled', create_time_ms: '5', fee: '0' },
      },
      { ...half, status: 'cancelled', clientOrderId: 't-cb-1' },
    ],
  ])('%s', async (exchangeId, info, expected) => {
    expect(await throughCcxt(exchangeId, info)).toMatchObject({ ...expected, inexact: [] })
  })
})
