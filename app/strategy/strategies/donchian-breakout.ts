import { DonchianChannels } from 'trading-signals'
import type { Decision } from '../../domain/decision.ts'
import { enter, exit, nothing, plotted } from '../decisions.ts'
import { candles, parametersOf } from '../parameters.ts'
import type { Strategy, StrategyContext, StrategyDefinition } from '../strategy.ts'

const FIELDS = [
  candles(
    {
      key: 'entry',
      label: 'Entry',
      help: 'The bot buys above the highest price of so many candles.',
    },
    { min: 3, max: 500, default: 20 },
  ),
  candles(
    {
      key: 'exit',
      label: 'Exit',
      help: 'It sells below the lowest price of so many candles; fewer than for the entry.',
    },
    { min: 2, max: 499, default: 10 },
  ),
]

const ORDERINGS = [
  {
    smaller: 'exit',
    larger: 'entry',
    message: 'The exit must look back on fewer candles than the entry.',
  },
]

const parameters = parametersOf(FIELDS, ORDERINGS)

const WARMING_UP = nothing('warming-up', 'the channel needs more candles')
const INSIDE = nothing('inside', 'the price is inside the channel: waiting for a new high')
const HOLDING = nothing(
  'holding',
  'the price is above the exit channel: the bot keeps what it holds',
)
const NEW_HIGH = enter('new-high', 'the price closed above the highest of the entry channel')
const NEW_LOW = exit('new-low', 'the price closed below the lowest of the exit channel')

/** Channels of the candles before: a candle is never held against itself. */
class DonchianBreakout implements Strategy {
  readonly #entry: DonchianChannels
  readonly #exit: DonchianChannels
  #high = Number.NaN
  #low = Number.NaN

  constructor(entry: number, exitAfter: number) {
    this.#entry = new DonchianChannels(entry)
    this.#exit = new DonchianChannels(exitAfter)
  }

  evaluate({ high, low, close, holdsPosition }: StrategyContext): Decision {
    const [highBefore, lowBefore] = [this.#high, this.#low]
    const candle = { high, low, close }
    this.#high = this.#entry.update(candle, false)?.upper ?? Number.NaN
    this.#low = this.#exit.update(candle, false)?.lower ?? Number.NaN
    if (Number.isNaN(highBefore)) return WARMING_UP
    if (holdsPosition) return close < lowBefore ? NEW_LOW : HOLDING
    return close > highBefore ? NEW_HIGH : INSIDE
  }

  lines(): readonly (number | null)[] {
    return [plotted(this.#high), plotted(this.#low)]
  }
}

/** The rule that Richard Donchian published and the "turtles" traded: 20 candles in, 10 out. */
export const donchianBreakout: StrategyDefinition = {
  id: 'donchian-breakout',
  name: 'Donchian breakout',
  description:
    'Buys above the highest price of the last candles and sells below the lowest of fewer: the rule of the turtles. Few large gains pay for many small losses.',
  fields: FIELDS,
  lines: [
    { id: 'high', label: 'Entry high', scale: 'price', isStepped: true },
    { id: 'low', label: 'Exit low', scale: 'price', isStepped: true },
  ],
  orderings: ORDERINGS,
  decides: 'signals',
  parameters,
  warmUpCandles: (given) => parameters.parse(given).entry + 1,
  create: (given) => {
    const { entry, exit: exitAfter } = parameters.parse(given)
    return new DonchianBreakout(entry, exitAfter)
  },
}
