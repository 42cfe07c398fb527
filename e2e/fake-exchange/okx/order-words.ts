import type { ExchangeCore } from '../exchange-core.ts'
import type { Balance } from '../matching/account.ts'
import { amount, amountText, divide } from '../matching/amount.ts'
import type { Market } from '../matching/market.ts'
import { type Fill, isConditional, isOpen, type Order, takesAnyPrice } from '../matching/order.ts'
import type { AlgoType } from './algo-orders.ts'

/** OKX's ids are long numbers in text; JavaScript's numbers would round them. */
const ORDER_PREFIX = '31207'
const DIGITS = 14
const UNITS = 1e8

const STATES: Readonly<Record<Order['status'], string>> = {
  pending: 'live',
  waiting: 'live',
  new: 'live',
  'partially-filled': 'partially_filled',
  filled: 'filled',
  canceled: 'canceled',
  expired: 'canceled',
}

export function orderIdText(id: number): string {
  return `${ORDER_PREFIX}${String(id).padStart(DIGITS, '0')}`
}

/** Undefined when it cannot be one of ours. */
export function readOrderId(text: string): number | undefined {
  const id = Number(text.slice(ORDER_PREFIX.length))
  return orderIdText(id) === text ? id : undefined
}

/** "BTC-USDT" */
export function instrumentId({ baseAsset, quoteAsset }: Market): string {
  return `${baseAsset}-${quoteAsset}`
}

interface Description {
  readonly market: Market
  readonly tag: string
  readonly fills: readonly Fill[]
  /** Of which it was made. */
  readonly algo: Order | undefined
}

/** An order as it stands; of its fills the last one is told of as well. */
export function describeOrder(order: Order, { market, tag, fills, algo }: Description): object {
  const fee = fills.reduce((sum, one) => sum + one.fee, 0n)
  const averagePrice =
    order.filled === 0n ? '' : amountText(divide(order.filledQuote, order.filled))
  return {
    ...{ instType: 'SPOT', instId: instrumentId(market), ccy: '', tdMode: 'cash', tag },
    ...{ ordId: orderIdText(order.id), clOrdId: order.clientOrderId, side: order.side },
    ...{ ordType: typeWord(order), px: order.price === null ? '' : amountText(order.price) },
    ...{ sz: amountText(order.quantity), tgtCcy: order.type === 'market' ? 'base_ccy' : '' },
    ...{ accFillSz: amountText(order.filled), avgPx: averagePrice, state: STATES[order.status] },
    ...{ fee: feeText(fee), feeCcy: fills[0]?.feeAsset ?? market.quoteAsset },
    ...{ algoId: algo ? orderIdText(algo.id) : '', algoClOrdId: algo?.clientOrderId ?? '' },
    reduceOnly: 'false',
    ...{ cTime: String(order.createdAt), uTime: String(order.updatedAt) },
    ...lastFill(fills.at(-1)),
  }
}

function lastFill(fill: Fill | undefined): object {
  if (fill === undefined) return { tradeId: '', fillSz: '0', fillPx: '', fillTime: '' }
  return { ...fillWords(fill), fillTime: String(fill.time), fillFee: feeText(fill.fee) }
}

function fillWords(fill: Fill) {
  return {
    ...{ tradeId: String(fill.id), fillSz: amountText(fill.quantity) },
    ...{ fillPx: amountText(fill.price), execType: fill.maker ? 'M' : 'T' },
    fillFeeCcy: fill.feeAsset,
  }
}

export function describeFill(fill: Fill, order: Order, market: Market): object {
  const { fillFeeCcy: feeCcy, ...words } = fillWords(fill)
  return {
    ...{ instType: 'SPOT', instId: instrumentId(market), billId: String(fill.id), ...words },
    ...{ ordId: orderIdText(fill.orderId), clOrdId: order.clientOrderId, side: fill.side },
    ...{ fee: feeText(fill.fee), feeCcy, ts: String(fill.time) },
  }
}

/** What is taken is negative. */
function feeText(fee: bigint): string {
  return amountText(-fee)
}

