import type { ExchangeFacts } from '../exchange-facts.ts'
import { binanceKey } from './binance-key.ts'
import { orderList } from './binance-order-list.ts'
import { plainForm } from './client-id-forms.ts'
import { codeReader, hasList } from './error-readers.ts'
import { limitAt, marketAt, nativeMarket, plainLimit, plainMarket } from './order-kinds.ts'

/** Sources: Binance spot API docs, "Public Rest API" and "Error codes"; ccxt 4.5.84 js/src/binance.js. */
export const binance: ExchangeFacts = {
  exchangeId: 'binance',
  trading: { supported: true },
  // Up to 1024 streams share a connection ("WebSocket Streams"), and ccxt would open one for each market.
  ccxtOptions: { warnOnFetchOpenOrdersWithoutSymbol: false, streamLimits: { spot: 1 } },
  clientIds: {
    ...plainForm,
    createParams: (id) => ({ newClientOrderId: id }),
    // GET /api/v3/order finds finished orders too; those cancelled unfilled are archived after 90 days.
    questions: (id) => [{ kind: 'order', id: '', params: { origClientOrderId: id } }],
    cancel: (id) => ({ id: '', params: { origClientOrderId: id } }),
    byExchangeId: () => ({ fetch: {}, cancel: {} }),
    // "New order", newClientOrderId: accepted again once the previous order with it is filled, or gone (field notes 4.1).
    uniqueAmong: 'open-orders',
    repeatReturnsFirst: false,
  },
  answers: {
    readError: codeReader('code', 'msg', ['0', '200']),
    isList: (answer) => hasList(answer),
    // "Error codes" 10xx: unknown, disconnected, unexpected response, timeout, overloaded; status of the order unknown.
    ambiguous: ['-1000', '-1001', '-1004', '-1006', '-1007', '-1008', '-1016', '-1034'],
    // -2010 stands for every reason that the matching engine gives; only this text means that the order exists.
    duplicate: [/^-2010 .*duplicate/i],
    notFound: ['-2013'],
    nothingToCancel: ['-2011', '-2013'],
    limited: ['-1003', '-1015'],
    clock: ['-1021'],
    // "Error codes": -2008 no such key, -2014 its form, -2015 key, address or permission, -1002 not authorized, -1022 signature
    keyRefused: ['-2008', '-2014', '-2015', '-1002', '-1022'],
    // ccxt throws DDoSProtection for -2015 once a call has succeeded, although it also means a revoked key.
    rejected: ['-2014', '-2015', '-1002', '-1022'],
  },
  history: {
    unfilledCancelledMs: 90 * 86_400_000,
    // "Account trade list": startTime to endTime at most 24 hours.
    tradesWindowMs: 86_400_000,
    ordersWindowMs: 86_400_000,
    tradesPageSize: 1_000,
    tradesResolutionMs: 1,
    tradesNeedSymbol: true,
    tradesFiltered: true,
    openOrdersNeedSymbol: false,
    openOrdersParams: {},
    openOrderPages: null,
  },
  timing: {
    visibilityLagMs: 5_000,
    // ccxt sends recvWindow 10000 with every signed request (options.recvWindow).
    requestValidityMs: 10_000,
    expiryParams: () => ({}),
    clockResolutionMs: 1,
    risingNonce: false,
  },
  orders: {
    // Without a price ccxt sends `quantity`; with one it would multiply and send quoteOrderQty.
    marketBuy: 'base-quantity',
    kinds: {
      market: plainMarket,
      limit: plainLimit,
      stop: marketAt('stopLossPrice'),
      'stop-limit': limitAt('stopLossPrice'),
      'take-profit': marketAt('takeProfitPrice'),
      'take-profit-limit': limitAt('takeProfitPrice'),
      // Goes out as STOP_LOSS with trailingDelta in hundredths of a percent, whole ones only.
      'trailing-stop': nativeMarket(({ trailingPercent }) => ({
        trailingPercent,
        stopLossOrTakeProfit: 'stopLoss',
      })),
    },
    pair: orderList,
    feeCoin: 'BNB',
    triggered: 'same-order',
    triggerReserves: true,
  },
  // The depth of the first book, which costs more than this above 100.
  streams: {
    orders: 'complete',
    trades: true,
    balance: true,
    bookLevels: 100,
    bookCheck: 'sequence',
  },
  deadManSwitch: null,
  key: binanceKey,
  testnet: 'setSandboxMode',
  budget: {
    windowMs: 60_000,
    // "Limits": 6000 a minute and IP address; shared with the market data and with other programs.
    weightMax: 4_800,
    // order 1, cancel 1, query of one order 4, account or trades 20, candles 2
    weights: { cancel: 1, query: 4, create: 1, account: 20, 'market-data': 2 },
    // exchangeInfo's "rateLimits", ORDERS: 100 in 10 s and account.
    kindLimits: { create: { max: 90, windowMs: 10_500 } },
    usedHeader: 'x-mbx-used-weight-1m',
    remainingHeader: null,
  },
}
