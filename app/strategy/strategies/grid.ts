import type { Decision, Reason } from '../../domain/decision.ts'
import type { WantedOrder } from '../../domain/working-order.ts'
import { parametersOf } from '../parameters.ts'
import type {
  HeldLot,
  Strategy,
  StrategyContext,
  StrategyDefinition,
  StrategyField,
} from '../strategy.ts'

type Key = 'lower' | 'upper' | 'levels' | 'spacing' | 'share' | 'postOnly'

const PRICE = { unit: 'price', min: 0.000_001, max: 10_000_000, step: 0.01 }

const FIELDS: readonly StrategyField<Key>[] = [
  {
    ...PRICE,
    key: 'lower',
    label: 'Lower end',
    help: 'The lowest level. Below it the bot buys no more and waits with what it holds.',
    default: 57_000,
  },
  {
    ...PRICE,
    key: 'upper',
    label: 'Upper end',
    help: 'The highest level. Above it everything is sold, and the bot waits for the price to come back.',
    default: 63_000,
  },
  {
    key: 'levels',
    label: 'Levels',
    unit: 'lines',
    help: 'Lines from the lower to the upper end, both included. What is bought at one is sold at the next.',
    min: 2,
    max: 51,
    step: 1,
    default: 9,
  },
  {
    key: 'spacing',
    label: 'Spacing',
    unit: 'kind',
    help: 'Whether neighbouring levels are the same amount or the same percentage apart.',
    min: 0,
    max: 1,
    step: 1,
    default: 1,
    choices: ['equal amounts', 'equal percentages'],
  },
  {
    key: 'share',
    label: 'Share of a level',
    unit: '% of budget',
    help: 'What one level buys for. Where all of them together would be more than the budget, those nearest to the price come first.',
    min: 1,
    max: 100,
    step: 0.5,
    default: 12.5,
  },
  {
    key: 'postOnly',
    label: 'Orders',
    unit: 'kind',
    help: 'Post-only orders never pay the fee of a taker: one that would trade at once is not taken, and tried again with the next candle.',
    min: 0,
    max: 1,
    step: 1,
    default: 0,
    choices: ['limit', 'post-only'],
  },
]

const ORDERINGS = [
  {
    smaller: 'lower',
    larger: 'upper',
    message: 'The lower end must be below the upper one.',
  },
]

const parameters = parametersOf<Key>(FIELDS, ORDERINGS)

const WITHIN: Reason = {
  code: 'within',
  text: 'the price is within the grid: buying below it, selling what was bought one level higher',
}
const ABOVE: Reason = {
  code: 'above',
  text: 'the price is above the grid: waiting for it to come back',
}
const BELOW: Reason = {
  code: 'below',
  text: 'the price is below the grid: nothing more is bought, and what is held waits for its price',
}

/** Shares are floats: ten of 10 % are all of it. */
const ROUNDING = 1e-9

/** Two neighbouring levels: what is bought at the lower is sold at the higher. */
interface Cell {
  readonly key: string
  readonly buyAt: number
  readonly sellAt: number
}

class Grid implements Strategy {
  /** From the highest down: those nearest below a price come first. */
  readonly #cells: readonly Cell[]
  readonly #lower: number
  readonly #upper: number
  readonly #share: number
  readonly #cellsMax: number
  readonly #postOnly: boolean
  #nextPurchase: number | null = null
  #nextSale: number | null = null

  constructor(levels: readonly number[], share: number, postOnly: boolean) {
    this.#cells = cellsOf(levels)
    this.#lower = levels[0] ?? 0
    this.#upper = levels.at(-1) ?? 0
    this.#share = share
    this.#cellsMax = Math.floor(1 / share + ROUNDING)
    this.#postOnly = postOnly
  }

  evaluate(context: StrategyContext): Decision {
    const { close } = context
    const postOnly = this.#postOnly
    const sales: WantedOrder[] = []
    const purchases: WantedOrder[] = []
    for (const { key, buyAt, sellAt } of this.#cells) {
      const lot = context.lot(key)
      if (isForSale(lot, close, sellAt)) {
        sales.push({ key, side: 'sell', price: sellAt, of: 'key', postOnly })
      } else if (buyAt < close || lot.isBuying) {
        purchases.push({ key, side: 'buy', price: buyAt, share: this.#share, postOnly })
      }
    }
    const affordable = purchases.slice(0, Math.max(0, this.#cellsMax - sales.length))
    this.#nextPurchase = affordable[0]?.price ?? null
    this.#nextSale = sales.at(-1)?.price ?? null
    const reason = close > this.#upper ? ABOVE : close < this.#lower ? BELOW : WITHIN
    return { kind: 'working-orders', orders: [...sales, ...affordable], reason }
  }

  lines(): readonly (number | null)[] {
    return [this.#nextPurchase, this.#nextSale]
  }
}

/** A purchase that has traded in part goes on, unless the price is back where it would be sold. */
function isForSale({ isSellable, isBuying }: HeldLot, close: number, sellAt: number): boolean {
  return isSellable && (!isBuying || close >= sellAt)
}

function cellsOf(levels: readonly number[]): readonly Cell[] {
  return levels
    .slice(0, -1)
    .map((buyAt, index) => ({ key: String(index), buyAt, sellAt: levels[index + 1] ?? buyAt }))
    .reverse()
}

function levelsOf({ lower, upper, levels, spacing }: Readonly<Record<Key, number>>): number[] {
  const steps = levels - 1
  return Array.from({ length: levels }, (_, index) => {
    if (index === steps) return upper
    return spacing === 0
      ? lower + ((upper - lower) * index) / steps
      : lower * (upper / lower) ** (index / steps)
  })
}

export const grid: StrategyDefinition = {
  id: 'grid',
  name: 'Grid',
  description:
    'Buys at levels below the price and sells what each has bought one level higher, again and again. Earns while the price swings between two ends; holds everything it bought when the price falls out below, so give it a range that you believe in and a stop.',
  fields: FIELDS,
  lines: [
    { id: 'purchase', label: 'Next purchase', scale: 'price', isStepped: true },
    { id: 'sale', label: 'Next sale', scale: 'price', isStepped: true },
  ],
  orderings: ORDERINGS,
  decides: 'working-orders',
  parameters,
  warmUpCandles: () => 1,
  create: (given) => {
    const values = parameters.parse(given)
    return new Grid(levelsOf(values), values.share / 100, values.postOnly === 1)
  },
}
