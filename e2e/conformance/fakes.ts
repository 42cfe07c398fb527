import { orderIdText } from '../fake-exchange/bybit/order-ids.ts'
import type { FakeExchangeOptions } from '../fake-exchange/exchange-core.ts'
import { API_KEY, API_SECRET, FakeBinance } from '../fake-exchange/fake-binance.ts'
import { BYBIT_KEY, BYBIT_SECRET, FakeBybit } from '../fake-exchange/fake-bybit.ts'
import type { FakeExchange } from '../fake-exchange/fake-exchange.ts'
import type { FaultTarget } from '../fake-exchange/faults.ts'

export interface MadeFake {
  readonly exchange: FakeExchange
  /** Whether our client hears of everything that happens in the account. */
  isHeard(): boolean
  /** The exchange's word for an order that the matching engine knows by a number. */
  orderId(id: number): string
}

/** A fake exchange with all that a test of our client has to know of it. */
export interface Fake {
  readonly exchangeId: string
  readonly name: string
  make(options?: FakeExchangeOptions): MadeFake
  readonly apiKey: string
  readonly apiSecret: string
  /** Which requests create, cancel and look up an order. */
  readonly requests: {
    readonly create: FaultTarget
    readonly cancel: FaultTarget
    readonly lookup: FaultTarget
  }
  readonly tradesPageSize: number
  readonly paysFeesInBnb: boolean
  /** What the exchange says when the order's id is taken, and when it does not know itself what it did. */
  readonly words: {
    readonly duplicate: unknown
    readonly statusUnknown: unknown
  }
}

const ORDER = '/api/v3/order'

const fakeBinance: Fake = {
  exchangeId: 'binance',
  name: 'Binance',
  make: (options) => {
    const exchange = new FakeBinance(options)
    return { exchange, isHeard: () => exchange.userStreams.listeners === 1, orderId: String }
  },
  apiKey: API_KEY,
  apiSecret: API_SECRET,
  requests: {
    create: { path: ORDER, method: 'POST' },
    cancel: { path: ORDER, method: 'DELETE' },
    lookup: { path: ORDER, method: 'GET' },
  },
  tradesPageSize: 1_000,
  paysFeesInBnb: true,
  words: {
    duplicate: { code: -2010, msg: 'Duplicate order sent.' },
    statusUnknown: { code: -1007, msg: 'Timeout waiting for response. Send status unknown.' },
  },
}

const fakeBybit: Fake = {
  exchangeId: 'bybit',
  name: 'Bybit',
  make: (options) => {
    const exchange = new FakeBybit(options)
    const isHeard = () => exchange.privateStreams.listeners === 3
    return { exchange, isHeard, orderId: orderIdText }
  },
  apiKey: BYBIT_KEY,
  apiSecret: BYBIT_SECRET,
  requests: {
    create: { path: '/v5/order/create', method: 'POST' },
    cancel: { path: '/v5/order/cancel', method: 'POST' },
    lookup: { path: '/v5/order/', method: 'GET' },
  },
  tradesPageSize: 100,
  paysFeesInBnb: false,
  words: {
    duplicate: { retCode: 170141, retMsg: 'Duplicate clientOrderId.', result: {}, time: 0 },
    statusUnknown: { retCode: 10016, retMsg: 'Server error.', result: {}, time: 0 },
  },
}

export const FAKES: readonly Fake[] = [fakeBinance, fakeBybit]
