import type { AnswerError, ExchangeFacts } from '../exchange-facts.ts'
import { plainForm } from './client-id-forms.ts'
import { coinbaseKey } from './coinbase-key.ts'
import { fieldOf, firstOf, hasList, textOf } from './error-readers.ts'
import { foreign, plainLimit, plainMarket, restingLimitAt } from './order-kinds.ts'

/** Sources: Coinbase Advanced Trade REST reference, "Create order", "List orders", "Cancel orders"; ccxt coinbase.js. */
export const coinbase: ExchangeFacts = {
  exchangeId: 'coinbase',
  trading: { supported: true },
  // The wallets of v2, which ccxt asks by default, do not tell what orders hold.
  ccxtOptions: {
    fetchBalance: 'v3PrivateGetBrokerageAccounts',
    fetchTime: 'v3PublicGetBrokerageTime',
  },
  clientIds: {
    ...plainForm,
    // ccxt drops clientOrderId and sends "ccxt-" and a random UUID, unless the field itself is given.
    createParams: (id) => ({ client_order_id: id }),
    // "List orders" has no filter for it, and "Get order" takes the exchange's id in its path.
    questions: () => [
      { kind: 'list', method: 'fetchOpenOrders', params: {}, filtered: false, pageSize: 100 },
      { kind: 'list', method: 'fetchOrders', params: {}, filtered: false, pageSize: 100 },
    ],
    cancel: () => null,
    byExchangeId: () => ({ fetch: {}, cancel: {} }),
    // "If the ID provided is not unique, the order will not be created and the order corresponding with that ID will be
    // returned instead." For how long is not said, so the same order is sent again only while it is young.
    uniqueAmong: 'all-orders',
    repeatReturnsFirst: true,
  },
  answers: {
    readError,
    isList: (answer) => hasList(answer),
    ambiguous: [
      /^UNKNOWN/,
      /^(INTERNAL|UNAVAILABLE|ABORTED|CANCELLED|DEADLINE_EXCEEDED)/,
      /^(internal|unknown|unavailable|internal_server_error)( |$)/,
      /^COMMANDER_REJECTED/,
    ],
    duplicate: [/^DUPLICATE_CLIENT_ORDER_ID/],
    notFound: [/order with this orderID was not found/i, /^NOT_FOUND/, /^not_found/],
    nothingToCancel: [/^UNKNOWN_CANCEL_ORDER/, /^INVALID_CANCEL_REQUEST/, /^ORDER_IS_FULLY_FILLED/],
    limited: [/^(rate_limit_exceeded|resource_exhausted)/i],
    clock: [/request timestamp expired/i],
    keyRefused: ['PERMISSION_DENIED'],
    // "REST API error codes": 401 Unauthorized, sent as plain text.
    refusesKeysWordlessly: true,
    // `success: false` with a reason: the order was not created. Such reasons are in capitals.
    rejected: [/^[A-Z][A-Z_]+ /],
  },
  history: {
    unfilledCancelledMs: null,
    tradesWindowMs: null,
    ordersWindowMs: null,
    tradesPageSize: 100,
    tradesResolutionMs: 1,
    tradesNeedSymbol: false,
    tradesFiltered: true,
    openOrdersNeedSymbol: false,
    // "List Orders": pages with a cursor, which ccxt follows when it is told to.
    openOrdersParams: { paginate: true },
    openOrderPages: null,
  },
  timing: {
    // Listed from a store that follows the exchange.
    visibilityLagMs: 10_000,
    // The token that ccxt signs is good for 120 s.
    requestValidityMs: 120_000,
    expiryParams: () => ({}),
    // ccxt's fetchTime reads epoch seconds.
    clockResolutionMs: 1_000,
    risingNonce: false,
  },
  orders: {
    // ccxt turns a market buy into quote_size; base_size is documented for sells.
    marketBuy: 'quote-only',
    kinds: {
      market: plainMarket,
      limit: plainLimit,
      stop: foreign('has stop orders with a limit price only'),
      // stop_limit_stop_limit_gtc: ccxt drops any other time in force without a word.
      'stop-limit': restingLimitAt('stopLossPrice'),
      'take-profit': foreign('has take-profit orders with a limit price only'),
      'take-profit-limit': restingLimitAt('takeProfitPrice'),
      'trailing-stop': foreign('has no trailing stops'),
    },
    triggered: 'same-order',
    triggerReserves: true,
  },
  // ccxt takes the filled quantity of a streamed order for its whole, and has neither watchMyTrades nor watchBalance here: fills come from REST.
  // level2 begins with the whole book, tens of thousands of levels, which would hold up everything else.
  streams: {
    orders: 'hint',
    trades: false,
    balance: false,
    bookLevels: 'none',
    bookCheck: 'whole books',
  },
  deadManSwitch: null,
  key: coinbaseKey,
  testnet: null,
  budget: {
    // "Rate limits": 30 private requests a second and user.
    windowMs: 1_000,
    weightMax: 20,
    weights: { cancel: 1, query: 1, create: 1, account: 1, 'market-data': 2 },
    usedHeader: null,
    remainingHeader: null,
  },
}

/**
 * Create answers `error_response`, cancel `results`, gateways `{ error, message }` and older ones `errors`. Of several
 * names for one reason the first that is not "unknown" tells most.
 */
function readError(answer: unknown): AnswerError | null {
  const refusal = fieldOf(answer, 'error_response')
  if (refusal !== undefined) {
    const names = ['preview_failure_reason', 'new_order_failure_reason', 'error'].map((name) =>
      textOf(fieldOf(refusal, name)),
    )
    const code = names.find((name) => name !== '' && !name.startsWith('UNKNOWN')) ?? 'UNKNOWN'
    const message = textOf(fieldOf(refusal, 'message')) || textOf(fieldOf(refusal, 'error_details'))
    return { code, message }
  }
  const result = firstOf(fieldOf(answer, 'results'))
  if (fieldOf(result, 'success') === false) {
    return { code: textOf(fieldOf(result, 'failure_reason')) || 'UNKNOWN', message: '' }
  }
  const listed = firstOf(fieldOf(answer, 'errors'))
  const code = textOf(fieldOf(answer, 'error')) || textOf(fieldOf(listed, 'id'))
  if (code === '') return null
  const message = textOf(fieldOf(answer, 'message')) || textOf(fieldOf(listed, 'message'))
  return { code, message: message || textOf(fieldOf(answer, 'error_details')) }
}
