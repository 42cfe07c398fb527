import type { EngineSnapshot } from '../../../app/contract/engine-view.ts'

export type PriceLevel = {
  readonly kind: 'entry' | 'stop' | 'target' | 'trailing'
  /** A float: it is only drawn with. */
  readonly price: number
}

/** The horizontal lines of each open position of the chart's market: where it was entered, and where its bot would leave. */
export function priceLevels({ account, status }: EngineSnapshot): PriceLevel[] {
  const shown = status.portfolio.positions.filter(({ symbol }) => symbol === account.symbol)
  return shown.flatMap(({ averageCost, stopPrice, targetPrice, trailingPrice }) => [
    ...level('entry', averageCost),
    ...level('stop', stopPrice),
    ...level('target', targetPrice),
    ...level('trailing', trailingPrice),
  ])
}

function level(kind: PriceLevel['kind'], price: string | null): PriceLevel[] {
  return price === null ? [] : [{ kind, price: Number(price) }]
}
