import { type Amount, amountText, divide, floorToDecimals, multiply } from '../matching/amount.ts'
import {
  type Fill,
  isConditional,
  isOpen,
  type Order,
  remaining,
  takesAnyPrice,
} from '../matching/order.ts'
import { fillIdText, orderIdText } from './order-ids.ts'

/** Which orders a request is about, in Bybit's words. */
export type OrderFilter = 'Order' | 'StopOrder' | 'tpslOrder'

export function sideWord({ side }: Pick<Order, 'side'>): string {
  return side === 'buy' ? 'Buy' : 'Sell'
}

export function isTriggered(order: Order): boolean {
  return order.triggeredAt !== null
}

/** A conditional order stays one in what is told of it, and is an active one too once it has triggered. */
export function matchesFilter(order: Order, filter: OrderFilter | undefined): boolean {
  if (filter === undefined) return true
  if (!isConditional(order.type)) return filter === 'Order'
  const isActive = isTriggered(order) && order.successorId === null
  return filter === 'Order' ? isActive : filter === kindOf(order)
}

function kindOf(order: Order): OrderFilter {
  return order.reservesWhenTriggered ? 'StopOrder' : 'tpslOrder'
}

export function statusWord(order: Order): string {
  switch (order.status) {
    case 'waiting':
      return 'Untriggered'
    case 'new':
      return 'New'
    case 'partially-filled':
      return 'PartiallyFilled'
    case 'filled':
      return 'Filled'
    case 'canceled':
    case 'expired':
      return endWord(order)
    default:
      return 'Created'
  }
}

function endWord(order: Order): string {
  if (order.successorId !== null) return 'Triggered'
  if (order.filled > 0n) return 'PartiallyFilledCanceled'
  if (!isConditional(order.type) || isTriggered(order)) return 'Cancelled'
  // Nobody but its owner ends a waiting order, unless it triggers and cannot be paid.
  return order.status === 'canceled' ? 'Deactivated' : 'Rejected'
}

function rejectReason(order: Order): string {
  if (order.status === 'canceled') return 'EC_PerCancelRequest'
  if (order.status !== 'expired' || order.successorId !== null) return 'EC_NoError'
  if (statusWord(order) === 'Rejected') return 'EC_Others'
  if (order.type === 'limit-maker') return 'EC_PostOnlyWillTakeLiquidity'
  return order.timeInForce === 'fok' ? 'EC_CancelForNoFullFill' : 'EC_NoImmediateQtyToFill'
}

function timeInForceWord(order: Order): string {
  if (order.type === 'limit-maker') return 'PostOnly'
  return takesAnyPrice(order.type) ? 'IOC' : order.timeInForce.toUpperCase()
}

function typeWord(order: Order): string {
  return takesAnyPrice(order.type) ? 'Market' : 'Limit'
}

function stopTypeWord(order: Order): string {
  if (!isConditional(order.type)) return ''
  return kindOf(order) === 'StopOrder' ? 'Stop' : 'tpslOrder'
}

function optionalText(value: Amount | null): string {
  return value === null ? '' : amountText(value)
}

/** An order as it is listed, looked up and told by the stream. Spot has no tpslMode; by that ccxt knows it. */
export function describeOrder(order: Order, fills: readonly Fill[]): object {
  const left = isOpen(order) ? remaining(order) : 0n
  return {
    orderId: orderIdText(order.id),
    orderLinkId: order.clientOrderId,
    blockTradeId: '',
    symbol: order.symbol,
    price: amountText(order.price ?? 0n),
    qty: amountText(order.quoteQuantity ?? order.quantity),
    side: sideWord(order),
    isLeverage: '0',
    positionIdx: 0,
    orderStatus: statusWord(order),
    cancelType: order.status === 'canceled' ? 'CancelByUser' : 'UNKNOWN',
    rejectReason: rejectReason(order),
    avgPrice: averagePrice(order),
    leavesQty: amountText(left),
    leavesValue: amountText(multiply(left, order.price ?? 0n)),
    cumExecQty: amountText(order.filled),
    cumExecValue: amountText(order.filledQuote),
    cumExecFee: amountText(fills.reduce((sum, fill) => sum + fill.fee, 0n)),
    cumFeeDetail: feeDetail(fills),
    timeInForce: timeInForceWord(order),
    orderType: typeWord(order),
    stopOrderType: stopTypeWord(order),
    orderIv: '',
    marketUnit: marketUnitWord(order),
    triggerPrice: optionalText(order.triggerPrice),
    takeProfit: '',
    stopLoss: '',
    tpTriggerBy: '',
    slTriggerBy: '',
    tpLimitPrice: '',
    slLimitPrice: '',
    triggerDirection: 0,
    triggerBy: '',
    lastPriceOnCreated: '',
    reduceOnly: false,
    closeOnTrigger: false,
    smpType: 'None',
    smpGroup: 0,
    smpOrderId: '',
    placeType: '',
    createdTime: String(order.createdAt),
    updatedTime: String(order.updatedAt),
  }
}

function marketUnitWord(order: Order): string {
  if (!takesAnyPrice(order.type)) return ''
  return order.quoteQuantity === null ? 'baseCoin' : 'quoteCoin'
}

function averagePrice({ filled, filledQuote }: Order): string {
  return filled === 0n ? '' : amountText(floorToDecimals(divide(filledQuote, filled), 8))
}

function feeDetail(fills: readonly Fill[]): Readonly<Record<string, string>> {
  const sums = new Map<string, Amount>()
  for (const { feeAsset, fee } of fills) sums.set(feeAsset, (sums.get(feeAsset) ?? 0n) + fee)
  return Object.fromEntries([...sums].map(([asset, sum]) => [asset, amountText(sum)]))
}

/** What the order was like when it filled tells the rest of the fill. */
export function describeExecution(fill: Fill, order: Order, leaves: Amount): object {
  const received = fill.side === 'buy' ? fill.quantity : fill.quoteQuantity
  return {
    symbol: fill.symbol,
    orderId: orderIdText(order.id),
    orderLinkId: order.clientOrderId,
    side: sideWord(fill),
    orderPrice: amountText(order.price ?? 0n),
    orderQty: amountText(order.quantity),
    leavesQty: amountText(leaves),
    orderType: typeWord(order),
    stopOrderType: stopTypeWord(order),
    execFee: amountText(fill.fee),
    feeCurrency: fill.feeAsset,
    feeRate: amountText(floorToDecimals(divide(fill.fee, received), 4)),
    execId: fillIdText(fill.id),
    execPrice: amountText(fill.price),
    execQty: amountText(fill.quantity),
    execType: 'Trade',
    execValue: amountText(fill.quoteQuantity),
    execTime: String(fill.time),
    isMaker: fill.maker,
    isLeverage: '0',
    tradeIv: '',
    markIv: '',
    markPrice: '',
    indexPrice: '',
    underlyingPrice: '',
    blockTradeId: '',
    closedSize: '',
    seq: fill.id,
  }
}