function typeWord({ type, timeInForce }: Order): string {
  if (type === 'limit-maker') return 'post_only'
  // What an algo order has made.
  if (isConditional(type)) return takesAnyPrice(type) ? 'market' : 'limit'
  return type === 'limit' && timeInForce !== 'gtc' ? timeInForce : type
}

export function describeBalances(balances: readonly Balance[], now: number): object {
  const details = balances.map(({ asset, free, locked }) => ({
    ...{ ccy: asset, eq: amountText(free + locked), cashBal: amountText(free + locked) },
    ...{ availEq: '', availBal: amountText(free), frozenBal: amountText(locked) },
  }))
  return { uTime: String(now), totalEq: '', details }
}

export function describeInstrument(market: Market): object {
  const { baseAsset: baseCcy, quoteAsset: quoteCcy, rules, trading } = market
  return {
    ...{ instType: 'SPOT', instId: instrumentId(market), baseCcy, quoteCcy, instFamily: '' },
    ...{ state: trading ? 'live' : 'suspend', listTime: '1548133413000', lever: '1' },
    ...{ tickSz: amountText(rules.tickSize), lotSz: amountText(rules.stepSize) },
    ...{ minSz: amountText(rules.quantityMin), maxLmtSz: amountText(rules.quantityMax) },
    ...{ maxMktSz: amountText(rules.notionalMax), uly: '', settleCcy: '', ctVal: '', expTime: '' },
  }
}

/** An order that waits for a price, or has waited: it never trades itself, and says nothing of what is filled. */
export function describeAlgo(
  order: Order,
  { market, type }: { readonly market: Market; readonly type: AlgoType },
): object {
  const made = order.successorId === null ? '' : orderIdText(order.successorId)
  const priced = {
    triggerPx: order.triggerPrice === null ? '' : amountText(order.triggerPrice),
    orderPx: order.price === null ? '-1' : amountText(order.price),
  }
  const callback = order.trailingDelta === null ? '' : String(order.trailingDelta / 10_000)
  const state = isOpen(order) ? 'live' : made === '' ? 'canceled' : 'effective'
  return {
    ...{ instType: 'SPOT', instId: instrumentId(market), ccy: '', tdMode: 'cash', tag: '' },
    ...{ algoId: orderIdText(order.id), algoClOrdId: order.clientOrderId, clOrdId: '' },
    ...{ ordId: made, ordIdList: made === '' ? [] : [made], ordType: type, side: order.side },
    ...{ sz: amountText(order.quantity), tgtCcy: 'base_ccy', state, actualSz: '', actualPx: '' },
    ...algoPrices(order, type, priced),
    ...{ callbackRatio: callback, callbackSpread: '', activePx: '', reduceOnly: 'false' },
    ...{ cTime: String(order.createdAt), uTime: String(order.updatedAt), triggerTime: '' },
  }
}

interface AlgoPrices {
  readonly triggerPx: string
  readonly orderPx: string
}

function algoPrices(order: Order, type: AlgoType, { triggerPx, orderPx }: AlgoPrices): object {
  const none = { slTriggerPx: '', slOrdPx: '', tpTriggerPx: '', tpOrdPx: '' }
  if (type !== 'conditional') return { ...none, triggerPx, orderPx, ordPx: orderPx }
  const isTarget = order.type.startsWith('take-profit')
  const prices = isTarget
    ? { tpTriggerPx: triggerPx, tpOrdPx: orderPx }
    : { slTriggerPx: triggerPx, slOrdPx: orderPx }
  return { ...none, ...prices, triggerPx: '', ordPx: '' }
}

export function describeTicker(market: Market, core: ExchangeCore): object {
  const last = core.market.lastPrice(market.symbol)
  const day = core.market.day(market.symbol)
  return {
    ...{ instType: 'SPOT', instId: instrumentId(market), last: centsText(last), lastSz: '1' },
    ...{ askPx: centsText(last), askSz: '1', bidPx: centsText(last - 1), bidSz: '1' },
    ...{ open24h: centsText(day.open), high24h: centsText(day.high) },
    ...{ low24h: centsText(day.low), vol24h: String(day.volume / UNITS) },
    ts: String(core.serverTime()),
  }
}

export function centsText(cents: number): string {
  return amountText(amount((cents / 100).toFixed(8)))
}
