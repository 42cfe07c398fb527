import type { Decision } from '../../domain/decision.ts'
import {
  BOLLINGER_FIELDS,
  BOLLINGER_LINES,
  BollingerTrack,
  bollingerParameters,
} from '../bollinger.ts'
import { enter, exit, nothing } from '../decisions.ts'
import type { Strategy, StrategyContext, StrategyDefinition } from '../strategy.ts'

const WARMING_UP = nothing('warming-up', 'the bands need more candles')
const INSIDE = nothing('inside', 'the price is inside the bands: waiting for it to fall below them')
const BELOW = nothing('below', 'the price is below the lower band: waiting for it to come back')
const HOLDING = nothing('holding', 'the price is below the middle: the bot keeps what it holds')
const CAME_BACK = enter('came-back', 'the price came back above the lower band')
const AT_MIDDLE = exit('at-middle', 'the price is back at the middle of the bands')

class BollingerReversion implements Strategy {
  readonly #bands: BollingerTrack

  constructor(period: number, width: number) {
    this.#bands = new BollingerTrack(period, width)
  }

  evaluate({ close, holdsPosition }: StrategyContext): Decision {
    const bands = this.#bands
    if (!bands.update(close)) return WARMING_UP
    if (holdsPosition) return close >= bands.middle ? AT_MIDDLE : HOLDING
    if (close < bands.lower) return BELOW
    return bands.closeBefore < bands.lowerBefore ? CAME_BACK : INSIDE
  }

  lines(): readonly (number | null)[] {
    return this.#bands.lines()
  }
}

/** Bands as John Bollinger defines them: a moving average and the population standard deviation around it. */
export const bollingerReversion: StrategyDefinition = {
  id: 'bollinger-reversion',
  name: 'Bollinger reversion',
  description:
    'Buys when the price comes back from below its lower band, and sells at the middle. Many small gains while a market swings; a falling market costs more than one, so give it a stop.',
  fields: BOLLINGER_FIELDS,
  lines: BOLLINGER_LINES,
  orderings: [],
  decides: 'signals',
  parameters: bollingerParameters,
  warmUpCandles: (given) => bollingerParameters.parse(given).period + 1,
  create: (given) => {
    const { period, width } = bollingerParameters.parse(given)
    return new BollingerReversion(period, width)
  },
}
