import { type Amount, fixedText } from '../matching/amount.ts'
import {
  type Fill,
  isConditional,
  type Order,
  type OrderStatus,
  type OrderType,
} from '../matching/order.ts'

const STATUS_WORDS: Readonly<Record<OrderStatus, string>> = {
  pending: 'PENDING_NEW',
  waiting: 'NEW',
  new: 'NEW',
  'partially-filled': 'PARTIALLY_FILLED',
  filled: 'FILLED',
  canceled: 'CANCELED',
  expired: 'EXPIRED',
}

export function text(value: Amount | null): string {
  return fixedText(value ?? 0n, 8)
}

export function typeWord(type: OrderType): string {
  return type.toUpperCase().replaceAll('-', '_')
}

export function statusWord(status: OrderStatus): string {
  return STATUS_WORDS[status]
}

/** What every answer about an order has in common. */
function orderCore(order: Order): object {
  return {
    symbol: order.symbol,
    orderId: order.id,
    orderListId: order.listId ?? -1,
    price: text(order.price),
    origQty: text(order.quantity),
    executedQty: text(order.filled),
    origQuoteOrderQty: text(order.quoteQuantity),
    cummulativeQuoteQty: text(order.filledQuote),
    status: statusWord(order.status),
    timeInForce: order.timeInForce.toUpperCase(),
    type: typeWord(order.type),
    side: order.side.toUpperCase(),
    selfTradePreventionMode: 'EXPIRE_MAKER',
    ...(isConditional(order.type) ? { stopPrice: text(order.triggerPrice) } : {}),
    ...(order.trailingDelta === null ? {} : { trailingDelta: order.trailingDelta }),
  }
}

/** As orders are listed and looked up. */
export function describeOrder(order: Order): object {
  return {
    ...orderCore(order),
    clientOrderId: order.clientOrderId,
    stopPrice: text(order.triggerPrice),
    icebergQty: text(0n),
    time: order.createdAt,
    updateTime: order.updatedAt,
    isWorking: order.status !== 'waiting' && order.status !== 'pending',
    workingTime: order.status === 'waiting' ? -1 : order.createdAt,
  }
}

/** The answer to a new order, as long as the client wants it. */
export function describeNewOrder(order: Order, fills: readonly Fill[], length: string): object {
  const acknowledgement = {
    symbol: order.symbol,
    orderId: order.id,
    orderListId: order.listId ?? -1,
    clientOrderId: order.clientOrderId,
    transactTime: order.updatedAt,
  }
  if (length === 'ACK') return acknowledgement
  const result = { ...orderCore(order), ...acknowledgement, workingTime: order.createdAt }
  return length === 'FULL' ? { ...result, fills: fills.map(describeOwnFill) } : result
}

/** A cancel has an id of its own; the order's is the original one. */
export function describeCancel(order: Order, cancelClientId: string): object {
  return {
    ...orderCore(order),
    origClientOrderId: order.clientOrderId,
    clientOrderId: cancelClientId,
    transactTime: order.updatedAt,
  }
}

function describeOwnFill(fill: Fill): object {
  return {
    price: text(fill.price),
    qty: text(fill.quantity),
    commission: text(fill.fee),
    commissionAsset: fill.feeAsset,
    tradeId: fill.id,
  }
}

export function describeTrade(fill: Fill, listId: number | null): object {
  return {
    symbol: fill.symbol,
    id: fill.id,
    orderId: fill.orderId,
    orderListId: listId ?? -1,
    price: text(fill.price),
    qty: text(fill.quantity),
    quoteQty: text(fill.quoteQuantity),
    commission: text(fill.fee),
    commissionAsset: fill.feeAsset,
    time: fill.time,
    isBuyer: fill.side === 'buy',
    isMaker: fill.maker,
    isBestMatch: true,
  }
}
