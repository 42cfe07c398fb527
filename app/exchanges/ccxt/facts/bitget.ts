import type { ExchangeFacts } from '../exchange-facts.ts'
import { bitgetKey } from './bitget-key.ts'
import { plainForm } from './client-id-forms.ts'
import { codeReader, fieldOf, hasList, textOf } from './error-readers.ts'
import { nativeLimit, nativeMarket, noConditionals } from './order-kinds.ts'

/** Sources: Bitget API v2 docs, "Spot / Trade", "Error code"; ccxt 4.5.84 js/src/bitget.js. */
export const bitget: ExchangeFacts = {
  exchangeId: 'bitget',
  trading: { supported: true },
  // Unset, ccxt asks for the account's settings before an order, and reads any failure as "not a unified account".
  ccxtOptions: { uta: false },
  clientIds: {
    ...plainForm,
    createParams: (id) => ({ clientOid: id }),
    // "Get order info" by clientOid. ccxt throws OrderNotFound where the answer's list is empty.
    questions: (id) => [{ kind: 'order', id: '', params: { clientOid: id } }],
    cancel: (id) => ({ id: undefined, params: { clientOid: id } }),
    // Plan orders are cancelled by a call of their own.
    byExchangeId: (conditional) => ({ fetch: {}, cancel: conditional ? { trigger: true } : {} }),
    uniqueAmong: 'undocumented',
    repeatReturnsFirst: false,
  },
  answers: {
    readError: codeReader('code', 'msg', ['00000']),
    isList: (answer) => hasList(answer),
    // ccxt: 40010 (request timed out) AuthenticationError, 40725 (service returned an error) and 45001 ExchangeError.
    ambiguous: [
      ...['40010', '40015', '40200', '40604', '40725', '40808', '45001', '50001', '50008'],
      ...['500', '30019', '30037'],
    ],
    duplicate: ['43118', '40786', /duplicate.*client|client.*(duplicat|exist|repeat)/i],
    notFound: ['43001', '40109', '40768'],
    // 43002 cancel failed, 40754 nothing to cancel
    nothingToCancel: ['43001', '40109', '40768', '43004', '43002'],
    limited: ['429', '30014', '30026', '1001', '50009'],
    clock: ['40004', '40005', '40008', '30005'],
    // "Error codes": key, signature, key or passphrase, permission, address, no such key
    keyRefused: ['40006', '40009', '40012', '40014', '40018', '40037'],
    rejected: [],
    correctOrder,
  },
  history: {
    unfilledCancelledMs: 90 * 86_400_000,
    tradesWindowMs: 90 * 86_400_000,
    ordersWindowMs: 90 * 86_400_000,
    tradesPageSize: 100,
    tradesResolutionMs: 1,
    tradesNeedSymbol: true,
    tradesFiltered: true,
    openOrdersNeedSymbol: false,
    openOrdersParams: {},
    // "Get current plan orders": of all markets, 20 unless told otherwise and 100 at most.
    conditionalLists: [{ trigger: true, limit: '100' }],
    // "Get current orders": 100 on a page; those with an id less than.
    openOrderPages: { size: 100, next: ({ oldestId }) => ({ idLessThan: oldestId }) },
  },
  timing: {
    visibilityLagMs: 5_000,
    // "Signature": ACCESS-TIMESTAMP may be 30 s old.
    requestValidityMs: 30_000,
    expiryParams: () => ({}),
    clockResolutionMs: 1,
    risingNonce: false,
  },
  orders: {
    // "Place order", size: for a market buy the number of quote coins.
    marketBuy: 'quote-only',
    kinds: {
      // `force` is the documented field and in small letters; ccxt would write GTC.
      market: nativeMarket(() => ({ force: 'gtc' })),
      limit: nativeLimit((terms) => ({ force: terms.postOnly ? 'post_only' : terms.timeInForce })),
      // Plan orders cannot be asked for by clientOid, and attached exits ccxt refuses on spot.
      ...noConditionals('cannot show a conditional spot order by our own id'),
    },
    feeCoin: 'BGB',
    triggered: 'new-order',
    triggerReserves: false,
  },
  // ccxt's parseWsOrder: what is filled is baseVolume, the latest fill only; accBaseVolume would be all of them.
  // books15: whole books, of which none depends on one before it.
  streams: {
    orders: 'hint',
    trades: true,
    balance: true,
    bookLevels: 15,
    bookCheck: 'whole books',
  },
  deadManSwitch: null,
  key: bitgetKey,
  // ccxt's sandbox flag only adds a header (PAPTRADING), for keys made for it.
  testnet: 'setSandboxMode',
  budget: {
    // 10 a second for each private endpoint, 6000 a minute for the address.
    windowMs: 1_000,
    weightMax: 10,
    weights: { cancel: 1, query: 1, create: 1, account: 1, 'market-data': 1 },
    usedHeader: null,
    remainingHeader: null,
  },
}

/** A plan order has not traded, of which it says nothing; of one by "total" the size is money, which ccxt leaves out. */
function correctOrder(order: unknown): unknown {
  const isPlan = textOf(fieldOf(fieldOf(order, 'info'), 'planType')) !== ''
  return isPlan ? Object.assign({}, order, { filled: '0' }) : order
}
