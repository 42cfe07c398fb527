import type { AnswerError, ExchangeFacts } from '../exchange-facts.ts'
import { hashedForm } from './client-id-forms.ts'
import { fieldOf } from './error-readers.ts'
import { krakenBookProof } from './kraken-book.ts'
import { krakenKey } from './kraken-key.ts'
import { limitAt, marketAt, nativeMarket, plainLimit, plainMarket } from './order-kinds.ts'

const DEADLINE_MS = 5_000

/** Sources: Kraken REST docs, "Add order", "Spot client order identifiers", "API errors"; ccxt js/src/kraken.js. */
export const kraken: ExchangeFacts = {
  exchangeId: 'kraken',
  trading: { supported: true },
  ccxtOptions: {},
  clientIds: {
    // cl_ord_id is a UUID, long or short, or free text of at most 18 characters: too short for ours.
    ...hashedForm,
    createParams: (id) => ({ clientOrderId: id }),
    // ccxt's fetchOrder would send it as `userref`, which is another field and need not be unique.
    questions: (id) => [
      listed('fetchOpenOrders', { clientOrderId: id }),
      listed('fetchClosedOrders', { clientOrderId: id }),
    ],
    cancel: (id) => ({ id: undefined, params: { clientOrderId: id } }),
    byExchangeId: () => ({ fetch: {}, cancel: {} }),
    // "Kraken verifies cl_ord_id uniqueness across open orders for each client."
    uniqueAmong: 'open-orders',
    repeatReturnsFirst: false,
  },
  answers: {
    readError,
    // Its lists are records by id; "error" is a list in every answer.
    isList: (answer) =>
      typeof fieldOf(answer, 'result') === 'object' && fieldOf(answer, 'result') !== null,
    ambiguous: [
      /^EService:(Unavailable|Busy|Timeout|Deadline elapsed)/,
      /^EGeneral:Internal error/,
      /^EDatabase:/,
      // No answer to "add order" that could be explained; ccxt calls it InvalidOrder.
      /^EOrder:Unknown order/,
    ],
    duplicate: [/^E\w+:.*(cl_?ord_?id|client order id).*(use|exist|duplicate|unique)/i],
    notFound: [/^EOrder:(Unknown order|Invalid order)/],
    nothingToCancel: [/^EOrder:Unknown order/],
    limited: [
      /^E(API|Order):Rate limit exceeded/,
      /^EGeneral:(Too many requests|Temporary lockout)/,
      /^EService:Throttled/,
    ],
    clock: [/^EAPI:Invalid nonce/],
    keyRefused: ['EAPI:Invalid key', 'EAPI:Invalid signature', 'EGeneral:Permission denied'],
    rejected: [
      /^EOrder:/,
      /^ETrade:/,
      /^EAccount:/,
      /^EAPI:(Invalid key|Invalid signature|Bad request|Feature disabled)/,
      /^EGeneral:(Permission denied|Invalid arguments|Unknown method)/,
      /^EQuery:/,
      // ccxt: OnMaintenance, an "operation failed"; but Kraken refuses the order by the market's mode.
      /^EService:Market in \w+ mode/,
    ],
  },
  history: {
    unfilledCancelledMs: null,
    tradesWindowMs: null,
    ordersWindowMs: null,
    tradesPageSize: 50,
    tradesResolutionMs: 1_000,
    tradesNeedSymbol: false,
    // "Get trades history" has no filter by market.
    tradesFiltered: false,
    openOrdersNeedSymbol: false,
    openOrdersParams: {},
    openOrderPages: null,
  },
  timing: {
    visibilityLagMs: 5_000,
    // Signed requests carry a nonce, no time. "Add order", deadline: the matching engine refuses it after that.
    requestValidityMs: DEADLINE_MS,
    expiryParams: (now) => ({ deadline: new Date(now + DEADLINE_MS).toISOString() }),
    // "Get server time" has seconds; "Nonce window" of a key is 0 unless set otherwise.
    clockResolutionMs: 1_000,
    risingNonce: true,
  },
  orders: {
    // volume is in the base currency unless oflags has viqc, which ccxt sets only for `cost`.
    marketBuy: 'base-quantity',
    kinds: {
      market: plainMarket,
      limit: plainLimit,
      stop: marketAt('stopLossPrice'),
      'stop-limit': limitAt('stopLossPrice'),
      'take-profit': marketAt('takeProfitPrice'),
      'take-profit-limit': limitAt('takeProfitPrice'),
      'trailing-stop': nativeMarket(({ trailingPercent }) => ({ trailingPercent })),
    },
    triggered: 'same-order',
    triggerReserves: false,
  },
  // ccxt's parseWsOrder: the client id is order_userref, nothing is said of what is filled.
  streams: {
    ...{ orders: 'hint', trades: true, balance: true },
    ...{ bookLevels: 25, bookCheck: 'checksum', bookProof: krakenBookProof },
  },
  // "Cancel all orders after X": a timeout of 60 s every 15 to 30 s is recommended; at most a day. It takes all orders.
  deadManSwitch: { timeoutMsMin: 5_000, timeoutMsMax: 86_400_000, marked: null },
  key: krakenKey,
  testnet: null,
  budget: {
    // "Rate limits": a counter to 15, falling by 0.33 a second, of which history costs 2; orders have one of their own.
    windowMs: 60_000,
    weightMax: 60,
    weights: { cancel: 1, query: 3, create: 1, account: 5, 'market-data': 1 },
    usedHeader: null,
    remainingHeader: null,
  },
}

function listed(method: 'fetchOpenOrders' | 'fetchClosedOrders', params: object) {
  return { kind: 'list', method, params: { ...params }, filtered: true, pageSize: 50 } as const
}

/** `error` lists texts like "EOrder:Insufficient funds"; those with W are warnings. */
function readError(answer: unknown): AnswerError | null {
  const listedErrors = fieldOf(answer, 'error')
  if (!Array.isArray(listedErrors)) return null
  const errors = listedErrors.filter((text): text is string => typeof text === 'string')
  const first = errors.find((text) => text.startsWith('E'))
  if (first === undefined) return null
  return { code: first, message: errors.filter((text) => text !== first).join(', ') }
}
