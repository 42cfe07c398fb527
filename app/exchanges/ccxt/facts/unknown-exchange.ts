import type { ExchangeFacts } from '../exchange-facts.ts'
import { plainForm } from './client-id-forms.ts'
import { hasList } from './error-readers.ts'
import { foreign, noConditionals } from './order-kinds.ts'

/** No order of ours could be found again there, so none is sent; every answer leaves the outcome open. */
export function unknownExchange(exchangeId: string): ExchangeFacts {
  const untraded = 'is not among the exchanges that Cryptobot trades on'
  return {
    exchangeId,
    trading: {
      supported: false,
      why: `Cryptobot does not know how to find an order again on ${exchangeId} after a connection failed, so it sends none. Its market data can be used for demo and paper trading.`,
    },
    ccxtOptions: {},
    clientIds: {
      ...plainForm,
      createParams: (id) => ({ clientOrderId: id }),
      questions: () => [],
      cancel: () => null,
      byExchangeId: () => ({ fetch: {}, cancel: {} }),
      uniqueAmong: 'undocumented',
      repeatReturnsFirst: false,
    },
    answers: {
      readError: () => null,
      isList: (answer) => hasList(answer),
      ambiguous: [],
      duplicate: [],
      notFound: [],
      nothingToCancel: [],
      limited: [],
      clock: [],
      keyRefused: [],
      rejected: [],
    },
    history: {
      unfilledCancelledMs: 0,
      tradesWindowMs: 86_400_000,
      ordersWindowMs: 86_400_000,
      tradesPageSize: 50,
      tradesResolutionMs: 1_000,
      tradesNeedSymbol: true,
      tradesFiltered: true,
      openOrdersNeedSymbol: true,
      openOrdersParams: {},
      openOrderPages: null,
    },
    timing: {
      visibilityLagMs: 30_000,
      requestValidityMs: 120_000,
      expiryParams: () => ({}),
      clockResolutionMs: 1_000,
      risingNonce: true,
    },
    orders: {
      marketBuy: 'quote-only',
      kinds: { market: foreign(untraded), limit: foreign(untraded), ...noConditionals(untraded) },
      triggered: 'new-order',
      triggerReserves: false,
    },
    streams: {
      orders: 'none',
      trades: false,
      balance: false,
      bookLevels: 'none',
      bookCheck: 'whole books',
    },
    deadManSwitch: null,
    key: null,
    testnet: null,
    budget: {
      windowMs: 60_000,
      weightMax: 30,
      weights: { cancel: 1, query: 1, create: 1, account: 1, 'market-data': 1 },
      usedHeader: null,
      remainingHeader: null,
    },
  }
}
