/** A request as an exchange documents it: method and path, then its fields without key, time and signature. */
export type DocumentedRequest = readonly [string, Readonly<Record<string, unknown>>]

export interface DocumentedRequests {
  /** By kind of order: sells of 0.12345678 for 30000.1, triggered at 29000, trailing by 1.5 %; null: not sent. */
  readonly sells: Readonly<Record<string, DocumentedRequest | null>>
  /** Buys: at market with 31000 as the highest price, and at 30000.1 post-only, immediate and fill-or-kill. */
  readonly buys: Readonly<Record<'market' | 'post-only' | 'ioc' | 'fok', DocumentedRequest>>
  /** The questions after an order by our id, in turn. */
  readonly questions: readonly DocumentedRequest[]
  readonly cancel: DocumentedRequest | null
  /** The same for a conditional order, where that is another one. */
  readonly conditionalQuestions?: readonly DocumentedRequest[]
  readonly conditionalCancel?: DocumentedRequest
  /** By the exchange's id, 4711. */
  readonly questionById: DocumentedRequest
  readonly cancelById: DocumentedRequest
  readonly openOrders: DocumentedRequest
  /** Of all markets, orders that wait for a price, where that takes questions of their own. */
  readonly conditionalLists?: readonly DocumentedRequest[]
  /** Since 1700000000000. */
  readonly trades: DocumentedRequest
  readonly balance: DocumentedRequest
  readonly deadManSwitch?: DocumentedRequest
  /** The fields of an order that the switch takes back, where it spares the others. */
  readonly workingMark?: Readonly<Record<string, string>>
  /** A stop at 29000 and a target at 31000 as one. */
  readonly pair?: DocumentedRequest
}

const ID = 'cb-bot1-7-e'
const QUANTITY = '0.12345678'
const PRICE = '30000.1'

/**
 * Read from each exchange's documentation, and compared with what ccxt sends. The names in quotation marks are those of
 * the sections.
 */
export const DOCUMENTED_REQUESTS: Readonly<Record<string, DocumentedRequests>> = {
  binance: binanceRequests(),
  bitget: bitgetRequests(),
  bybit: bybitRequests(),
  coinbase: coinbaseRequests(),
  gate: gateRequests(),
  kraken: krakenRequests(),
  kucoin: kucoinRequests(),
  okx: okxRequests(),
}

/** Spot REST API: "New order", "Query order", "Cancel order", "Current open orders", "Account trade list". */
function binanceRequests(): DocumentedRequests {
  const common = { symbol: 'BTCUSDT', newClientOrderId: ID, newOrderRespType: 'FULL' }
  const order = (side: string, type: string, fields: object): DocumentedRequest => [
    'POST /api/v3/order',
    { ...common, side, type, quantity: QUANTITY, ...fields },
  ]
  const one = { symbol: 'BTCUSDT', origClientOrderId: ID }
  const byId = { symbol: 'BTCUSDT', orderId: '4711' }
  const resting = { price: PRICE, timeInForce: 'GTC' }
  return {
    sells: {
      market: order('SELL', 'MARKET', {}),
      limit: order('SELL', 'LIMIT', resting),
      stop: order('SELL', 'STOP_LOSS', { stopPrice: '29000' }),
      'stop-limit': order('SELL', 'STOP_LOSS_LIMIT', { stopPrice: '29000', ...resting }),
      'take-profit': order('SELL', 'TAKE_PROFIT', { stopPrice: '29000' }),
      'take-profit-limit': order('SELL', 'TAKE_PROFIT_LIMIT', { stopPrice: '29000', ...resting }),
      'trailing-stop': order('SELL', 'STOP_LOSS', { trailingDelta: '150' }),
    },
    buys: {
      market: order('BUY', 'MARKET', {}),
      'post-only': order('BUY', 'LIMIT_MAKER', { price: PRICE }),
      ioc: order('BUY', 'LIMIT', { price: PRICE, timeInForce: 'IOC' }),
      fok: order('BUY', 'LIMIT', { price: PRICE, timeInForce: 'FOK' }),
    },
    questions: [['GET /api/v3/order', one]],
    cancel: ['DELETE /api/v3/order', one],
    questionById: ['GET /api/v3/order', byId],
    cancelById: ['DELETE /api/v3/order', byId],
    openOrders: ['GET /api/v3/openOrders', { symbol: 'BTCUSDT' }],
    trades: [
      'GET /api/v3/myTrades',
      { symbol: 'BTCUSDT', startTime: '1700000000000', limit: '1000' },
    ],
    balance: ['GET /api/v3/account', {}],
    // "New Order list - OCO"
    pair: [
      'POST /api/v3/orderList/oco',
      {
        ...{ symbol: 'BTCUSDT', side: 'SELL', quantity: QUANTITY, listClientOrderId: `${ID}-l` },
        aboveType: 'TAKE_PROFIT',
        aboveClientOrderId: `${ID}-t`,
        aboveStopPrice: '31000',
        belowType: 'STOP_LOSS',
        belowClientOrderId: `${ID}-s`,
        belowStopPrice: '29000',
        newOrderRespType: 'RESULT',
      },
    ],
  }
}

