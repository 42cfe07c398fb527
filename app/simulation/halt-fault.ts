import type { OrderIntent } from '../domain/order.ts'
import type { World } from './world.ts'

/** Why an order must not leave while halted: only a kill switch that was asked to may sell, and only once all is taken back. */
export function haltFault({ windDown, ledger }: World, order: OrderIntent): string | undefined {
  if (windDown === 'none' || !isSaleOfAll(order)) return 'while halted'
  const isFirst = ledger.loadOpenOrders().every(({ intent }) => isSaleOfAll(intent))
  return isFirst ? undefined : 'before the kill switch had taken back what was open'
}

/** At the market, and instead of nothing else. */
function isSaleOfAll({ purpose, side, type, link }: OrderIntent): boolean {
  return purpose === 'exit' && side === 'sell' && type === 'market' && link === null
}
