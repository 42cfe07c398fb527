import type { Order } from '../domain/order.ts'
import type { TradingEngine } from '../engine/trading-engine.ts'
import type { LedgerStore } from '../ports/ledger-store.ts'

/** How what the engine has in mind differs from what is on the disk: a crash would show, so nothing may. */
export function memoryFault(ledger: LedgerStore, engine: TradingEngine): string | undefined {
  const written = ledger.loadOpenOrders()
  if (written.length !== engine.tracker.openCount) {
    return `${written.length} orders are open on the disk, ${engine.tracker.openCount} in memory`
  }
  for (const order of written) {
    const remembered = engine.tracker.find(order.clientOrderId)
    if (remembered === undefined || !isSame(order, remembered)) {
      return `${order.clientOrderId} is ${order.state} on the disk, ${remembered?.state} in memory`
    }
  }
  return undefined
}

function isSame(a: Order, b: Order): boolean {
  return (
    a.state === b.state &&
    a.filledQuantity === b.filledQuantity &&
    a.reportedQuantity === b.reportedQuantity &&
    a.exchangeOrderId === b.exchangeOrderId &&
    a.cancelRequestedAt === b.cancelRequestedAt
  )
}
