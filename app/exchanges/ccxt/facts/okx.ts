import type { AnswerError, ExchangeFacts } from '../exchange-facts.ts'
import { alphanumericForm } from './client-id-forms.ts'
import { codeReader, fieldOf, firstOf, hasList, textOf } from './error-readers.ts'
import { okxKey } from './okx-key.ts'
import { limitParams, marketAt, nativeLimit, nativeMarket, restingLimitAt } from './order-kinds.ts'

/** ccxt would send conditional spot orders as cross margin, which can borrow; the last word is the parameter's. */
const CASH = { tdMode: 'cash' }

/** On orders that rest for a bot: letters and digits, at most 16. */
const WORKING_TAG = 'cryptobotworking'

/** Sources: OKX API v5 docs, "Order book trading" and "Error code"; ccxt 4.5.84 js/src/okx.js. */
export const okx: ExchangeFacts = {
  exchangeId: 'okx',
  trading: { supported: true },
  ccxtOptions: {},
  clientIds: {
    // "Place order", clOrdId: case-sensitive letters and digits, up to 32.
    ...alphanumericForm(32),
    // Algo orders have algoClOrdId; ccxt sends clOrdId there, which they ignore, and only omits its own when it is set.
    createParams: (id, conditional) =>
      conditional ? { clientOrderId: id, algoClOrdId: id } : { clientOrderId: id },
    questions: (id, conditional) => [
      {
        kind: 'order',
        id: '',
        params: { clientOrderId: id, ...(conditional ? { trigger: true } : {}) },
      },
    ],
    cancel: (id, conditional) => ({
      id: '',
      params: { clientOrderId: id, ...(conditional ? { trigger: true } : {}) },
    }),
    byExchangeId: (conditional) => {
      const trigger = conditional ? { trigger: true } : {}
      return { fetch: trigger, cancel: trigger }
    },
    // "clOrdId uniqueness check is only applied towards all pending orders."
    uniqueAmong: 'open-orders',
    repeatReturnsFirst: false,
  },
  answers: {
    readError,
    isList: (answer) => hasList(answer),
    // ccxt: 50004 RequestTimeout, 50026 ExchangeNotAvailable, 51149 (order timed out) InvalidOrder.
    ambiguous: ['50001', '50004', '50005', '50013', '50026', '51149', '54000'],
    duplicate: ['51016', '51065'],
    notFound: ['51603', '51604'],
    // 51400 filled, cancelled or not there; 51401 cancelled; 51402 completed
    nothingToCancel: ['51400', '51401', '51402', '51603'],
    limited: ['50011', '50061', '50040'],
    clock: ['50102', '50112'],
    // "Error code": other environment, passphrase, address, key, signature, no such key, no permission
    keyRefused: ['50101', '50105', '50110', '50111', '50113', '50119', '50120'],
    // 51xxx is the class of refusals by the order's own terms; the exceptions above are looked at first.
    rejected: [/^51\d{3} /],
    correctOrder,
  },
  history: {
    // "Get order": cancelled and unfilled ones can be asked for during 2 hours.
    unfilledCancelledMs: 2 * 3_600_000,
    tradesWindowMs: null,
    ordersWindowMs: null,
    tradesPageSize: 100,
    tradesResolutionMs: 1,
    tradesNeedSymbol: false,
    tradesFiltered: true,
    openOrdersNeedSymbol: false,
    openOrdersParams: {},
    // "Algo order list": one kind in a question, apart from these two. Icebergs and TWAP send plain orders bit by bit.
    conditionalLists: [
      { trigger: true, ordType: 'conditional,oco' },
      { trigger: true, ordType: 'trigger' },
      { trigger: true, ordType: 'move_order_stop' },
    ],
    // "Order list": 100 on a page; `after` an order id come those before it, of waiting orders likewise.
    openOrderPages: { size: 100, next: ({ oldestId }) => ({ after: oldestId }) },
  },
  timing: {
    visibilityLagMs: 5_000,
    // OK-ACCESS-TIMESTAMP may be 30 s old. The expTime header would shorten that; ccxt has no way to set it per call.
    requestValidityMs: 30_000,
    expiryParams: () => ({}),
    clockResolutionMs: 1,
    risingNonce: false,
  },
  orders: {
    marketBuy: 'base-quantity',
    kinds: {
      market: nativeMarket(() => ({ tgtCcy: 'base_ccy', ...CASH })),
      limit: nativeLimit((terms) => ({ ...limitParams(terms), ...CASH })),
      stop: marketAt('stopLossPrice', { tgtCcy: 'base_ccy', ...CASH }),
      'stop-limit': restingLimitAt('stopLossPrice', CASH),
      'take-profit': marketAt('takeProfitPrice', { tgtCcy: 'base_ccy', ...CASH }),
      'take-profit-limit': restingLimitAt('takeProfitPrice', CASH),
      // move_order_stop with callbackRatio, a share; ccxt divides the percentage by 100.
      'trailing-stop': nativeMarket(({ trailingPercent }) => ({ trailingPercent, ...CASH })),
    },
    // The algo order's answer names the order that it made (ordId).
    triggered: 'new-order',
    triggerReserves: false,
  },
  // "books": 400 levels; the smaller ones are too short (5) or for VIPs (50).
  streams: {
    orders: 'complete',
    trades: true,
    correctTrade,
    balance: true,
    bookLevels: null,
    bookCheck: 'sequence',
  },
  // "Cancel all after": 10 to 120 s; once a second for a tag at most. With a tag it is for
  // the plain orders that carry it; never for algo orders.
  deadManSwitch: {
    timeoutMsMin: 10_000,
    timeoutMsMax: 120_000,
    marked: {
      create: { tag: WORKING_TAG },
      arm: { tag: WORKING_TAG },
      isArmed: (answer) => {
        const told = firstOf(fieldOf(answer, 'data'))
        const isRunning = Number(textOf(fieldOf(told, 'triggerTime'))) > 0
        return isRunning && textOf(fieldOf(told, 'tag')) === WORKING_TAG
      },
    },
  },
  key: okxKey,
  testnet: 'setSandboxMode',
  budget: {
    // Limits are per endpoint: orders 60 in 2 s, balance and fills 10 in 2 s.
    windowMs: 2_000,
    weightMax: 60,
    weights: { cancel: 1, query: 1, create: 1, account: 2, 'market-data': 2 },
    kindLimits: { account: { max: 9, windowMs: 2_200 } },
    usedHeader: null,
    remainingHeader: null,
  },
}

