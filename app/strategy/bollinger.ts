import { BollingerBands } from 'trading-signals'
import { plotted } from './decisions.ts'
import { candles, parametersOf } from './parameters.ts'
import type { StrategyField, StrategyLine } from './strategy.ts'

const WIDTH: StrategyField<'width'> = {
  key: 'width',
  label: 'Width',
  unit: 'deviations',
  help: 'How many standard deviations the bands are away from the middle.',
  min: 0.5,
  max: 5,
  step: 0.1,
  default: 2,
}

const PERIOD = candles(
  { key: 'period', label: 'Period', help: 'How many closing prices the bands are made of.' },
  { min: 3, max: 500, default: 20 },
)

export const BOLLINGER_FIELDS = [PERIOD, WIDTH]

export const bollingerParameters = parametersOf<'period' | 'width'>(BOLLINGER_FIELDS)

export const BOLLINGER_LINES: readonly StrategyLine[] = [
  { id: 'middle', label: 'Middle', scale: 'price' },
  { id: 'upper', label: 'Upper band', scale: 'price' },
  { id: 'lower', label: 'Lower band', scale: 'price' },
]

/** The bands at the newest candle and at the one before; NaN while there are none. */
export class BollingerTrack {
  readonly #bands: BollingerBands
  close = Number.NaN
  lower = Number.NaN
  middle = Number.NaN
  upper = Number.NaN
  closeBefore = Number.NaN
  lowerBefore = Number.NaN
  upperBefore = Number.NaN

  constructor(period: number, width: number) {
    this.#bands = new BollingerBands(period, width)
  }

  /** True once there are bands at two candles. */
  update(close: number): boolean {
    const bands = this.#bands.update(close, false)
    if (bands === null) return false
    this.closeBefore = this.close
    this.lowerBefore = this.lower
    this.upperBefore = this.upper
    this.close = close
    this.lower = bands.lower
    this.middle = bands.middle
    this.upper = bands.upper
    return !Number.isNaN(this.closeBefore)
  }

  lines(): readonly (number | null)[] {
    return [plotted(this.middle), plotted(this.upper), plotted(this.lower)]
  }
}