/** API v2, Spot: "Place order", "Get order info", "Cancel order", "Get current orders", "Get fills", "Get account assets". */
function bitgetRequests(): DocumentedRequests {
  const order = (side: string, orderType: string, fields: object): DocumentedRequest => [
    'POST /api/v2/spot/trade/place-order',
    { symbol: 'BTCUSDT', clientOid: ID, side, orderType, size: QUANTITY, ...fields },
  ]
  const limit = (force: string) => order('buy', 'limit', { price: PRICE, force })
  return {
    sells: {
      ...untaken('stop', 'stop-limit', 'take-profit', 'take-profit-limit', 'trailing-stop'),
      // "force" is required, and without effect on a market order.
      market: order('sell', 'market', { force: 'gtc' }),
      limit: order('sell', 'limit', { price: PRICE, force: 'gtc' }),
    },
    buys: {
      market: order('buy', 'limit', { price: '31000', force: 'ioc' }),
      'post-only': limit('post_only'),
      ioc: limit('ioc'),
      fok: limit('fok'),
    },
    questions: [['GET /api/v2/spot/trade/orderInfo', { clientOid: ID }]],
    cancel: ['POST /api/v2/spot/trade/cancel-order', { symbol: 'BTCUSDT', clientOid: ID }],
    questionById: ['GET /api/v2/spot/trade/orderInfo', { orderId: '4711' }],
    cancelById: ['POST /api/v2/spot/trade/cancel-order', { symbol: 'BTCUSDT', orderId: '4711' }],
    openOrders: ['GET /api/v2/spot/trade/unfilled-orders', { symbol: 'BTCUSDT' }],
    conditionalLists: [['GET /api/v2/spot/trade/current-plan-order', { limit: '100' }]],
    trades: [
      'GET /api/v2/spot/trade/fills',
      { symbol: 'BTCUSDT', startTime: '1700000000000', limit: '100' },
    ],
    balance: ['GET /api/v2/spot/account/assets', {}],
  }
}

/** V5: "Place order", "Get open & closed orders", "Get order history", "Cancel order", "Get trade history". */
function bybitRequests(): DocumentedRequests {
  const common = { category: 'spot', symbol: 'BTCUSDT' }
  const order = (side: string, orderType: string, fields: object): DocumentedRequest => [
    'POST /v5/order/create',
    { ...common, orderLinkId: ID, side, orderType, qty: QUANTITY, ...fields },
  ]
  const base = { marketUnit: 'baseCoin' }
  const trigger = { orderFilter: 'StopOrder', triggerPrice: '29000' }
  const stopMarket = order('Sell', 'Market', { ...base, ...trigger })
  const stopLimit = order('Sell', 'Limit', { ...trigger, price: PRICE })
  const limit = (timeInForce: string) => order('Buy', 'Limit', { price: PRICE, timeInForce })
  const questions = (fields: object): DocumentedRequest[] => {
    const one = { ...common, orderLinkId: ID, limit: '50', ...fields }
    return [
      ['GET /v5/order/realtime', { ...one, openOnly: '0' }],
      ['GET /v5/order/realtime', { ...one, openOnly: '1' }],
      ['GET /v5/order/history', one],
    ]
  }
  const cancel = (fields: object): DocumentedRequest => [
    'POST /v5/order/cancel',
    { ...common, ...fields },
  ]
  return {
    sells: {
      market: order('Sell', 'Market', base),
      limit: order('Sell', 'Limit', { price: PRICE, timeInForce: 'GTC' }),
      stop: stopMarket,
      'stop-limit': stopLimit,
      'take-profit': stopMarket,
      'take-profit-limit': stopLimit,
      'trailing-stop': null,
    },
    buys: {
      market: order('Buy', 'Market', base),
      'post-only': limit('PostOnly'),
      ioc: limit('IOC'),
      fok: limit('FOK'),
    },
    questions: questions({}),
    cancel: cancel({ orderFilter: 'Order', orderLinkId: ID }),
    conditionalQuestions: questions({ orderFilter: 'StopOrder' }),
    conditionalCancel: cancel({ orderFilter: 'StopOrder', orderLinkId: ID }),
    questionById: ['GET /v5/order/realtime', { ...common, orderId: '4711' }],
    cancelById: cancel({ orderFilter: 'Order', orderId: '4711' }),
    openOrders: ['GET /v5/order/realtime', common],
    trades: [
      'GET /v5/execution/list',
      { ...common, execType: 'Trade', startTime: '1700000000000', limit: '100' },
    ],
    balance: ['GET /v5/account/wallet-balance', { accountType: 'UNIFIED' }],
  }
}

