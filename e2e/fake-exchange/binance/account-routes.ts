import type { Fill, Order } from '../matching/order.ts'
import { ApiError } from '../server/api-error.ts'
import type { Route } from '../server/router.ts'
import type { BinanceApi } from './binance-api.ts'
import { rejectionError } from './binance-errors.ts'
import { newClientId, orThrow } from './order-routes.ts'
import { describeCancel, describeOrder, describeTrade, text } from './order-words.ts'
import { wantedText, wholeNumber } from './parameters.ts'

const DAY_MS = 86_400_000
const ROWS = 500
const ROWS_MAX = 1_000

/** What an account can ask about itself. */
export function accountRoutes(api: BinanceApi): readonly Route[] {
  return [
    read(api, 'account', 20, (_, accountId) => describeAccount(api, accountId)),
    read(api, 'account/commission', 20, (parameters, accountId) => {
      return describeCommission(api, wantedText(parameters, 'symbol'), accountId)
    }),
    read(api, 'rateLimit/order', 40, () => []),
    {
      ...read(api, 'openOrders', 80, (parameters, accountId) =>
        ofSymbol(api, api.viewOf(accountId).openOrders(), parameters).map(describeOrder),
      ),
      weight: (parameters) => (parameters.has('symbol') ? 6 : 80),
    },
    {
      ...{ method: 'DELETE', path: '/api/v3/openOrders', weight: 1 },
      answer: (parameters, request) => {
        const { accountId } = api.authorise(request, 'trade')
        return cancelAll(api, parameters, accountId)
      },
    },
    read(api, 'allOrders', 20, (parameters, accountId) => {
      wantedText(parameters, 'symbol')
      const orders = ofSymbol(api, api.viewOf(accountId).orders(), parameters)
      return page(orders, parameters, {
        idName: 'orderId',
        timeOf: (order) => order.createdAt,
      }).map(describeOrder)
    }),
    read(api, 'myTrades', 20, (parameters, accountId) => {
      wantedText(parameters, 'symbol')
      return selectFills(api, parameters, accountId).map((fill) =>
        describeTrade(fill, api.engine.state.orders.find(fill.orderId)?.listId ?? null),
      )
    }),
  ]
}

function read(
  api: BinanceApi,
  path: string,
  weight: number,
  answer: (parameters: URLSearchParams, accountId: string) => unknown,
): Route {
  return {
    ...{ method: 'GET', path: `/api/v3/${path}`, weight },
    answer: (parameters, request) => answer(parameters, api.authorise(request, 'read').accountId),
  }
}

function ofSymbol<Row extends Order | Fill>(
  api: BinanceApi,
  rows: readonly Row[],
  parameters: URLSearchParams,
): readonly Row[] {
  const symbol = parameters.get('symbol')
  if (symbol === null) return rows
  if (!api.engine.state.markets.has(symbol)) throw rejectionError({ kind: 'unknown-symbol' })
  return rows.filter((row) => row.symbol === symbol)
}

function cancelAll(
  api: BinanceApi,
  parameters: URLSearchParams,
  accountId: string,
): readonly object[] {
  wantedText(parameters, 'symbol')
  const open = api.engine.state.orders.open().filter((order) => order.accountId === accountId)
  const wanted = ofSymbol(api, open, parameters)
  if (wanted.length === 0) throw rejectionError({ kind: 'unknown-order' })
  return wanted.map((order) => {
    const current = api.engine.state.orders.find(order.id) ?? order
    const ended = current.status === 'canceled' ? current : orThrow(api.engine.cancel(order.id))
    return describeCancel(ended, newClientId(api))
  })
}

function selectFills(
  api: BinanceApi,
  parameters: URLSearchParams,
  accountId: string,
): readonly Fill[] {
  const orderId = wholeNumber(parameters, 'orderId')
  const fills = ofSymbol(api, api.viewOf(accountId).fills(), parameters)
  const wanted = orderId === undefined ? fills : fills.filter((fill) => fill.orderId === orderId)
  return page(wanted, parameters, { idName: 'fromId', timeOf: (fill) => fill.time })
}

interface Paging<Row> {
  readonly idName: string
  readonly timeOf: (row: Row) => number
}

/** From an id or a time on the oldest ones, otherwise the newest. */
function page<Row extends { readonly id: number }>(
  rows: readonly Row[],
  parameters: URLSearchParams,
  { idName, timeOf }: Paging<Row>,
): readonly Row[] {
  const limit = Math.min(wholeNumber(parameters, 'limit') ?? ROWS, ROWS_MAX)
  const fromId = wholeNumber(parameters, idName)
  if (fromId !== undefined) return rows.filter(({ id }) => id >= fromId).slice(0, limit)
  const startTime = wholeNumber(parameters, 'startTime')
  const endTime = wholeNumber(parameters, 'endTime')
  if (startTime !== undefined && endTime !== undefined && endTime - startTime > DAY_MS) {
    throw new ApiError(400, -1127, 'More than 24 hours between startTime and endTime.')
  }
  const inTime = rows.filter(
    (row) =>
      timeOf(row) >= (startTime ?? 0) && timeOf(row) <= (endTime ?? Number.POSITIVE_INFINITY),
  )
  return startTime === undefined ? inTime.slice(-limit) : inTime.slice(0, limit)
}

function describeAccount(api: BinanceApi, accountId: string): object {
  const account = api.engine.state.account(accountId)
  const { maker, taker } = account.feeRates
  const balances = api.viewOf(accountId).balances()
  return {
    makerCommission: 10,
    takerCommission: 10,
    buyerCommission: 0,
    sellerCommission: 0,
    commissionRates: { maker: text(maker), taker: text(taker), buyer: text(0n), seller: text(0n) },
    canTrade: account.mayTrade,
    canWithdraw: true,
    canDeposit: true,
    brokered: false,
    requireSelfTradePrevention: false,
    preventSor: false,
    updateTime: api.now(),
    accountType: 'SPOT',
    balances: balances.map(({ asset, free, locked }) => {
      return { asset, free: text(free), locked: text(locked) }
    }),
    permissions: ['SPOT'],
    uid: 1,
  }
}

function describeCommission(api: BinanceApi, symbol: string, accountId: string): object {
  const { maker, taker, discountAsset } = api.engine.state.account(accountId).feeRates
  const none = { maker: text(0n), taker: text(0n), buyer: text(0n), seller: text(0n) }
  return {
    symbol,
    standardCommission: { ...none, maker: text(maker), taker: text(taker) },
    specialCommission: none,
    taxCommission: none,
    discount: {
      enabledForAccount: discountAsset !== null,
      enabledForSymbol: true,
      discountAsset: 'BNB',
      discount: '0.75000000',
    },
  }
}
