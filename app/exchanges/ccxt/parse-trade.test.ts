import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { money, price, quantity, SAMPLE_MARKET } from '../../domain/sample-market.fixture.ts'
import { type ParsedTrade, parseTrade } from './parse-trade.ts'
import { loadSignedExchange } from './signed-exchange.fixture.ts'

const context = { market: SAMPLE_MARKET, receivedAt: 77, secrets: [] }

const RAW = {
  id: '1',
  order: '28',
  symbol: 'BTC/USDT',
  side: 'buy',
  price: '30000.01',
  amount: '0.12345678',
  cost: '3703.7046',
  fee: { cost: '0.0001', currency: 'BTC' },
  takerOrMaker: 'maker',
  timestamp: 5,
  info: { orderLinkId: 'cb-1' },
}

function parsed(changes: object = {}): ParsedTrade {
  const trade = parseTrade({ ...RAW, ...changes }, context)
  if (!trade.ok) throw new Error(`${trade.error.problem}: ${trade.error.raw}`)
  return trade.value
}

describe('a fill of ccxt', () => {
  it('is read exactly', () => {
    expect(parsed()).toEqual({
      fillId: '1',
      exchangeOrderId: '28',
      clientOrderId: 'cb-1',
      symbol: 'BTC/USDT',
      side: 'buy',
      price: price('30000.01'),
      quantity: quantity('0.12345678'),
      cost: money('3703.7046'),
      fees: [{ currency: 'BTC', amount: money('0.0001') }],
      liquidity: 'maker',
      time: 5,
      inexact: [],
    })
  })

  it('has fees in several currencies, each summed up', () => {
    const fees = [
      { cost: '1', currency: 'USDT' },
      { cost: '0.5', currency: 'USDT' },
      { cost: '0.01', currency: 'BNB' },
    ]
    expect(parsed({ fees }).fees).toEqual([
      { currency: 'USDT', amount: money('1.5') },
      { currency: 'BNB', amount: money('0.01') },
    ])
  })

  it('may be free, earn a rebate, or not say what it cost', () => {
    expect(parsed({ fee: { cost: '0', currency: undefined } }).fees).toEqual([])
    expect(parsed({ fee: { cost: '-0.01', currency: 'USDT' } }).fees).toEqual([
      { currency: 'USDT', amount: -money('0.01') },
    ])
    expect(parsed({ fee: undefined }).fees).toBeNull()
    expect(parsed({ fee: { cost: undefined, currency: undefined } }).fees).toBeNull()
  })

  it('without a cost costs price times quantity, rounded against us', () => {
    expect(parsed({ cost: undefined }).cost).toBe(money('3703.70463457'))
    expect(parsed({ cost: undefined, side: 'sell' }).cost).toBe(money('3703.70463456'))
  })

  it('says which numbers were finer than ours, and rounds them against us', () => {
    const fine = {
      amount: '0.123456789',
      price: '30000.015',
      fee: { cost: '1e-10', currency: 'A' },
    }
    const bought = parsed({ ...fine, cost: undefined })
    expect(bought).toMatchObject({
      quantity: quantity('0.12345678'),
      price: price('30000.02'),
      fees: [{ currency: 'A', amount: 1 }],
      inexact: ['price', 'quantity', 'fees'],
    })
    expect(parsed({ ...fine, side: 'sell' })).toMatchObject({
      quantity: quantity('0.12345679'),
      price: price('30000.01'),
    })
  })

  it.each([
    [{ id: undefined }, 'a fill: id'],
    [{ order: undefined }, 'a fill: order'],
    [{ timestamp: undefined }, 'a fill: timestamp'],
    [{ amount: '0' }, 'a fill of nothing'],
    [{ price: '-1' }, 'a fill of nothing'],
    [{ price: '' }, 'a fill: price: is empty'],
    [{ symbol: 'ETH/USDT' }, 'instead of BTC/USDT'],
    [{ fee: { cost: '1' } }, 'a fee without a currency'],
  ])('in another form is not guessed at: %j', (changes, problem) => {
    const trade = parseTrade({ ...RAW, ...changes }, context)
    expect(trade.ok ? 'none' : trade.error.problem).toContain(problem)
  })

  it('is not taken from a float that may have lost digits', () => {
    const trade = parseTrade({ ...RAW, amount: 123456789.12345678 }, context)
    expect(trade.ok ? 'none' : trade.error.problem).toContain('more digits than a float keeps')
    expect(parsed({ amount: 1234567.12345678, cost: undefined }).quantity).toBe(
      quantity('1234567.12345678'),
    )
    expect(parsed({ cost: 3703.704634567812 }).cost).toBe(money('3703.70463457'))
  })

  it('is read or refused, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (raw) => {
        expect([true, false]).toContain(parseTrade(raw, context).ok)
      }),
    )
  })
})