/** Advanced Trade: "Create order", "List orders", "Get order", "Cancel orders", "List fills", "List accounts". */
function coinbaseRequests(): DocumentedRequests {
  const order = (side: string, configuration: object): DocumentedRequest => [
    'POST /api/v3/brokerage/orders',
    {
      client_order_id: ID,
      product_id: 'BTC-USDT',
      side,
      order_configuration: configuration,
    },
  ]
  const base = { base_size: QUANTITY }
  const limit = { ...base, limit_price: PRICE }
  const stop = (direction: string) => ({
    stop_limit_stop_limit_gtc: {
      ...limit,
      stop_price: '29000',
      stop_direction: `STOP_DIRECTION_STOP_${direction}`,
    },
  })
  const listed = 'GET /api/v3/brokerage/orders/historical/batch'
  const since = { product_id: 'BTC-USDT', limit: '100', start_date: '2023-11-14T22:13:20.000Z' }
  return {
    sells: {
      ...untaken('stop', 'take-profit', 'trailing-stop'),
      market: order('SELL', { market_market_ioc: base }),
      limit: order('SELL', { limit_limit_gtc: { ...limit, post_only: false } }),
      'stop-limit': order('SELL', stop('DOWN')),
      'take-profit-limit': order('SELL', stop('UP')),
    },
    buys: {
      market: order('BUY', { sor_limit_ioc: { ...base, limit_price: '31000' } }),
      'post-only': order('BUY', { limit_limit_gtc: { ...limit, post_only: true } }),
      ioc: order('BUY', { sor_limit_ioc: limit }),
      fok: order('BUY', { limit_limit_fok: limit }),
    },
    questions: [
      [listed, { order_status: 'OPEN', ...since }],
      [listed, since],
    ],
    cancel: null,
    questionById: ['GET /api/v3/brokerage/orders/historical/4711', {}],
    cancelById: ['POST /api/v3/brokerage/orders/batch_cancel', { order_ids: ['4711'] }],
    openOrders: [listed, { order_status: 'OPEN', product_id: 'BTC-USDT', limit: '100' }],
    trades: [
      'GET /api/v3/brokerage/orders/historical/fills',
      {
        product_id: 'BTC-USDT',
        limit: '100',
        start_sequence_timestamp: '2023-11-14T22:13:20.000Z',
      },
    ],
    balance: ['GET /api/v3/brokerage/accounts', { limit: '250' }],
  }
}

/** API v4, Spot: "Create an order", "Query single order details", "List orders", "Cancel single order". */
function gateRequests(): DocumentedRequests {
  const pair = { currency_pair: 'BTC_USDT', account: 'spot' }
  const order = (side: string, type: string, fields: object): DocumentedRequest => [
    'POST /api/v4/spot/orders',
    { ...pair, text: `t-${ID}`, side, type, amount: QUANTITY, ...fields },
  ]
  const limit = (force: string) => order('buy', 'limit', { price: PRICE, time_in_force: force })
  return {
    sells: {
      ...untaken('stop', 'stop-limit', 'take-profit', 'take-profit-limit', 'trailing-stop'),
      market: order('sell', 'market', { time_in_force: 'ioc' }),
      limit: order('sell', 'limit', { price: PRICE, time_in_force: 'gtc' }),
    },
    buys: {
      market: order('buy', 'limit', { price: '31000', time_in_force: 'ioc' }),
      'post-only': limit('poc'),
      ioc: limit('ioc'),
      fok: limit('fok'),
    },
    questions: [
      [`GET /api/v4/spot/orders/t-${ID}`, pair],
      [
        'GET /api/v4/spot/orders',
        { ...pair, status: 'finished', limit: '100', from: '1700000000' },
      ],
    ],
    cancel: [`DELETE /api/v4/spot/orders/t-${ID}`, pair],
    questionById: ['GET /api/v4/spot/orders/4711', pair],
    cancelById: ['DELETE /api/v4/spot/orders/4711', pair],
    // "List all open orders" knows neither pair nor status, and ignores them.
    openOrders: ['GET /api/v4/spot/open_orders', { ...pair, status: 'open' }],
    conditionalLists: [['GET /api/v4/spot/price_orders', { status: 'open' }]],
    trades: ['GET /api/v4/spot/my_trades', { ...pair, limit: '100', from: '1700000000' }],
    balance: ['GET /api/v4/spot/accounts', {}],
  }
}

