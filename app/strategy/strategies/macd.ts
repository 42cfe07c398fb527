import { EMA, MACD } from 'trading-signals'
import type { Decision } from '../../domain/decision.ts'
import {
  averageFields,
  crossed,
  crossoverDecisions,
  difference,
  FAST_BELOW_SLOW,
} from '../crossover.ts'
import { plotted } from '../decisions.ts'
import { candles, parametersOf } from '../parameters.ts'
import type { Strategy, StrategyContext, StrategyDefinition } from '../strategy.ts'

const SIGNAL = candles(
  {
    key: 'signal',
    label: 'Signal line',
    help: 'The span of the average of the distance between the two.',
  },
  { min: 2, max: 49, default: 9 },
)

const FIELDS = [
  ...averageFields(
    { help: 'The span of the quick exponential average.', default: 12 },
    {
      help: 'The span of the calm exponential average; more than the fast one.',
      max: 149,
      default: 26,
    },
  ),
  SIGNAL,
]

const parameters = parametersOf(FIELDS, [FAST_BELOW_SLOW])

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
  orderings: [FAST_BELOW_SLOW],
  decides: 'signals',
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