describe('what ccxt makes of the fills of exchanges', () => {
  it.each([
    [
      'binance',
      {
        ...{ symbol: 'BTCUSDT', id: 9, orderId: 28, price: '30000.10', qty: '0.20000001' },
        ...{ quoteQty: '6000.02', commission: '0.0001', commissionAsset: 'BNB', time: 5 },
        ...{ isBuyer: true, isMaker: false },
      },
      { fees: [{ currency: 'BNB', amount: money('0.0001') }], liquidity: 'taker' },
    ],
    [
      'bybit',
      {
        ...{ symbol: 'BTCUSDT', execId: '9', orderId: '28', orderLinkId: 'cb-1', side: 'Buy' },
        ...{ execPrice: '30000.1', execQty: '0.20000001', execFee: '0.0001', feeCurrency: 'BTC' },
        ...{ execTime: '5', isMaker: true, category: 'spot' },
      },
      { clientOrderId: 'cb-1', liquidity: 'maker' },
    ],
    [
      'okx',
      {
        ...{ instId: 'BTC-USDT', instType: 'SPOT', tradeId: '9', ordId: '28', clOrdId: 'cbZd1' },
        ...{ fillPx: '30000.1', fillSz: '0.20000001', fee: '-0.0001', feeCcy: 'BTC', side: 'buy' },
        ...{ execType: 'T', ts: '5' },
      },
      { clientOrderId: 'cbZd1', fees: [{ currency: 'BTC', amount: money('0.0001') }] },
    ],
    [
      'kraken',
      {
        ...{ id: '9', ordertxid: '28', pair: 'XBTUSDT', time: 5.5, type: 'buy', maker: false },
        ...{ price: '30000.1', cost: '6000.02030010', fee: '1.5', vol: '0.20000001' },
        ...{ ordertype: 'limit', margin: '0', misc: '' },
      },
      { fees: [{ currency: 'USDT', amount: money('1.5') }] },
    ],
    [
      'coinbase',
      {
        ...{ trade_id: '9', order_id: '28', product_id: 'BTC-USDT', price: '30000.1' },
        ...{ trade_time: '2026-01-01T00:00:00Z', size: '0.20000001', commission: '1.5' },
        ...{ liquidity_indicator: 'MAKER', side: 'BUY', size_in_quote: false },
      },
      { fees: [{ currency: 'USDT', amount: money('1.5') }] },
    ],
    [
      'kucoin',
      {
        ...{ symbol: 'BTC-USDT', tradeId: '9', orderId: '28', side: 'buy', liquidity: 'taker' },
        ...{ price: '30000.1', size: '0.20000001', funds: '6000.02', fee: '1.5' },
        ...{ feeCurrency: 'USDT', createdAt: 5, type: 'limit', tradeType: 'TRADE' },
      },
      { fees: [{ currency: 'USDT', amount: money('1.5') }], cost: money('6000.02') },
    ],
    [
      'bitget',
      {
        ...{ symbol: 'BTCUSDT', tradeId: '9', orderId: '28', side: 'buy', tradeScope: 'taker' },
        ...{ priceAvg: '30000.1', size: '0.20000001', amount: '6000.02', cTime: '5' },
        feeDetail: { deduction: 'no', feeCoin: 'BTC', totalFee: '-0.0001' },
      },
      { fees: [{ currency: 'BTC', amount: money('0.0001') }] },
    ],
    [
      'gate',
      {
        ...{ id: '9', order_id: '28', currency_pair: 'BTC_USDT', side: 'buy', role: 'taker' },
        ...{ price: '30000.1', amount: '0.20000001', fee: '0.0001', fee_currency: 'BTC' },
        ...{ create_time_ms: '5.5', text: 't-cb-1', gt_fee: '0', point_fee: '0' },
      },
      { clientOrderId: 't-cb-1', fees: [{ currency: 'BTC', amount: money('0.0001') }] },
    ],
  ])('%s', async (exchangeId, info, expected) => {
    const exchange = await loadSignedExchange(exchangeId, 'http://127.0.0.1:1')
    const trade = parseTrade(exchange.parseTrade(info, exchange.market('BTC/USDT')), context)
    if (!trade.ok) throw new Error(`${trade.error.problem}: ${trade.error.raw}`)
    const common = {
      ...{ fillId: '9', exchangeOrderId: '28', side: 'buy', inexact: [] },
      ...{ price: price('30000.1'), quantity: quantity('0.20000001') },
    }
    expect(trade.value).toMatchObject({ ...common, ...expected })
  })
})
