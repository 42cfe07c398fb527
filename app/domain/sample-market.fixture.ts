import { type Money, parseMoney, parseQuantity, type Quantity } from './amount.ts'
import type { Candle } from './candle.ts'
import type { Drift } from './drift.ts'
import type { Fill } from './fill.ts'
import type { Market } from './market.ts'
import {
  type ApprovedOrder,
  type NewOrder,
  newOrder,
  type Order,
  type OrderIntent,
  PLAIN_MARKET,
} from './order.ts'
import { type Price, parsePrice } from './price.ts'
import type { Result } from './result.ts'

/** What tests say in decimals, as the exact values that the code takes. */
export function quantity(text: string): Quantity {
  return orThrow(parseQuantity(text))
}

export function money(text: string): Money {
  return orThrow(parseMoney(text))
}

export function price(text: string): Price {
  return orThrow(parsePrice(2, text))
}

function orThrow<Value>(result: Result<Value, string>): Value {
  if (result.ok) return result.value
  throw new Error(result.error)
}

export const SAMPLE_MARKET: Market = {
  symbol: 'BTC/USDT',
  base: 'BTC',
  quote: 'USDT',
  priceDecimals: 2,
  priceTick: price('0.01'),
  quantityStep: quantity('0.00001'),
  quantityMin: quantity('0.00001'),
  notionalMin: money('5'),
}

export const SAMPLE_START = Date.UTC(2024, 0, 1)
export const MINUTE_MS = 60_000

/** The n-th one-minute candle, flat at this price unless told otherwise. */
export function sampleCandle(index: number, at: string, changes: Partial<Candle> = {}): Candle {
  const flat = price(at)
  return {
    openTime: SAMPLE_START + index * MINUTE_MS,
    open: flat,
    high: flat,
    low: flat,
    close: flat,
    volume: quantity('100'),
    ...changes,
  }
}

export function sampleIntent(changes: Partial<OrderIntent> = {}): OrderIntent {
  return {
    intentId: 'bot1-1704067200-e',
    botId: 'bot1',
    symbol: SAMPLE_MARKET.symbol,
    side: 'buy',
    purpose: 'enter',
    ...PLAIN_MARKET,
    quantity: quantity('0.1'),
    ...changes,
  }
}

/** For tests of what comes after risk: elsewhere only the risk engine approves. */
export function approved(changes: Partial<OrderIntent> = {}): ApprovedOrder {
  return sampleIntent(changes) as ApprovedOrder
}

/** An order that has just been written down and is about to be sent. */
export function sampleOrder(changes: Partial<NewOrder> = {}): Order {
  const intent = changes.intent ?? sampleIntent()
  const clientOrderId = `cb-${intent.intentId}`
  return newOrder({ intent, clientOrderId, payload: '', time: 0, ...changes })
}

export function sampleFill(changes: Partial<Fill> = {}): Fill {
  return {
    fillId: 'paper-cb-bot1-1704067200-e-0',
    exchangeOrderId: 'paper-cb-bot1-1704067200-e',
    clientOrderId: 'cb-bot1-1704067200-e',
    botId: 'bot1',
    symbol: SAMPLE_MARKET.symbol,
    side: 'buy',
    price: price('30000'),
    quantity: quantity('0.1'),
    cost: money('3000'),
    fee: money('3'),
    feeCurrency: SAMPLE_MARKET.quote,
    feeInQuote: changes.fee ?? money('3'),
    liquidity: 'taker',
    time: SAMPLE_START,
    ...changes,
  }
}

/** The exchange holds 5 USDT more than our ledger. */
export const SAMPLE_DRIFT: Drift = {
  driftId: 'balance-USDT-0',
  kind: 'balance',
  about: 'USDT',
  symbol: null,
  currencies: ['USDT'],
  moves: [{ currency: 'USDT', amount: money('5') }],
  ours: '10000',
  theirs: '10005',
  since: 0,
  state: 'open',
}
