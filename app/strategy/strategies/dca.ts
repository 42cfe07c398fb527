import { RSI } from 'trading-signals'
import type { Decision, Reason } from '../../domain/decision.ts'
import type { WantedOrder } from '../../domain/working-order.ts'
import { parametersOf } from '../parameters.ts'
import type { Strategy, StrategyContext, StrategyDefinition, StrategyField } from '../strategy.ts'

type Key =
  | 'base'
  | 'takeProfit'
  | 'safetyOrders'
  | 'deviation'
  | 'stepScale'
  | 'volumeScale'
  | 'rsi'

const FIELDS: readonly StrategyField<Key>[] = [
  {
    key: 'base',
    label: 'Base order',
    unit: '% of budget',
    help: 'What the first purchase is for. The rest of the budget is kept for the safety orders.',
    min: 1,
    max: 100,
    step: 0.5,
    default: 20,
  },
  {
    key: 'takeProfit',
    label: 'Take profit',
    unit: '%',
    help: 'How far above the average cost, fees of the purchases included, all is sold.',
    min: 0.1,
    max: 100,
    step: 0.1,
    default: 1,
  },
  {
    key: 'safetyOrders',
    label: 'Safety orders',
    unit: 'orders',
    help: 'How many more purchases wait below the first one.',
    min: 0,
    max: 20,
    step: 1,
    default: 5,
  },
  {
    key: 'deviation',
    label: 'First step',
    unit: '%',
    help: 'How far below the cost of the base order the first safety order waits.',
    min: 0.1,
    max: 50,
    step: 0.1,
    default: 1,
  },
  {
    key: 'stepScale',
    label: 'Step scale',
    unit: 'times',
    help: 'How much larger each step down is than the one before.',
    min: 1,
    max: 5,
    step: 0.05,
    default: 1.2,
  },
  {
    key: 'volumeScale',
    label: 'Volume scale',
    unit: 'times',
    help: 'How much more each safety order buys for than the one before, within what is kept for them.',
    min: 1,
    max: 5,
    step: 0.05,
    default: 1.3,
  },
  {
    key: 'rsi',
    label: 'Enter below',
    unit: 'RSI of 14',
    help: 'The base order waits for an RSI that is not higher; 100 enters at once, and again after every profit.',
    min: 1,
    max: 100,
    step: 1,
    default: 100,
  },
]

const parameters = parametersOf<Key>(FIELDS)

const WARMING_UP: Decision = {
  kind: 'nothing',
  reason: { code: 'warming-up', text: 'the RSI needs more candles' },
}
const ENTERING: Reason = { code: 'entering', text: 'nothing is held: the base order buys' }
const WAITING: Reason = {
  code: 'waiting',
  text: 'nothing is held, and the RSI is too high to begin: waiting for it to fall',
}
const HOLDING: Reason = {
  code: 'holding',
  text: 'safety orders wait below, and the sale of all of it above the average cost',
}

const RSI_PERIOD = 14
/** As in the RSI strategy: what was before weighs less than 0.3 % by then. */
const SETTLED_CANDLES = 6 * RSI_PERIOD + 1
/** At this value the RSI is not asked. */
const ANY_RSI = 100
const BASE = 'b'
const TARGET = 't'

/** A purchase that waits below the base order. */
interface Safety {
  readonly key: string
  /** Of the base order's cost. */
  readonly priceShare: number
  readonly share: number
}

class Dca implements Strategy {
  readonly #base: number
  readonly #target: number
  readonly #safeties: readonly Safety[]
  readonly #rsiMax: number
  readonly #rsi = new RSI(RSI_PERIOD)
  #candlesLeft: number
  #lastRsi = Number.NaN
  #targetPrice: number | null = null
  #nextSafety: number | null = null

  constructor(values: Readonly<Record<Key, number>>) {
    this.#base = values.base / 100
    this.#target = 1 + values.takeProfit / 100
    this.#safeties = safetiesOf(values)
    this.#rsiMax = values.rsi
    this.#candlesLeft = warmUpOf(values.rsi) - 1
  }

  evaluate(context: StrategyContext): Decision {
    this.#lastRsi = this.#rsi.update(context.close, false) ?? Number.NaN
    if (this.#candlesLeft > 0) {
      this.#candlesLeft -= 1
      return WARMING_UP
    }
    const base = context.lot(BASE)
    const orders: WantedOrder[] = []
    if (base.isBuying || (!context.holdsPosition && this.#mayEnter())) {
      orders.push({ key: BASE, side: 'buy', price: null, share: this.#base })
    }
    if (context.holdsPosition) {
      const price = context.averageCost * this.#target
      orders.push({ key: TARGET, side: 'sell', price, of: 'position' })
      if (!base.isBuying && base.quantity > 0) orders.push(...this.#waiting(context))
    }
    this.#note(orders)
    const idle = orders.length === 0 ? WAITING : ENTERING
    return { kind: 'working-orders', orders, reason: context.holdsPosition ? HOLDING : idle }
  }

  #mayEnter(): boolean {
    return this.#rsiMax >= ANY_RSI || this.#lastRsi <= this.#rsiMax
  }

  /** Each buys once; one that has begun goes on. */
  #waiting(context: StrategyContext): readonly WantedOrder[] {
    const anchor = context.lot(BASE).averageCost
    return this.#safeties
      .filter(({ key }) => {
        const { quantity, isBuying } = context.lot(key)
        return quantity === 0 || isBuying
      })
      .map(({ key, priceShare, share }) => ({
        key,
        side: 'buy',
        price: anchor * priceShare,
        share,
      }))
  }

  #note(orders: readonly WantedOrder[]): void {
    this.#targetPrice = orders.find(({ side }) => side === 'sell')?.price ?? null
    const isSafety = ({ key, side }: WantedOrder) => side === 'buy' && key !== BASE
    this.#nextSafety = orders.find(isSafety)?.price ?? null
  }

  lines(): readonly (number | null)[] {
    return [this.#targetPrice, this.#nextSafety]
  }
}

/** Steps and sizes grow by their scales; together the safety orders are for what the base order leaves. */
function safetiesOf(values: Readonly<Record<Key, number>>): readonly Safety[] {
  const { base, safetyOrders, deviation, stepScale, volumeScale } = values
  const weights = Array.from({ length: safetyOrders }, (_, index) => volumeScale ** index)
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  let depth = 0
  return weights
    .map((weight, index) => {
      depth += (deviation / 100) * stepScale ** index
      const share = ((1 - base / 100) * weight) / whole
      return { key: String(index + 1), priceShare: 1 - depth, share }
    })
    .filter(({ priceShare, share }) => priceShare > 0 && share > 0)
}

function warmUpOf(rsi: number): number {
  return rsi >= ANY_RSI ? 1 : SETTLED_CANDLES
}

export const dca: StrategyDefinition = {
  id: 'dca',
  name: 'DCA with safety orders',
  description:
    'Buys a part of its budget at once, more of it at each step down, and sells all of it a little above the average cost. Gains a little, often; holds a large position at a loss when the market keeps falling, so decide beforehand at which stop you give up.',
  fields: FIELDS,
  lines: [
    { id: 'target', label: 'Take profit', scale: 'price', isStepped: true },
    { id: 'safety', label: 'Next safety order', scale: 'price', isStepped: true },
  ],
  orderings: [],
  decides: 'working-orders',
  parameters,
  warmUpCandles: (given) => warmUpOf(parameters.parse(given).rsi),
  create: (given) => new Dca(parameters.parse(given)),
}
