import type { Decision } from '../../domain/decision.ts'
import {
  averageFields,
  crossed,
  crossoverDecisions,
  difference,
  FAST_BELOW_SLOW,
} from '../crossover.ts'
import { plotted } from '../decisions.ts'
import { parametersOf } from '../parameters.ts'
import { RollingAverage } from '../rolling-average.ts'
import type { Strategy, StrategyContext, StrategyDefinition } from '../strategy.ts'

const FIELDS = averageFields(
  { help: 'How many closing prices the quick average looks back on.', default: 10 },
  {
    help: 'How many closing prices the calm average looks back on; more than the fast one.',
    max: 500,
    default: 30,
  },
)

const parameters = parametersOf(FIELDS, [FAST_BELOW_SLOW])

const DECISIONS = crossoverDecisions({
  quick: 'the fast average',
  slow: 'the slow one',
  warmUp: 'both averages need more candles',
})

/** Averages this close, as a share of the price, could be equal: far more than rounding leaves in a window of 500. */
const CLOSE = 1e-9

class SmaCross implements Strategy {
  readonly #fast: RollingAverage
  readonly #slow: RollingAverage
  // NaN until there is one: a field that is always a number is written in place, at every candle.
  #difference = Number.NaN

  constructor(fast: number, slow: number) {
    this.#fast = new RollingAverage(fast)
    this.#slow = new RollingAverage(slow)
  }

  evaluate({ close, holdsPosition }: StrategyContext): Decision {
    const before = this.#difference
    this.#fast.add(close)
    this.#slow.add(close)
    this.#difference = this.#differenceNow()
    return crossed(DECISIONS, before, this.#difference, holdsPosition)
  }

  /** Summed anew where the sums that are kept up are too close to each other to tell which is larger. */
  #differenceNow(): number {
    const slow = this.#slow.value
    const kept = this.#fast.value - slow
    if (Math.abs(kept) > slow * CLOSE) return kept
    const price = this.#slow.exactValue
    return difference(this.#fast.exactValue, price, price)
  }

  lines(): readonly (number | null)[] {
    return [plotted(this.#fast.exactValue), plotted(this.#slow.exactValue)]
  }
}

export const smaCross: StrategyDefinition = {
  id: 'sma-cross',
  name: 'SMA crossover',
  description:
    'Buys when a fast moving average of the closing price crosses above a slow one, and sells all when it crosses below. Follows trends; loses a little, often, when there is none.',
  fields: FIELDS,
  lines: [
    { id: 'fast', label: 'Fast SMA', scale: 'price' },
    { id: 'slow', label: 'Slow SMA', scale: 'price' },
  ],
  orderings: [FAST_BELOW_SLOW],
  decides: 'signals',
  parameters,
  warmUpCandles: (given) => parameters.parse(given).slow + 1,
  create: (given) => {
    const { fast, slow } = parameters.parse(given)
    return new SmaCross(fast, slow)
  },
}
