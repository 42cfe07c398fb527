import type { EngineListener } from './engine-listener.ts'

/** Tells several listeners, in their order. */
export function combineListeners(listeners: readonly EngineListener[]): EngineListener {
  return {
    candleClosed: (candle, equity) => {
      for (const listener of listeners) listener.candleClosed(candle, equity)
    },
    orderChanged: (order) => {
      for (const listener of listeners) listener.orderChanged(order)
    },
    fillBooked: (fill) => {
      for (const listener of listeners) listener.fillBooked(fill)
    },
    decisionLogged: (record, id) => {
      for (const listener of listeners) listener.decisionLogged(record, id)
    },
    statusChanged: () => {
      for (const listener of listeners) listener.statusChanged()
    },
  }
}
