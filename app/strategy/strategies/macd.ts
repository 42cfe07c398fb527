import { EMA, MACD } from 'trading-signals'
import type { Decision } from '../../domain/decision.ts'
import { crossed, crossoverDecisions, difference } from '../crossover.ts'
import { plotted } from '../decisions.ts'
import { candles, parametersOf } from '../parameters.ts'
import type { Strategy, StrategyContext, StrategyDefinition } from '../strategy.ts'

const FIELDS = [
  candles(
    { key: 'fast', label: 'Fast average', help: 'The span of the quick exponential average.' },
    { min: 2, max: 148, default: 12 },
  ),
  candles(
    {
      key: 'slow',
      label: 'Slow average',
      help: 'The span of the calm exponential average; more than the fast one.',
    },
    { min: 3, max: 149, default: 26 },
  ),
  candles(
    {
      key: 'signal',
      label: 'Signal line',
      help: 'The span of the average of the distance between the two.',
    },
    { min: 2, max: 49, default: 9 },
  ),
]

const ORDERINGS = [
  {
    smaller: 'fast',
    larger: 'slow',
    message: 'The fast average must be shorter than the slow one.',
  },
]

const parameters = parametersOf(FIELDS, ORDERINGS)

const DECISIONS = crossoverDecisions({
  quick: 'the MACD line',
  slow: 'its signal line',
  warmUp: 'the averages need more candles',
})

/** After three spans an exponential average has all but forgotten where it began; the signal is one of another. */
const SETTLED_SPANS = 3

function settledAfter(slow: number, signal: number): number {
  return (slow + signal) * SETTLED_SPANS
}

class MacdCross implements Strategy {
  readonly #macd: MACD
  #candlesLeft: number
  #line = Number.NaN
  #signal = Number.NaN
  #difference = Number.NaN

  constructor(fast: number, slow: number, signal: number) {
    this.#macd = new MACD(new EMA(fast), new EMA(slow), new EMA(signal))
    this.#candlesLeft = settledAfter(slow, signal) - 1
  }

  evaluate({ close, holdsPosition }: StrategyContext): Decision {
    const result = this.#macd.update(close, false)
    if (this.#candlesLeft > 0 || result === null) {
      this.#candlesLeft -= 1
      return DECISIONS.warmingUp
    }
    const before = this.#difference
    this.#line = result.macd
    this.#signal = result.signal
    this.#difference = difference(result.macd, result.signal, close)
    return crossed(DECISIONS, before, this.#difference, holdsPosition)
  }

  lines(): readonly (number | null)[] {
    return [plotted(this.#line), plotted(this.#signal)]
  }
}

export const macd: StrategyDefinition = {
  id: 'macd',
  name: 'MACD',
  description:
    'Buys when the distance between a fast and a slow average grows past its own average, and sells when it falls below. Notices a change of pace before the averages themselves cross.',
  fields: FIELDS,
  lines: [
    { id: 'macd', label: 'MACD', scale: 'own' },
    { id: 'signal', label: 'Signal', scale: 'own' },
  ],
  orderings: ORDERINGS,
  parameters,
  warmUpCandles: (given) => {
    const { slow, signal } = parameters.parse(given)
    return settledAfter(slow, signal) + 1
  },
  create: (given) => {
    const { fast, slow, signal } = parameters.parse(given)
    return new MacdCross(fast, slow, signal)
  },
}