const outerError = codeReader('code', 'msg', ['0'])

/** Code 1 (all failed) and 2 (some failed) only point at the order's own sCode. */
function readError(answer: unknown): AnswerError | null {
  const outer = outerError(answer)
  const order = firstOf(fieldOf(answer, 'data'))
  const code = textOf(fieldOf(order, 'sCode'))
  if (code !== '' && code !== '0') return { code, message: textOf(fieldOf(order, 'sMsg')) }
  return outer
}

/**
 * A plain order that an algo order has made names that as well, which ccxt takes for its own id; and an algo order says nothing
 * of what is filled, since it never trades itself.
 */
function correctOrder(order: unknown): unknown {
  const info = fieldOf(order, 'info')
  const isPlain = fieldOf(info, 'accFillSz') !== undefined
  const id = textOf(fieldOf(info, 'ordId'))
  if (!isPlain && textOf(fieldOf(info, 'algoId')) !== '') {
    return Object.assign({}, order, { filled: '0' })
  }
  return isPlain && id !== '' ? Object.assign({}, order, { id }) : order
}

/**
 * "Order channel": what is charged is negative in `fillFee`, which ccxt passes on as it is; and its cost of a trade is that of
 * the whole order so far, so there is none rather than that.
 */
function correctTrade(trade: unknown): unknown {
  const charged = textOf(fieldOf(fieldOf(trade, 'info'), 'fillFee'))
  const currency = fieldOf(fieldOf(trade, 'fee'), 'currency')
  const fee = { cost: negated(charged), currency }
  return Object.assign({}, trade, { cost: null, fee, fees: [fee] })
}

function negated(number: string): string {
  if (number === '') return ''
  return number.startsWith('-') ? number.slice(1) : `-${number}`
}
