import { RSI } from 'trading-signals'
import type { Decision } from '../../domain/decision.ts'
import { enter, exit, nothing, plotted } from '../decisions.ts'
import { candles, parametersOf } from '../parameters.ts'
import type { Strategy, StrategyContext, StrategyDefinition, StrategyField } from '../strategy.ts'

const OVERSOLD: StrategyField<'oversold'> = {
  key: 'oversold',
  label: 'Oversold',
  unit: 'RSI',
  help: 'Below it the market has fallen fast; the bot buys when the RSI comes back above it.',
  min: 1,
  max: 60,
  step: 1,
  default: 30,
}

const OVERBOUGHT: StrategyField<'overbought'> = {
  key: 'overbought',
  label: 'Overbought',
  unit: 'RSI',
  help: 'From here on the market has risen fast, and the bot sells.',
  min: 40,
  max: 99,
  step: 1,
  default: 70,
}

const PERIOD = candles(
  { key: 'period', label: 'Period', help: 'How many changes of the closing price the RSI weighs.' },
  { min: 2, max: 99, default: 14 },
)

const FIELDS = [PERIOD, OVERSOLD, OVERBOUGHT]

const ORDERINGS = [
  {
    smaller: 'oversold',
    larger: 'overbought',
    message: 'Oversold must be below overbought.',
  },
]

const parameters = parametersOf<'period' | 'oversold' | 'overbought'>(FIELDS, ORDERINGS)

const WARMING_UP = nothing('warming-up', 'the RSI needs more candles')
const NEUTRAL = nothing('neutral', 'the RSI is above oversold: waiting for it to fall below')
const FALLING = nothing('oversold', 'the RSI is oversold: waiting for it to turn up')
const HOLDING = nothing('holding', 'the RSI is not overbought yet: the bot keeps what it holds')
const TURNED_UP = enter('turned-up', 'the RSI came back above oversold')
const OVERHEATED = exit('overbought', 'the RSI is overbought')

/** Wilder's averages forget slowly: after six periods, what was before them weighs less than 0.3 % (e^-6). */
const SETTLED_PERIODS = 6

class RsiReversion implements Strategy {
  readonly #rsi: RSI
  readonly #oversold: number
  readonly #overbought: number
  #candlesLeft: number
  #value = Number.NaN

  constructor(period: number, oversold: number, overbought: number) {
    this.#rsi = new RSI(period)
    this.#oversold = oversold
    this.#overbought = overbought
    this.#candlesLeft = period * SETTLED_PERIODS
  }

  evaluate({ close, holdsPosition }: StrategyContext): Decision {
    const now = this.#rsi.update(close, false)
    if (this.#candlesLeft > 0 || now === null) {
      this.#candlesLeft -= 1
      return WARMING_UP
    }
    const before = this.#value
    this.#value = now
    if (Number.isNaN(before)) return WARMING_UP
    if (holdsPosition) return now >= this.#overbought ? OVERHEATED : HOLDING
    if (before <= this.#oversold && now > this.#oversold) return TURNED_UP
    return now <= this.#oversold ? FALLING : NEUTRAL
  }

  lines(): readonly (number | null)[] {
    return [plotted(this.#value)]
  }
}

/** RSI as in J. Welles Wilder, "New Concepts in Technical Trading Systems" (1978). */
export const rsiReversion: StrategyDefinition = {
  id: 'rsi-reversion',
  name: 'RSI reversion',
  description:
    'Buys when a market that fell fast begins to recover, and sells when it has risen fast. Earns in markets that swing; keeps buying in one that only falls, so give it a stop.',
  fields: FIELDS,
  lines: [{ id: 'rsi', label: 'RSI', scale: 'own' }],
  orderings: ORDERINGS,
  decides: 'signals',
  parameters,
  warmUpCandles: (given) => parameters.parse(given).period * SETTLED_PERIODS + 2,
  create: (given) => {
    const { period, oversold, overbought } = parameters.parse(given)
    return new RsiReversion(period, oversold, overbought)
  },
}
