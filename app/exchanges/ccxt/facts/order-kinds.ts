import type {
  ForeignOrder,
  NativeOrder,
  OrderKind,
  OrderTerms,
  Params,
  TimeInForce,
} from '../exchange-facts.ts'

const ANY_TIME: readonly TimeInForce[] = ['gtc', 'ioc', 'fok']

export function nativeMarket(params: (terms: OrderTerms) => Params): NativeOrder {
  return { native: true, type: 'market', timesInForce: ANY_TIME, params }
}

export function nativeLimit(params: (terms: OrderTerms) => Params): NativeOrder {
  return { native: true, type: 'limit', timesInForce: ANY_TIME, params }
}

export const plainMarket = nativeMarket(() => ({}))
export const plainLimit = nativeLimit(limitParams)

/** Most exchanges take ccxt's words: stopLossPrice and takeProfitPrice on a market or limit order. */
export function marketAt(triggerParameter: string, more: Params = {}): NativeOrder {
  return nativeMarket(({ triggerPrice }) => ({ [triggerParameter]: triggerPrice, ...more }))
}

export function limitAt(triggerParameter: string): NativeOrder {
  return nativeLimit((terms) => ({
    [triggerParameter]: terms.triggerPrice,
    ...timeParams(terms.timeInForce),
  }))
}

/** Where the exchange has no time in force for what follows the trigger. */
export function restingLimitAt(triggerParameter: string, more: Params = {}): NativeOrder {
  return {
    native: true,
    type: 'limit',
    timesInForce: ['gtc'],
    params: ({ triggerPrice }) => ({ [triggerParameter]: triggerPrice, ...more }),
  }
}

export function sellsOnly(order: NativeOrder, whyNoBuys: string): NativeOrder {
  return { ...order, whyNoBuys }
}

export function foreign(why: string): ForeignOrder {
  return { native: false, why }
}

/** Post-only goes alone: Binance refuses a time in force beside it (-1106), ccxt refuses IOC and FOK with it. */
export function limitParams(terms: OrderTerms): Params {
  return terms.postOnly ? { postOnly: true } : { timeInForce: terms.timeInForce.toUpperCase() }
}

function timeParams(timeInForce: TimeInForce): Params {
  return timeInForce === 'gtc' ? {} : { timeInForce: timeInForce.toUpperCase() }
}

type Conditional = Exclude<OrderKind, 'market' | 'limit'>

/** Where no conditional order can be sent so that it is found again under our id. */
export function noConditionals(why: string): Readonly<Record<Conditional, ForeignOrder>> {
  const order = foreign(why)
  return {
    stop: order,
    'stop-limit': order,
    'take-profit': order,
    'take-profit-limit': order,
    'trailing-stop': order,
  }
}
