import type { Decision, TargetWeight } from '../domain/decision.ts'
import type { WantedOrder } from '../domain/working-order.ts'
import { HOLDS_NOTHING, NO_LOT, type StrategyContext } from './strategy.ts'

/** What a strategy is told of what its bot holds. */
export type ShownHoldings = Pick<
  StrategyContext,
  'holdsPosition' | 'quantity' | 'averageCost' | 'lot'
>

type Touched = Pick<StrategyContext, 'high' | 'low' | 'close'>

interface ShownLot {
  readonly quantity: number
  readonly cost: number
}

/** By signals: their purchases have no key. */
const SIGNALLED = ''

/** A market in which a bot gets what it wants: signals at once, orders that rest once a candle touches them, all of them. */
export class ObligingMarket {
  #lots: ReadonlyMap<string, ShownLot> = new Map()
  #orders: readonly WantedOrder[] = []

  /** Trades what rested before this candle. */
  pass(candle: Touched): void {
    const lots = new Map(this.#lots)
    for (const order of this.#orders) trade(lots, order, candle)
    this.#lots = lots
    this.#orders = []
  }

  follow(decision: Decision, { close }: Touched): void {
    if (decision.kind === 'working-orders') this.#orders = decision.orders
    if (decision.kind === 'enter') {
      this.#lots = new Map([[SIGNALLED, { quantity: 1 / close, cost: 1 }]])
    }
    if (decision.kind === 'exit') this.#lots = new Map()
    if (decision.kind === 'target-weight') this.#lots = lotsOf(decision, close)
  }

  /** As it is now, whatever comes after. */
  get holdings(): ShownHoldings {
    const lots = this.#lots
    if (lots.size === 0) return HOLDS_NOTHING
    const [quantity, cost] = [totalOf(lots, 'quantity'), totalOf(lots, 'cost')]
    const lot = (key: string) => {
      const held = lots.get(key)
      if (held === undefined) return NO_LOT
      const averageCost = held.cost / held.quantity
      return { quantity: held.quantity, averageCost, isSellable: true, isBuying: false }
    }
    return { holdsPosition: true, quantity, averageCost: cost / quantity, lot }
  }
}

/** Of a budget of one, all of it bought now. */
function lotsOf({ weight }: TargetWeight, close: number): ReadonlyMap<string, ShownLot> {
  if (!(weight > 0)) return new Map()
  return new Map([[SIGNALLED, { quantity: weight / close, cost: weight }]])
}

function trade(lots: Map<string, ShownLot>, order: WantedOrder, { high, low, close }: Touched) {
  const { key } = order
  if (order.side === 'buy') {
    const price = order.price ?? close
    const before = lots.get(key) ?? { quantity: 0, cost: 0 }
    const { share } = order
    if (order.price !== null && low > price) return
    lots.set(key, { quantity: before.quantity + share / price, cost: before.cost + share })
  } else if (high >= order.price) {
    if (order.of === 'key') lots.delete(key)
    else lots.clear()
  }
}

function totalOf(lots: ReadonlyMap<string, ShownLot>, what: keyof ShownLot): number {
  let total = 0
  for (const lot of lots.values()) total += lot[what]
  return total
}
