import type { EngineSnapshot } from '../../../app/contract/engine-view.ts'

export type PriceLevel = {
  readonly kind: 'entry' | 'stop' | 'target' | 'trailing'
  /** A float: it is only drawn with. */
  readonly price: number
}

/** The horizontal lines of the open position: where it was entered, and where its bot would leave. */
export function priceLevels(status: EngineSnapshot['status']): PriceLevel[] {
  const position = status.portfolio.positions[0]
  if (!position) return []
  const { averageCost, stopPrice, targetPrice, trailingPrice } = position
  return [
    ...level('entry', averageCost),
    ...level('stop', stopPrice),
    ...level('target', targetPrice),
    ...level('trailing', trailingPrice),
  ]
}

function level(kind: PriceLevel['kind'], price: string | null): PriceLevel[] {
  return price === null ? [] : [{ kind, price: Number(price) }]
}
