import type { ExchangeFacts } from '../exchange-facts.ts'
import { prefixedForm } from './client-id-forms.ts'
import { codeReader, fieldOf, hasList, textOf } from './error-readers.ts'
import { gateKey } from './gate-key.ts'
import { noConditionals, plainLimit, plainMarket } from './order-kinds.ts'

/** Sources: Gate API v4 docs, "Spot", "Error handling", "Rate limit"; ccxt 4.5.84 js/src/gate.js. */
export const gate: ExchangeFacts = {
  exchangeId: 'gate',
  trading: { supported: true },
  // Unset, ccxt asks for the account's mode before an order, and reads any failure as "not unified".
  ccxtOptions: { unifiedAccount: false },
  clientIds: {
    // "Create an order", text: "t-" and at most 28 of letters, digits, dash, underscore and dot.
    ...prefixedForm('t-'),
    // ccxt counts 28 characters with the prefix and adds it where the first letter is no "t"; ours starts with "c".
    createParams: (id) => ({ clientOrderId: id.slice(2) }),
    // "Operations based on custom IDs can only be checked in pending orders": a finished one is in the list only.
    questions: (id) => [
      { kind: 'order', id: '', params: { clientOrderId: id } },
      { kind: 'list', method: 'fetchClosedOrders', params: {}, filtered: false, pageSize: 100 },
    ],
    // ccxt's cancelOrder has no client id: the id argument goes into the path, where the custom one may stand.
    cancel: (id) => ({ id, params: {} }),
    byExchangeId: (conditional) => {
      const trigger = conditional ? { trigger: true } : {}
      return { fetch: trigger, cancel: trigger }
    },
    uniqueAmong: 'undocumented',
    repeatReturnsFirst: false,
  },
  answers: {
    readError: codeReader('label', 'message', []),
    isList: (answer) => hasList(answer),
    ambiguous: ['INTERNAL', 'SERVER_ERROR', 'TOO_BUSY', 'INTERNAL_ERROR'],
    duplicate: ['REPEATED_CREATION', /(text|client).*(exist|duplicat|repeat|used)/i],
    notFound: ['ORDER_NOT_FOUND', 'CLIENT_ID_NOT_FOUND'],
    nothingToCancel: [
      ...['ORDER_NOT_FOUND', 'CLIENT_ID_NOT_FOUND', 'ORDER_CLOSED', 'ORDER_CANCELLED'],
      'ORDER_FINISHED',
    ],
    limited: ['TOO_MANY_REQUESTS', 'TOO_FAST'],
    clock: ['REQUEST_EXPIRED'],
    keyRefused: [
      'INVALID_KEY',
      'INVALID_CREDENTIALS',
      'INVALID_SIGNATURE',
      'IP_FORBIDDEN',
      'READ_ONLY',
    ],
    // Unknown to ccxt: a fill-or-kill that did not fill.
    rejected: ['FOK_NOT_FILL', 'INVALID_CLIENT_ID'],
    correctOrder,
  },
  history: {
    unfilledCancelledMs: null,
    tradesWindowMs: 30 * 86_400_000,
    ordersWindowMs: 30 * 86_400_000,
    tradesPageSize: 100,
    tradesResolutionMs: 1_000,
    tradesNeedSymbol: false,
    tradesFiltered: true,
    openOrdersNeedSymbol: false,
    openOrdersParams: {},
    // "Retrieve running auto order list": of all markets, 100 on a page.
    conditionalLists: [{ trigger: true }],
    // "List all open orders": 100 of each pair on a page.
    openOrderPages: { size: 100, next: ({ page }) => ({ page }) },
  },
  timing: {
    visibilityLagMs: 5_000,
    // "Authentication": Timestamp may be 60 s off.
    requestValidityMs: 60_000,
    expiryParams: () => ({}),
    clockResolutionMs: 1,
    risingNonce: false,
  },
  orders: {
    // "amount: ... in market orders buying, the quote currency".
    marketBuy: 'quote-only',
    kinds: {
      market: plainMarket,
      limit: plainLimit,
      // Price-triggered orders have ids of their own and no text of ours that could be asked for.
      ...noConditionals('cannot show a conditional spot order by our own id'),
    },
    feeCoin: 'GT',
    triggered: 'new-order',
    triggerReserves: false,
  },
  streams: {
    orders: 'complete',
    trades: true,
    balance: true,
    bookLevels: null,
    bookCheck: 'sequence',
  },
  deadManSwitch: null,
  key: gateKey,
  testnet: 'setSandboxMode',
  budget: {
    // "Rate limit": spot orders 10 a second, cancels and queries 200 in 10 s, for each endpoint.
    windowMs: 10_000,
    weightMax: 100,
    weights: { cancel: 1, query: 1, create: 1, account: 1, 'market-data': 1 },
    kindLimits: { create: { max: 9, windowMs: 1_200 } },
    usedHeader: null,
    remainingHeader: null,
  },
}

/** "put" is the order to come; the amount of a purchase at the market is money, which ccxt takes for a quantity. */
function correctOrder(order: unknown): unknown {
  const put = fieldOf(fieldOf(order, 'info'), 'put')
  const isByMoney =
    textOf(fieldOf(put, 'type')) === 'market' && textOf(fieldOf(put, 'side')) === 'buy'
  return isByMoney ? Object.assign({}, order, { amount: null }) : order
}
