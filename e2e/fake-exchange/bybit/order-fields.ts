import type { Amount } from '../matching/amount.ts'
import type { OrderType, Side, TimeInForce } from '../matching/order.ts'
import type { OrderRequest } from '../matching/order-request.ts'
import { badParameter, emptyParameter, refusal } from './bybit-errors.ts'
import type { Fields } from './fields.ts'
import type { OrderFilter } from './order-words.ts'

const SIDES: Readonly<Record<string, Side>> = { Buy: 'buy', Sell: 'sell' }
const TYPES: Readonly<Record<string, 'limit' | 'market'>> = { Limit: 'limit', Market: 'market' }
const TIMES: Readonly<Record<string, TimeInForce | 'post-only'>> = {
  GTC: 'gtc',
  IOC: 'ioc',
  FOK: 'fok',
  PostOnly: 'post-only',
}
const UNITS: Readonly<Record<string, 'base' | 'quote'>> = { baseCoin: 'base', quoteCoin: 'quote' }
const FILTERS: Readonly<Record<string, OrderFilter>> = {
  Order: 'Order',
  StopOrder: 'StopOrder',
  tpslOrder: 'tpslOrder',
}
const LINK_ID = /^[A-Za-z0-9_-]{1,36}$/
const ATTACHED = ['takeProfit', 'stopLoss']

interface Circumstances {
  readonly accountId: string
  /** By it a conditional order of spot is told whether it waits for a rise or a fall. */
  readonly lastPrice: Amount
  readonly newLinkId: () => string
}

/** Reads a new order. */
export function readOrder(fields: Fields, circumstances: Circumstances): OrderRequest {
  for (const name of ATTACHED) {
    if (fields.has(name)) throw refusal(170227, 'This feature is not supported.')
  }
  const side = fields.choice('side', SIDES)
  if (!side) throw refusal(170117, 'Invalid side.')
  const basicType = fields.choice('orderType', TYPES)
  if (!basicType) throw refusal(170116, 'Invalid orderType.')
  return {
    accountId: circumstances.accountId,
    clientOrderId: readLinkId(fields) ?? circumstances.newLinkId(),
    symbol: fields.wanted('symbol'),
    side,
    ...readKind(fields, { side, basicType, lastPrice: circumstances.lastPrice }),
    ...(basicType === 'limit' ? { price: fields.wantedAmount('price') } : {}),
    ...readQuantity(fields, side, basicType),
  }
}

export function readOrderFilter(fields: Fields): OrderFilter | undefined {
  const filter = fields.choice('orderFilter', FILTERS)
  if (!filter && fields.has('orderFilter')) {
    throw refusal(170202, 'Invalid orderFilter parameter.')
  }
  return filter
}

function readLinkId(fields: Fields): string | undefined {
  const linkId = fields.get('orderLinkId')
  if (linkId !== undefined && !LINK_ID.test(linkId)) {
    throw badParameter('OrderLinkId must have at most 36 letters, digits, dashes and underscores')
  }
  return linkId
}

interface Basics {
  readonly side: Side
  readonly basicType: 'limit' | 'market'
  readonly lastPrice: Amount
}

type Kind = Pick<OrderRequest, 'type' | 'timeInForce' | 'triggerPrice' | 'reservesWhenTriggered'>

function readKind(fields: Fields, basics: Basics): Kind {
  const filter = readOrderFilter(fields) ?? 'Order'
  const timeInForce = readTimeInForce(fields, basics)
  // Without a filter a trigger price is nothing: pybit/issues/156.
  if (filter === 'Order') {
    if (timeInForce === 'post-only') return { type: 'limit-maker' }
    return { type: basics.basicType, timeInForce }
  }
  if (timeInForce === 'post-only') throw refusal(170115, 'Invalid timeInForce.')
  const triggerPrice = fields.amount('triggerPrice')
  if (triggerPrice === undefined) throw refusal(170203, 'Please enter the TP/SL price.')
  return {
    type: conditionalType(basics, triggerPrice),
    timeInForce,
    triggerPrice,
    reservesWhenTriggered: filter === 'StopOrder',
  }
}

/** Market orders have no time in force but IOC, and say so themselves. */
function readTimeInForce(fields: Fields, { basicType }: Basics): TimeInForce | 'post-only' {
  if (!fields.has('timeInForce')) return 'gtc'
  const timeInForce = fields.choice('timeInForce', TIMES)
  if (!timeInForce) throw refusal(170115, 'Invalid timeInForce.')
  if (basicType === 'limit') return timeInForce
  return 'gtc'
}

function conditionalType({ side, basicType, lastPrice }: Basics, triggerPrice: Amount): OrderType {
  const waitsForRise = triggerPrice > lastPrice
  const isStop = (side === 'buy') === waitsForRise
  if (basicType === 'market') return isStop ? 'stop-loss' : 'take-profit'
  return isStop ? 'stop-loss-limit' : 'take-profit-limit'
}

/** Unless told otherwise, a market order to buy is given in money. */
function readQuantity(
  fields: Fields,
  side: Side,
  basicType: 'limit' | 'market',
): Pick<OrderRequest, 'quantity' | 'quoteQuantity'> {
  const quantity = fields.wantedAmount('qty')
  if (basicType === 'limit') return { quantity }
  const usual = side === 'buy' ? 'quote' : 'base'
  const unit = fields.has('marketUnit') ? fields.choice('marketUnit', UNITS) : usual
  if (!unit) throw emptyParameter('marketUnit')
  return unit === 'base' ? { quantity } : { quoteQuantity: quantity }
}
