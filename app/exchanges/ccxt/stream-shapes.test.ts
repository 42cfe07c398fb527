import { describe, expect, it } from 'vitest'
import { money, price, quantity, SAMPLE_MARKET } from '../../domain/sample-market.fixture.ts'
import { keepNumbersExact } from './exact-numbers.ts'
import { factsOf } from './facts-of.ts'
import { parseOrder } from './parse-order.ts'
import { parseTrade } from './parse-trade.ts'
import { loadStreams } from './streams.fixture.ts'

const context = { market: SAMPLE_MARKET, receivedAt: 77, secrets: [] }

async function streamed(exchangeId: string, method: string, message: object, exact: boolean) {
  const exchange = await loadStreams(exchangeId)
  if (exact) keepNumbersExact(exchange)
  return Reflect.apply(Reflect.get(exchange, method), exchange, [
    message,
    exchange.market('BTC/USDT'),
  ])
}

const BINANCE_REPORT = {
  ...{ e: 'executionReport', E: 1, s: 'BTCUSDT', c: 'cb-1', S: 'BUY', o: 'LIMIT', f: 'GTC' },
  ...{ q: '0.50000001', p: '30000.10', P: '0', C: '', x: 'TRADE', X: 'PARTIALLY_FILLED' },
  ...{ r: 'NONE', i: 28, l: '0.20000001', z: '0.20000001', L: '30000.10', n: '0.0001' },
  ...{ N: 'BNB', T: 6, t: 9, m: false, O: 5, Z: '6000.02', Y: '6000.02', Q: '0' },
}

const BYBIT_EXECUTION = {
  ...{ category: 'spot', symbol: 'BTCUSDT', execFee: '0.0001', execId: '9', isMaker: true },
  ...{ execPrice: '30000.1', execQty: '0.20000001', execType: 'Trade', execTime: '6' },
  ...{ orderId: '28', orderLinkId: 'cb-1', side: 'Buy', feeCurrency: 'BTC', execValue: '6000.02' },
}

const KRAKEN_EXECUTION = {
  ...{ order_id: '28', cl_ord_id: 'ff', exec_id: '9', exec_type: 'trade', symbol: 'BTC/USDT' },
  ...{ side: 'buy', last_qty: 0.20000001, last_price: 30000.1, liquidity_ind: 't', cost: 6000.02 },
  ...{ order_type: 'limit', timestamp: '2026-01-01T00:00:00.006Z' },
  fees: [{ asset: 'USDT', qty: 1.5 }],
}

const KUCOIN_MATCH = {
  ...{ symbol: 'BTC-USDT', orderType: 'limit', side: 'buy', tradeId: '9', orderId: '28' },
  ...{ matchPrice: '30000.1', matchSize: '0.20000001', clientOid: 'cb-1', ts: 6_000_000 },
  ...{ liquidity: 'taker', type: 'match', status: 'match', size: '0.50000001' },
}

const BITGET_FILL = {
  ...{ orderId: '28', tradeId: '9', symbol: 'BTCUSDT', orderType: 'limit', side: 'buy' },
  ...{ priceAvg: '30000.1', size: '0.20000001', amount: '6000.02', tradeScope: 'taker' },
  ...{ cTime: '6', uTime: '6' },
  feeDetail: [{ feeCoin: 'BTC', deduction: 'no', totalFee: '-0.0001' }],
}

describe.each([true, false])('a fill from a stream (exact numbers: %s)', (exact) => {
  it.each([
    ['binance', 'parseWsTrade', BINANCE_REPORT, 'cb-1'],
    ['bybit', 'parseTrade', BYBIT_EXECUTION, 'cb-1'],
    ['kraken', 'parseWsTrade', KRAKEN_EXECUTION, 'ff'],
    ['kucoin', 'parseWsTrade', KUCOIN_MATCH, 'cb-1'],
    ['bitget', 'parseWsTrade', BITGET_FILL, null],
  ])('of %s is the one that a request would bring', async (exchangeId, method, message, id) => {
    const trade = parseTrade(await streamed(exchangeId, method, message, exact), context)
    if (!trade.ok) throw new Error(`${trade.error.problem}: ${trade.error.raw}`)
    expect(trade.value).toMatchObject({
      ...{ fillId: '9', exchangeOrderId: '28', clientOrderId: id, side: 'buy', inexact: [] },
      ...{ price: price('30000.1'), quantity: quantity('0.20000001') },
    })
    expect(trade.value.fees).toEqual(
      {
        binance: [{ currency: 'BNB', amount: money('0.0001') }],
        bybit: [{ currency: 'BTC', amount: money('0.0001') }],
        kraken: [{ currency: 'USDT', amount: money('1.5') }],
        // Not said in the stream: only a request tells.
        kucoin: null,
        bitget: [{ currency: 'BTC', amount: money('0.0001') }],
      }[exchangeId],
    )
  })
})

const KUCOIN_ORDER = {
  ...{ symbol: 'BTC-USDT', orderType: 'limit', side: 'buy', orderId: '28', type: 'match' },
  ...{ orderTime: 5_000_000, size: '0.50000001', filledSize: '0.20000001', price: '30000.1' },
  ...{ clientOid: 'cb-1', remainSize: '0.3', status: 'match', ts: 6_000_000 },
}

