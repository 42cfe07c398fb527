import type { ExchangeFacts } from '../exchange-facts.ts'
import { bybitKey } from './bybit-key.ts'
import { plainForm } from './client-id-forms.ts'
import { codeReader, hasList } from './error-readers.ts'
import { foreign, limitAt, marketAt, nativeMarket, plainLimit, sellsOnly } from './order-kinds.ts'

/** "Place order", marketUnit: at times "TP/SL and conditional orders are not supported"; a buy would be by value. */
const MONEY = 'may take the quantity of a conditional market buy for an amount of money'

/** Sources: Bybit V5 docs, "Trade" and "Error codes"; ccxt 4.5.84 js/src/bybit.js. */
export const bybit: ExchangeFacts = {
  exchangeId: 'bybit',
  trading: { supported: true },
  // Otherwise ccxt sends two requests about the account before the first order. Classic accounts no longer open.
  ccxtOptions: { enableUnifiedMargin: false, enableUnifiedAccount: true, unifiedMarginStatus: 6 },
  clientIds: {
    ...plainForm,
    // ccxt omits clientOrderId and sends orderLinkId. "Place order": at most 36 of letters, digits, dash, underscore.
    createParams: (id) => ({ orderLinkId: id }),
    // "Get open & closed orders": openOnly 0 the open ones, 1 the last 500 finished; the rest is in the history. ccxt's
    // fetchOrder needs an exchange id (it calls id.toString()).
    questions: (id, conditional) => {
      const params = { orderLinkId: id, ...(conditional ? { trigger: true } : {}) }
      return [
        listed('fetchOpenOrders', { ...params, openOnly: 0 }),
        listed('fetchOpenOrders', { ...params, openOnly: 1 }),
        listed('fetchCanceledAndClosedOrders', params),
      ]
    },
    // With an id, even an empty one, ccxt would send orderId beside orderLinkId.
    cancel: (id, conditional) => ({
      id: undefined,
      params: { orderLinkId: id, ...(conditional ? { trigger: true } : {}) },
    }),
    byExchangeId: (conditional) => {
      const trigger = conditional ? { trigger: true } : {}
      return { fetch: { acknowledged: true, ...trigger }, cancel: trigger }
    },
    // "orderLinkId: always unique" is said of options and of futures; of spot nothing is promised.
    uniqueAmong: 'undocumented',
    repeatReturnsFirst: false,
  },
  answers: {
    readError: codeReader('retCode', 'retMsg', ['0']),
    isList: (answer) => hasList(answer),
    // ccxt: 10016 is a plain ExchangeError, 170146 InvalidOrder, 170007 RequestTimeout, 170032 ExchangeError.
    ambiguous: [
      ...['10000', '10016', '10019', '170001', '170007', '170032', '170146', '170147', '170149'],
      ...['170150', '177002', '3100326'],
    ],
    duplicate: ['170141', '12141', '110072'],
    notFound: ['170213', '110001'],
    // 170139 filled, 170142 cancelled already, 170143 not on the book
    nothingToCancel: ['170213', '110001', '170139', '170142', '170143', '110008', '110010'],
    limited: ['10006', '10018', '10429', '170005', '170222'],
    clock: ['10002'],
    // "Error codes": wrong key, signature, permission, authentication, address; 33004 expired. 10009 is a banned address.
    keyRefused: ['10003', '10004', '10005', '10007', '10010', '33004'],
    rejected: [],
  },
  history: {
    // ccxt features: daysBackCanceled 1. "Order history": unfilled cancelled orders of spot stay for 24 hours.
    unfilledCancelledMs: 86_400_000,
    tradesWindowMs: 7 * 86_400_000,
    ordersWindowMs: 7 * 86_400_000,
    tradesPageSize: 100,
    tradesResolutionMs: 1,
    tradesNeedSymbol: false,
    tradesFiltered: true,
    openOrdersNeedSymbol: false,
    // "Get open & closed orders": 20 on a page, at most 50; ccxt follows the cursor when it is told to.
    openOrdersParams: { paginate: true },
    openOrderPages: null,
  },
  timing: {
    visibilityLagMs: 5_000,
    // ccxt sends X-BAPI-RECV-WINDOW 5000.
    requestValidityMs: 5_000,
    expiryParams: () => ({}),
    clockResolutionMs: 1,
    risingNonce: false,
  },
  orders: {
    // A unified account without price or cost: ccxt adds marketUnit baseCoin itself; said again in case that changes.
    marketBuy: 'base-quantity',
    kinds: {
      market: nativeMarket(() => ({ marketUnit: 'baseCoin' })),
      limit: plainLimit,
      // orderFilter StopOrder. ccxt's stopLossPrice would make it a tpslOrder with reduceOnly, which spot has not.
      stop: sellsOnly(marketAt('triggerPrice', { marketUnit: 'baseCoin' }), MONEY),
      'stop-limit': limitAt('triggerPrice'),
      'take-profit': sellsOnly(marketAt('triggerPrice', { marketUnit: 'baseCoin' }), MONEY),
      'take-profit-limit': limitAt('triggerPrice'),
      'trailing-stop': foreign('has trailing stops for futures positions only'),
    },
    // "Place order", Spot Stop Order: in a unified account the order keeps its id when it triggers (a classic one makes
    // another order).
    feeCoin: 'MNT',
    triggered: 'same-order',
    triggerReserves: false,
  },
  streams: { orders: 'complete', trades: true, balance: true, bookLevels: 50, bookCheck: 'none' },
  // "Set disconnect cancel all" is no heartbeat: it acts when a private stream that follows the "dcp" topic is cut, which
  // ccxt's streams do not follow; Bybit has to switch it on for the account, and it takes all orders.
  deadManSwitch: null,
  key: bybitKey,
  testnet: 'setSandboxMode',
  budget: {
    // "Rate limit": 600 requests in 5 s and IP address; spot orders 20 a second and account.
    windowMs: 5_000,
    weightMax: 400,
    weights: { cancel: 5, query: 2, create: 5, account: 2, 'market-data': 1 },
    kindLimits: {
      create: { max: 18, windowMs: 1_200 },
      cancel: { max: 18, windowMs: 1_200 },
    },
    usedHeader: null,
    // X-Bapi-Limit-Status counts one endpoint, so it says nothing about the whole.
    remainingHeader: null,
    // "Rate limit": once it is exceeded, when it ends; otherwise the present time.
    resetHeader: { name: 'x-bapi-limit-reset-timestamp', holds: 'time' },
  },
}

function listed(method: 'fetchOpenOrders' | 'fetchCanceledAndClosedOrders', params: object) {
  return { kind: 'list', method, params: { ...params }, filtered: true, pageSize: 50 } as const
}
