import { EMA } from 'trading-signals'
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
  {
    help: 'The span of the quick average: half of its weight is on about a third of it.',
    default: 12,
  },
  { help: 'The span of the calm average; more than the fast one.', max: 199, default: 26 },
)

const parameters = parametersOf(FIELDS, [FAST_BELOW_SLOW])

const DECISIONS = crossoverDecisions({
  quick: 'the fast average',
  slow: 'the slow one',
  warmUp: 'both averages need more candles',
})

/**
 * An exponential average never quite forgets its first candle. After three spans, the first price weighs less than
 * 0.3 % (e^-6): from then on two runs that began at different times decide alike.
 */
const SETTLED_SPANS = 3

class EmaCross implements Strategy {
  readonly #fast: EMA
  readonly #slow: EMA
  #candlesLeft: number
  #fastValue = Number.NaN
  #slowValue = Number.NaN
  #difference = Number.NaN

  constructor(fast: number, slow: number) {
    this.#fast = new EMA(fast)
    this.#slow = new EMA(slow)
    this.#candlesLeft = slow * SETTLED_SPANS - 1
  }

  evaluate({ close, holdsPosition }: StrategyContext): Decision {
    const fast = this.#fast.update(close, false)
    const slow = this.#slow.update(close, false)
    if (this.#candlesLeft > 0) {
      this.#candlesLeft -= 1
      return DECISIONS.warmingUp
    }
    const before = this.#difference
    this.#fastValue = fast
    this.#slowValue = slow
    this.#difference = difference(fast, slow, slow)
    return crossed(DECISIONS, before, this.#difference, holdsPosition)
  }

  lines(): readonly (number | null)[] {
    return [plotted(this.#fastValue), plotted(this.#slowValue)]
  }
}

export const emaCross: StrategyDefinition = {
  id: 'ema-cross',
  name: 'EMA crossover',
  description:
    'Like the SMA crossover, but its averages weigh recent candles more: it turns earlier, and is fooled a little more often.',
  fields: FIELDS,
  lines: [
    { id: 'fast', label: 'Fast EMA', scale: 'price' },
    { id: 'slow', label: 'Slow EMA', scale: 'price' },
  ],
  orderings: [FAST_BELOW_SLOW],
  decides: 'signals',
  parameters,
  warmUpCandles: (given) => parameters.parse(given).slow * SETTLED_SPANS + 1,
  create: (given) => {
    const { fast, slow } = parameters.parse(given)
    return new EmaCross(fast, slow)
  },
}
