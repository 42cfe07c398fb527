import type { EngineEvent, Execution } from '../matching/event-log.ts'
import { type Fill, isOpen, isWorkingStatus, type Order } from '../matching/order.ts'
import { describeListStatus } from './order-list-words.ts'
import { statusWord, text, typeWord } from './order-words.ts'

const EXECUTION_WORDS: Readonly<Record<Execution, string>> = {
  new: 'NEW',
  trade: 'TRADE',
  // An order that was waiting begins to work.
  triggered: 'NEW',
  canceled: 'CANCELED',
  expired: 'EXPIRED',
  amended: 'REPLACED',
}

/** What the user data stream says about something that happened; nothing about prices. */
export function describeUserEvents(
  event: EngineEvent,
  ordersOfList: (listId: number) => readonly Order[],
): readonly object[] {
  switch (event.kind) {
    case 'order': {
      const { execution, order, fill, time } = event
      const list = order.listId === null ? [] : ordersOfList(order.listId)
      const isWhole = execution === 'new' && list.length > 1
      const isOver = list.length > 1 && !list.some(isOpen)
      return [
        describeExecution(execution, order, fill, time),
        ...(isWhole || isOver ? [describeListStatus(list, time)] : []),
      ]
    }
    case 'balances':
      return [
        {
          e: 'outboundAccountPosition',
          E: event.time,
          u: event.time,
          B: event.balances.map(({ asset, free, locked }) => {
            return { a: asset, f: text(free), l: text(locked) }
          }),
        },
      ]
    case 'transfer': {
      const { kind, asset, amount, fee, time } = event.transfer
      const change = kind === 'deposit' ? amount : -amount - fee
      return [{ e: 'balanceUpdate', E: event.time, a: asset, d: signedText(change), T: time }]
    }
    case 'price':
      return []
  }
}

function signedText(change: bigint): string {
  return change < 0n ? `-${text(-change)}` : text(change)
}

function describeExecution(
  execution: Execution,
  order: Order,
  fill: Fill | null,
  time: number,
): object {
  const isCancel = execution === 'canceled'
  return {
    e: 'executionReport',
    E: time,
    s: order.symbol,
    // A cancel has an id of its own, and then the order's is the original one.
    c: isCancel ? `cancel${order.id}` : order.clientOrderId,
    S: order.side.toUpperCase(),
    o: typeWord(order.type),
    f: order.timeInForce.toUpperCase(),
    q: text(order.quantity),
    p: text(order.price),
    P: text(order.triggerPrice),
    F: text(0n),
    g: order.listId ?? -1,
    C: isCancel ? order.clientOrderId : '',
    x: EXECUTION_WORDS[execution],
    X: statusWord(order.status),
    r: 'NONE',
    i: order.id,
    l: text(fill?.quantity ?? null),
    z: text(order.filled),
    L: text(fill?.price ?? null),
    n: fill ? text(fill.fee) : '0',
    N: fill?.feeAsset ?? null,
    T: order.updatedAt,
    t: fill?.id ?? -1,
    I: order.id * 10,
    w: isWorkingStatus(order.status),
    m: fill?.maker ?? false,
    M: false,
    O: order.createdAt,
    Z: text(order.filledQuote),
    Y: text(fill?.quoteQuantity ?? null),
    Q: text(order.quoteQuantity),
    W: order.createdAt,
    V: 'EXPIRE_MAKER',
  }
}
