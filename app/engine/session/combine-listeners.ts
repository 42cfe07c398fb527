import type { EngineListener } from '../engine-listener.ts'

/**
 * Tells several listeners, in their order. Nothing hangs on an announcement: what a listener throws goes to `report`, and
 * neither the engine nor the other listeners notice.
 */
export function combineListeners(
  listeners: readonly EngineListener[],
  report: (error: unknown) => void,
): EngineListener {
  const tell = (announce: (listener: EngineListener) => void) => {
    for (const listener of listeners) {
      try {
        announce(listener)
      } catch (error) {
        report(error)
      }
    }
  }
  return {
    candleClosed: (candle, equity) => tell((listener) => listener.candleClosed(candle, equity)),
    candleRevised: (candle) => tell((listener) => listener.candleRevised(candle)),
    orderChanged: (order) => tell((listener) => listener.orderChanged(order)),
    fillBooked: (fill) => tell((listener) => listener.fillBooked(fill)),
    decisionLogged: (record, id) => tell((listener) => listener.decisionLogged(record, id)),
    driftChanged: (drift) => tell((listener) => listener.driftChanged(drift)),
    breakerChanged: (change) => tell((listener) => listener.breakerChanged(change)),
    killSwitchChanged: (progress) => tell((listener) => listener.killSwitchChanged(progress)),
    statusChanged: () => tell((listener) => listener.statusChanged()),
  }
}
