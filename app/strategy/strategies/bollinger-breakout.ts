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
const INSIDE = nothing('inside', 'the price is inside the bands: waiting for it to break out above')
const ABOVE = nothing('above', 'the price was above the upper band already: the breakout is over')
const HOLDING = nothing('holding', 'the price is above the middle: the bot keeps what it holds')
const BROKE_OUT = enter('broke-out', 'the price broke out above the upper band')
const FELL_BACK = exit('fell-back', 'the price fell below the middle of the bands')

class BollingerBreakout implements Strategy {
  readonly #bands: BollingerTrack

  constructor(period: number, width: number) {
    this.#bands = new BollingerTrack(period, width)
  }

  evaluate({ close, holdsPosition }: StrategyContext): Decision {
    const bands = this.#bands
    if (!bands.update(close)) return WARMING_UP
    if (holdsPosition) return close < bands.middle ? FELL_BACK : HOLDING
    if (close <= bands.upper) return INSIDE
    return bands.closeBefore <= bands.upperBefore ? BROKE_OUT : ABOVE
  }

  lines(): readonly (number | null)[] {
    return this.#bands.lines()
  }
}

/** Bands as John Bollinger defines them: a moving average and the population standard deviation around it. */
export const bollingerBreakout: StrategyDefinition = {
  id: 'bollinger-breakout',
  name: 'Bollinger breakout',
  description:
    'Buys when the price breaks out above its upper band, and sells when it falls below the middle. Catches the few strong moves; most breakouts fail, at a small loss each.',
  fields: BOLLINGER_FIELDS,
  lines: BOLLINGER_LINES,
  orderings: [],
  decides: 'signals',
  parameters: bollingerParameters,
  warmUpCandles: (given) => bollingerParameters.parse(given).period + 1,
  create: (given) => {
    const { period, width } = bollingerParameters.parse(given)
    return new BollingerBreakout(period, width)
  },
}
