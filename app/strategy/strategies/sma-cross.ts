import { SMA } from 'trading-signals'
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

class SmaCross implements Strategy {
  readonly #fast: SMA
  readonly #slow: SMA
  // NaN until there is one: a field that is always a number is written in place, at every candle.
  #fastValue = Number.NaN
  #slowValue = Number.NaN
  #difference = Number.NaN

  constructor(fast: number, slow: number) {
    this.#fast = new SMA(fast)
    this.#slow = new SMA(slow)
  }

  evaluate(context: StrategyContext): Decision {
    const { close } = context
    const fast = this.#fast.update(close, false) ?? Number.NaN
    const slow = this.#slow.update(close, false) ?? Number.NaN
    const before = this.#difference
    this.#fastValue = fast
    this.#slowValue = slow
    this.#difference = difference(fast, slow, slow)
    return crossed(DECISIONS, before, this.#difference, context.holdsPosition)
  }

  lines(): readonly (number | null)[] {
    return [plotted(this.#fastValue), plotted(this.#slowValue)]
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