/** Spot REST: "Add order", "Get open orders", "Get closed orders", "Query orders info", "Cancel order", "Get trades history". */
function krakenRequests(): DocumentedRequests {
  const clientId = { cl_ord_id: '24b8d60d28dd74120891d4570cdd394f' }
  const deadline = { deadline: '2026-01-01T00:00:05.000Z' }
  const order = (type: string, ordertype: string, fields: object): DocumentedRequest => [
    'POST /0/private/AddOrder',
    { pair: 'XBTUSDT', ...clientId, ...deadline, type, ordertype, volume: QUANTITY, ...fields },
  ]
  const limit = (fields: object) => order('buy', 'limit', { price: PRICE, ...fields })
  const start = { start: '1700000000' }
  return {
    sells: {
      market: order('sell', 'market', {}),
      limit: order('sell', 'limit', { price: PRICE, timeinforce: 'GTC' }),
      // price is the trigger, price2 the limit.
      stop: order('sell', 'stop-loss', { price: '29000' }),
      'stop-limit': order('sell', 'stop-loss-limit', { price: '29000', price2: PRICE }),
      'take-profit': order('sell', 'take-profit', { price: '29000' }),
      'take-profit-limit': order('sell', 'take-profit-limit', { price: '29000', price2: PRICE }),
      'trailing-stop': order('sell', 'trailing-stop', { price: '+1.5%', trigger: 'last' }),
    },
    buys: {
      market: order('buy', 'market', {}),
      'post-only': limit({ oflags: 'post' }),
      ioc: limit({ timeinforce: 'IOC' }),
      fok: limit({ timeinforce: 'FOK' }),
    },
    questions: [
      ['POST /0/private/OpenOrders', clientId],
      ['POST /0/private/ClosedOrders', clientId],
    ],
    cancel: ['POST /0/private/CancelOrder', clientId],
    questionById: ['POST /0/private/QueryOrders', { txid: '4711', trades: 'true' }],
    cancelById: ['POST /0/private/CancelOrder', { txid: '4711' }],
    openOrders: ['POST /0/private/OpenOrders', {}],
    trades: ['POST /0/private/TradesHistory', start],
    balance: ['POST /0/private/BalanceEx', {}],
    deadManSwitch: ['POST /0/private/CancelAllOrdersAfter', { timeout: '60' }],
  }
}

/** Spot trading: "Add order", "Get order by clientOid", "Cancel order by clientOid", and the same of stop orders. */
function kucoinRequests(): DocumentedRequests {
  const order = (path: string, side: string, type: string, fields: object): DocumentedRequest => [
    `POST /api/v1/${path}`,
    { clientOid: ID, symbol: 'BTC-USDT', side, type, size: QUANTITY, ...fields },
  ]
  const limit = (fields: object) => order('hf/orders', 'buy', 'limit', { price: PRICE, ...fields })
  const stop = (type: string, kind: string, fields: object) =>
    order('stop-order', 'sell', type, { stop: kind, stopPrice: '29000', ...fields })
  const symbol = { symbol: 'BTC-USDT' }
  return {
    sells: {
      market: order('hf/orders', 'sell', 'market', {}),
      limit: order('hf/orders', 'sell', 'limit', { price: PRICE, timeInForce: 'GTC' }),
      // "loss" triggers at or below the price, "entry" at or above it.
      stop: stop('market', 'loss', {}),
      'stop-limit': stop('limit', 'loss', { price: PRICE }),
      'take-profit': stop('market', 'entry', {}),
      'take-profit-limit': stop('limit', 'entry', { price: PRICE }),
      'trailing-stop': null,
    },
    buys: {
      market: order('hf/orders', 'buy', 'market', {}),
      'post-only': limit({ postOnly: true }),
      ioc: limit({ timeInForce: 'IOC' }),
      fok: limit({ timeInForce: 'FOK' }),
    },
    questions: [[`GET /api/v1/hf/orders/client-order/${ID}`, symbol]],
    cancel: [`DELETE /api/v1/hf/orders/client-order/${ID}`, symbol],
    conditionalQuestions: [
      ['GET /api/v1/stop-order/queryOrderByClientOid', { clientOid: ID, ...symbol }],
    ],
    conditionalCancel: ['DELETE /api/v1/stop-order/cancelOrderByClientOid', { clientOid: ID }],
    questionById: ['GET /api/v1/hf/orders/4711', symbol],
    cancelById: ['DELETE /api/v1/hf/orders/4711', symbol],
    // "Get open orders" knows the symbol only, and ignores the rest.
    openOrders: [
      'GET /api/v1/hf/orders/active',
      { ...symbol, tradeType: 'TRADE', status: 'active' },
    ],
    trades: ['GET /api/v1/hf/fills', { ...symbol, limit: '100', startAt: '1700000000000' }],
    balance: ['GET /api/v1/accounts', { type: 'trade_hf' }],
  }
}

