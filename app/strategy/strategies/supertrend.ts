import { SuperTrend } from 'trading-signals'
import type { Decision } from '../../domain/decision.ts'
import { enter, exit, nothing, plotted } from '../decisions.ts'
import { candles, parametersOf } from '../parameters.ts'
import type { Strategy, StrategyContext, StrategyDefinition, StrategyField } from '../strategy.ts'

const DISTANCE: StrategyField<'distance'> = {
  key: 'distance',
  label: 'Distance',
  unit: 'ranges',
  help: 'How many average true ranges the line stays away from the price.',
  min: 0.5,
  max: 10,
  step: 0.1,
  default: 3,
}

const PERIOD = candles(
  { key: 'period', label: 'Period', help: 'How many candles the average true range weighs.' },
  { min: 2, max: 80, default: 10 },
)

const FIELDS = [PERIOD, DISTANCE]

const parameters = parametersOf<'period' | 'distance'>(FIELDS)

const WARMING_UP = nothing('warming-up', 'the average true range needs more candles')
const UP = nothing('up', 'the trend is up and stays so')
const DOWN = nothing('down', 'the trend is down: waiting for it to turn')
const TURNED_UP = enter('turned-up', 'the price closed above the line: the trend turned up')
const TURNED_DOWN = exit('turned-down', 'the price closed below the line: the trend turned down')

/** Wilder's average forgets what was before after six periods, as good as; then the line needs a turn to settle. */
const SETTLED_PERIODS = 7

class SuperTrendFollower implements Strategy {
  readonly #trend: SuperTrend
  #candlesLeft: number
  #line = Number.NaN
  #wasUp = false

  constructor(period: number, distance: number) {
    this.#trend = new SuperTrend({ interval: period, multiplier: distance })
    this.#candlesLeft = period * SETTLED_PERIODS
  }

  evaluate({ high, low, close, holdsPosition }: StrategyContext): Decision {
    const result = this.#trend.update({ high, low, close }, false)
    const wasUp = this.#wasUp
    this.#wasUp = result?.trend === 'BULLISH'
    if (this.#candlesLeft > 0 || result === null) {
      this.#candlesLeft -= 1
      return WARMING_UP
    }
    this.#line = result.supertrend
    if (this.#wasUp) return wasUp || holdsPosition ? UP : TURNED_UP
    return holdsPosition ? TURNED_DOWN : DOWN
  }

  lines(): readonly (number | null)[] {
    return [plotted(this.#line)]
  }
}

/** Olivier Seban's line: a band of average true ranges that only ever moves with the trend, until the price crosses it. */
export const supertrend: StrategyDefinition = {
  id: 'supertrend',
  name: 'Supertrend',
  description:
    'Holds while the price stays above a line that follows it at a distance, wider in a wild market. Stays with long trends; gives back the distance at their end.',
  fields: FIELDS,
  lines: [{ id: 'supertrend', label: 'Supertrend', scale: 'price' }],
  orderings: [],
  decides: 'signals',
  parameters,
  warmUpCandles: (given) => parameters.parse(given).period * SETTLED_PERIODS + 1,
  create: (given) => {
    const { period, distance } = parameters.parse(given)
    return new SuperTrendFollower(period, distance)
  },
}
