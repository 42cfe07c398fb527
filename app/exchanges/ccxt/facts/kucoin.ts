import type { ExchangeFacts } from '../exchange-facts.ts'
import { plainForm } from './client-id-forms.ts'
import { codeReader, fieldOf, hasList, textOf } from './error-readers.ts'
import { kucoinKey } from './kucoin-key.ts'
import { foreign, limitAt, marketAt, plainLimit, plainMarket } from './order-kinds.ts'

const TRIGGER = { trigger: true }

/** Sources: KuCoin REST docs, "Spot trading / Orders", "Rate limit", "Error codes"; ccxt 4.5.84 js/src/kucoin.js. */
export const kucoin: ExchangeFacts = {
  exchangeId: 'kucoin',
  trading: { supported: true },
  // hf: the endpoints under /api/v1/hf, which replaced the older ones. uta: not the unified account; else ccxt asks first.
  ccxtOptions: { hf: true, uta: false },
  clientIds: {
    ...plainForm,
    // "Add order", clientOid: at most 40 of letters, digits, dash, underscore.
    createParams: (id) => ({ clientOid: id }),
    // fetchOrder throws for an undefined id and ignores an empty one when there is a client id.
    questions: (id, conditional) => [
      { kind: 'order', id: '', params: { clientOid: id, ...(conditional ? TRIGGER : {}) } },
    ],
    cancel: (id, conditional) => ({
      id: undefined,
      params: { clientOid: id, ...(conditional ? TRIGGER : {}) },
    }),
    byExchangeId: (conditional) => {
      const trigger = conditional ? TRIGGER : {}
      return { fetch: trigger, cancel: trigger }
    },
    uniqueAmong: 'undocumented',
    repeatReturnsFirst: false,
  },
  answers: {
    readError: codeReader('code', 'msg', ['200', '200000']),
    isList: (answer) => hasList(answer),
    // ccxt: 408000 (network timeout) BadRequest, 230005 (system busy) unknown to it.
    ambiguous: ['500', '503', '500000', '408000', '230005', '900006', '102436'],
    duplicate: ['126044', /client_?oid.*(exist|duplicat|repeat|used)/i, /duplicat.*client_?oid/i],
    notFound: [
      '100001',
      /order.?(does )?not.?exist/i,
      /^(400100|126043|130103|130108) .*not.?exist/i,
    ],
    // ccxt makes an order without an id of it.
    saysNone: (answer) => fieldOf(answer, 'code') === '200000' && fieldOf(answer, 'data') === null,
    nothingToCancel: [/not.?exist|not.?allow.?to.?(be.?)?cancel/i, '100001', '126043'],
    limited: ['429', '429000', '1015', '200002', /exceeded the access frequency/i],
    clock: ['400002'],
    // "Errors": no such key, passphrase, signature, address, permission
    keyRefused: ['400003', '400004', '400005', '400006', '400007'],
    // 200001 trading in this pair suspended, 200003 too many active orders, 200009 user banned from trading
    rejected: ['200001', '200003', '200009', '300001'],
    correctOrder,
  },
  history: {
    // "Get order by clientOid": unfilled cancelled orders stay for three days.
    unfilledCancelledMs: 3 * 86_400_000,
    tradesWindowMs: 7 * 86_400_000,
    ordersWindowMs: 7 * 86_400_000,
    tradesPageSize: 100,
    tradesResolutionMs: 1,
    tradesNeedSymbol: true,
    tradesFiltered: true,
    openOrdersNeedSymbol: true,
    openOrdersParams: {},
    openOrderPages: null,
  },
  timing: {
    visibilityLagMs: 5_000,
    // "Authentication": KC-API-TIMESTAMP may differ by 5 s.
    requestValidityMs: 5_000,
    expiryParams: () => ({}),
    clockResolutionMs: 1,
    risingNonce: false,
  },
  orders: {
    // `size` for both sides of a market order; `funds` only when ccxt is given a cost.
    marketBuy: 'base-quantity',
    kinds: {
      market: plainMarket,
      limit: plainLimit,
      stop: marketAt('stopLossPrice'),
      'stop-limit': limitAt('stopLossPrice'),
      'take-profit': marketAt('takeProfitPrice'),
      'take-profit-limit': limitAt('takeProfitPrice'),
      'trailing-stop': foreign('has no trailing stops'),
    },
    feeCoin: 'KCS',
    triggered: 'new-order',
    // "Add stop order": the funds are not held before the trigger.
    triggerReserves: false,
  },
  // Depth50: whole books, of which none depends on one before it.
  streams: {
    orders: 'complete',
    trades: true,
    balance: true,
    bookLevels: 50,
    bookCheck: 'whole books',
  },
  deadManSwitch: null,
  key: kucoinKey,
  testnet: null,
  budget: {
    // "Rate limit": the spot pool has 4000 in 30 s.
    windowMs: 30_000,
    weightMax: 3_000,
    weights: { cancel: 1, query: 2, create: 1, account: 5, 'market-data': 3 },
    usedHeader: null,
    remainingHeader: 'gw-ratelimit-remaining',
    // "Rate limit": how long until the pool is full again.
    resetHeader: { name: 'gw-ratelimit-reset', holds: 'delay' },
  },
}

/** "Get stop order": one that waits says nothing of what is filled, since it never trades itself. */
function correctOrder(order: unknown): unknown {
  const info = fieldOf(order, 'info')
  const waits = textOf(fieldOf(info, 'stopPrice')) !== '' && fieldOf(info, 'dealSize') === undefined
  return waits ? Object.assign({}, order, { filled: '0' }) : order
}