/** API v5: "Place multiple orders", "Place algo order", "Order details", "Algo order details", "Cancel order", "Cancel algo order". */
function okxRequests(): DocumentedRequests {
  const id = 'cbZdbot1Zd7Zde'
  const tag = { tag: 'cryptobotworking' }
  const order = (side: string, ordType: string, fields: object): DocumentedRequest => [
    'POST /api/v5/trade/batch-orders',
    {
      ...{ instId: 'BTC-USDT', tdMode: 'cash', tgtCcy: 'base_ccy', clOrdId: id },
      ...{ side, ordType, sz: QUANTITY, ...fields },
    },
  ]
  // clOrdId is no field of these; ccxt would put one of its own there.
  const algo = (ordType: string, fields: object): DocumentedRequest => [
    'POST /api/v5/trade/order-algo',
    {
      ...{ instId: 'BTC-USDT', tdMode: 'cash', clOrdId: id, algoClOrdId: id },
      ...{ side: 'sell', ordType, sz: QUANTITY, ...fields },
    },
  ]
  const base = { tgtCcy: 'base_ccy' }
  const loss = { slTriggerPx: '29000', slTriggerPxType: 'last' }
  const profit = { tpTriggerPx: '29000', tpTriggerPxType: 'last' }
  const limit = (ordType: string) => order('buy', ordType, { px: PRICE })
  const one = { instId: 'BTC-USDT', clOrdId: id }
  const byId = { instId: 'BTC-USDT', ordId: '4711' }
  return {
    sells: {
      market: order('sell', 'market', {}),
      limit: order('sell', 'limit', { px: PRICE }),
      stop: algo('conditional', { ...loss, ...base, slOrdPx: '-1' }),
      'stop-limit': algo('conditional', { ...loss, slOrdPx: PRICE }),
      'take-profit': algo('conditional', { ...profit, ...base, tpOrdPx: '-1' }),
      'take-profit-limit': algo('conditional', { ...profit, tpOrdPx: PRICE }),
      'trailing-stop': algo('move_order_stop', { ...base, callbackRatio: '0.015' }),
    },
    buys: {
      market: order('buy', 'market', {}),
      'post-only': limit('post_only'),
      ioc: limit('ioc'),
      fok: limit('fok'),
    },
    questions: [['GET /api/v5/trade/order', one]],
    cancel: ['POST /api/v5/trade/cancel-order', one],
    conditionalQuestions: [
      ['GET /api/v5/trade/order-algo', { instId: 'BTC-USDT', algoClOrdId: id }],
    ],
    conditionalCancel: ['POST /api/v5/trade/cancel-algos', { instId: 'BTC-USDT', algoClOrdId: id }],
    questionById: ['GET /api/v5/trade/order', byId],
    cancelById: ['POST /api/v5/trade/cancel-order', byId],
    openOrders: ['GET /api/v5/trade/orders-pending', { instId: 'BTC-USDT' }],
    conditionalLists: ['conditional,oco', 'trigger', 'move_order_stop'].map((ordType) => [
      'GET /api/v5/trade/orders-algo-pending',
      { ordType },
    ]),
    // A page has 100, whatever ccxt is asked for.
    trades: [
      'GET /api/v5/trade/fills-history',
      { instId: 'BTC-USDT', instType: 'SPOT', begin: '1700000000000' },
    ],
    balance: ['GET /api/v5/account/balance', {}],
    deadManSwitch: ['POST /api/v5/trade/cancel-all-after', { timeOut: 60, ...tag }],
    workingMark: tag,
  }
}

function untaken(...kinds: readonly string[]): Readonly<Record<string, null>> {
  return Object.fromEntries(kinds.map((kind) => [kind, null]))
}
