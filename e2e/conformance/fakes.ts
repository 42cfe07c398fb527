import { factsOf } from '../../app/exchanges/ccxt/facts-of.ts'
import { orderIdText } from '../fake-exchange/bybit/order-ids.ts'
import type { FakeExchangeOptions } from '../fake-exchange/exchange-core.ts'
import { API_KEY, API_SECRET, FakeBinance } from '../fake-exchange/fake-binance.ts'
import { BYBIT_KEY, BYBIT_SECRET, FakeBybit } from '../fake-exchange/fake-bybit.ts'
import type { FakeExchange } from '../fake-exchange/fake-exchange.ts'
import { FakeOkx, OKX_KEY, OKX_PASSPHRASE, OKX_SECRET } from '../fake-exchange/fake-okx.ts'
import type { FaultTarget } from '../fake-exchange/faults.ts'
import { orderIdText as okxOrderId } from '../fake-exchange/okx/order-words.ts'

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
  readonly passphrase: string | undefined
  /** Which requests create, cancel and look up an order. */
  readonly requests: {
    readonly create: FaultTarget
    readonly cancel: FaultTarget
    readonly lookup: FaultTarget
  }
  readonly tradesPageSize: number
  readonly paysFeesInBnb: boolean
  /** Whether it tells when a key ends. */
  readonly tellsKeyExpiry: boolean
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
  passphrase: undefined,
  requests: {
    create: { path: ORDER, method: 'POST' },
    cancel: { path: ORDER, method: 'DELETE' },
    lookup: { path: ORDER, method: 'GET' },
  },
  tradesPageSize: 1_000,
  paysFeesInBnb: true,
  tellsKeyExpiry: true,
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
  passphrase: undefined,
  requests: {
    create: { path: '/v5/order/create', method: 'POST' },
    cancel: { path: '/v5/order/cancel', method: 'POST' },
    lookup: { path: '/v5/order/', method: 'GET' },
  },
  tradesPageSize: 100,
  paysFeesInBnb: false,
  tellsKeyExpiry: true,
  words: {
    duplicate: { retCode: 170141, retMsg: 'Duplicate clientOrderId.', result: {}, time: 0 },
    statusUnknown: { retCode: 10016, retMsg: 'Server error.', result: {}, time: 0 },
  },
}

const fakeOkx: Fake = {
  exchangeId: 'okx',
  name: 'OKX',
  make: (options) => {
    const exchange = new FakeOkx(options)
    const isHeard = () => exchange.privateStreams.listeners === 2
    return { exchange, isHeard, orderId: okxOrderId }
  },
  apiKey: OKX_KEY,
  apiSecret: OKX_SECRET,
  passphrase: OKX_PASSPHRASE,
  requests: {
    create: { path: '/api/v5/trade/batch-orders', method: 'POST' },
    cancel: { path: '/api/v5/trade/cancel-order', method: 'POST' },
    lookup: { path: '/api/v5/trade/order?', method: 'GET' },
  },
  tradesPageSize: 100,
  paysFeesInBnb: false,
  tellsKeyExpiry: false,
  words: {
    duplicate: {
      ...{ code: '1', msg: '' },
      data: [{ clOrdId: '', ordId: '', sCode: '51016', sMsg: 'Duplicated client order ID.' }],
    },
    statusUnknown: { code: '50004', msg: 'API endpoint request timeout.', data: [] },
  },
}

export const FAKES: readonly Fake[] = [fakeBinance, fakeBybit, fakeOkx]

/** Those at which a stop of ours can rest. */
export const STOP_FAKES = FAKES.filter(
  ({ exchangeId }) => factsOf(exchangeId).orders.triggered === 'same-order',
)

/** What an exchange calls an order of ours, and what we call an order of its. */
export function theirId({ exchangeId }: Pick<Fake, 'exchangeId'>, ours: string): string {
  return factsOf(exchangeId).clientIds.toExchange(ours)
}

export function ourId({ exchangeId }: Pick<Fake, 'exchangeId'>, theirs: string): string {
  return factsOf(exchangeId).clientIds.fromExchange(theirs) ?? theirs
}