const BITGET_ORDER = {
  ...{ instId: 'BTCUSDT', orderId: '28', clientOid: 'cb-1', size: '0.50000001', side: 'buy' },
  ...{
    orderType: 'limit',
    force: 'gtc',
    price: '30000.1',
    priceAvg: '30000.1',
    fillPrice: '30000.1',
  },
  ...{ status: 'partially_filled', accBaseVolume: '0.20000001', baseVolume: '0.1' },
  ...{ newSize: '0.50000001' },
  ...{ notional: '15000', cTime: '5', uTime: '6', feeDetail: [] },
}

const GATE_ORDER = {
  ...{ id: '28', text: 't-cb-1', currency_pair: 'BTC_USDT', type: 'limit', side: 'buy' },
  ...{ amount: '0.50000001', price: '30000.1', left: '0.3', filled_total: '6000.02' },
  ...{ event: 'update', finish_as: 'open', create_time_ms: '5', update_time_ms: '6' },
}

const OKX_ORDER = {
  ...{ instId: 'BTC-USDT', instType: 'SPOT', ordId: '28', clOrdId: 'cb-1', px: '30000.1' },
  ...{ sz: '0.50000001', accFillSz: '0.20000001', fillSz: '0.1', avgPx: '30000' },
  ...{ state: 'partially_filled', ordType: 'limit', side: 'buy', cTime: '5', uTime: '6' },
}

/** The second trade of an order: what is charged is negative. */
const OKX_TRADE = {
  ...OKX_ORDER,
  ...{ tradeId: '9', fillPx: '30000.1', fillTime: '6', execType: 'T', fillFeeCcy: 'BTC' },
}

const BYBIT_ORDER = {
  ...{ category: 'spot', symbol: 'BTCUSDT', orderId: '28', orderLinkId: 'cb-1', side: 'Buy' },
  ...{ orderType: 'Limit', price: '30000.1', qty: '0.50000001', cumExecQty: '0.20000001' },
  ...{ cumExecValue: '6000.02', leavesQty: '0.3', orderStatus: 'PartiallyFilled' },
  ...{ createdTime: '5', updatedTime: '6', timeInForce: 'GTC' },
}

describe("a trade from OKX's stream", () => {
  it.each([
    ['-0.0001', '0.0001'],
    ['0.0001', '-0.0001'],
  ])('that says %s costs a fee of %s, and what it traded itself', async (fillFee, fee) => {
    const exchange = await loadStreams('okx')
    const order = exchange.parseOrder({ ...OKX_TRADE, fillFee })
    const told: unknown = Reflect.apply(Reflect.get(exchange, 'orderToTrade'), exchange, [order])
    const trade = parseTrade(factsOf('okx').streams.correctTrade?.(told), context)
    if (!trade.ok) throw new Error(`${trade.error.problem}: ${trade.error.raw}`)
    expect(trade.value).toMatchObject({
      ...{ fillId: '9', exchangeOrderId: '28', quantity: quantity('0.1') },
      ...{ price: price('30000.1'), cost: money('3000.01'), liquidity: 'taker' },
      fees: [{ currency: 'BTC', amount: money(fee) }],
    })
  })
})

describe('an order from a stream', () => {
  it.each([
    ['binance', 'parseWsOrder', BINANCE_REPORT],
    ['bybit', 'parseOrder', BYBIT_ORDER],
    ['gate', 'parseOrder', GATE_ORDER],
    ['kucoin', 'parseWsOrder', KUCOIN_ORDER],
    ['okx', 'parseOrder', OKX_ORDER],
  ])('of %s is complete', async (exchangeId, method, message) => {
    expect(factsOf(exchangeId).streams.orders).toBe('complete')
    const order = parseOrder(await streamed(exchangeId, method, message, true), context)
    if (!order.ok) throw new Error(`${order.error.problem}: ${order.error.raw}`)
    expect(order.value).toMatchObject({
      ...{ status: 'open', quantity: quantity('0.50000001'), exchangeOrderId: '28' },
      clientOrderId: exchangeId === 'gate' ? 't-cb-1' : 'cb-1',
      filledQuantity: quantity('0.20000001'),
    })
  })

  it('of Kraken is not, and is refused', async () => {
    expect(factsOf('kraken').streams.orders).toBe('hint')
    const cancelled = {
      ...{ timestamp: '2026-01-01T00:00:00Z', order_status: 'canceled', exec_type: 'canceled' },
      ...{ order_id: '28', cl_ord_id: 'ff', cum_qty: 0.2, cum_cost: 6000, avg_price: 30000 },
    }
    const order = parseOrder(await streamed('kraken', 'parseWsOrder', cancelled, true), context)
    expect(order.ok).toBe(false)
  })

  it('of Bitget takes the latest fill for all of them: never believed', async () => {
    expect(factsOf('bitget').streams.orders).toBe('hint')
    const order = parseOrder(await streamed('bitget', 'parseWsOrder', BITGET_ORDER, true), context)
    expect(order.ok && order.value.filledQuantity).toBe(quantity('0.1'))
  })

  it('of Coinbase takes the filled quantity for the whole: never believed', async () => {
    expect(factsOf('coinbase').streams.orders).toBe('hint')
    const open = {
      ...{ order_id: '28', client_order_id: 'cb-1', product_id: 'BTC-USDT', status: 'OPEN' },
      ...{ cumulative_quantity: '0.2', leaves_quantity: '0.3', avg_price: '30000' },
      ...{ order_side: 'BUY', order_type: 'Limit', creation_time: '2026-01-01T00:00:00Z' },
    }
    const order = parseOrder(await streamed('coinbase', 'parseWsOrder', open, true), context)
    expect(order.ok && order.value.quantity).toBe(quantity('0.2'))
  })
})
