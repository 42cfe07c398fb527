import { BollingerBands, EMA, MACD, RSI, SMA } from 'trading-signals'

export const INDICATOR_KINDS = ['sma', 'ema', 'bollinger', 'rsi', 'macd'] as const
export type IndicatorKind = (typeof INDICATOR_KINDS)[number]

export type Indicator = {
  readonly kind: IndicatorKind
  /** In candles. */
  readonly period: number
}

export const PERIOD_LIMITS = { min: 2, max: 500 } as const

type IndicatorWords = {
  readonly name: string
  readonly period: number
  /** Drawn below the candles, since its values are no prices. */
  readonly hasPane: boolean
  readonly lines: readonly string[]
}

export const INDICATOR_WORDS: Readonly<Record<IndicatorKind, IndicatorWords>> = {
  sma: { name: 'Moving average', period: 20, hasPane: false, lines: ['SMA'] },
  ema: { name: 'Exponential average', period: 20, hasPane: false, lines: ['EMA'] },
  bollinger: {
    name: 'Bollinger bands',
    period: 20,
    hasPane: false,
    lines: ['Upper', 'Middle', 'Lower'],
  },
  rsi: { name: 'Relative strength', period: 14, hasPane: true, lines: ['RSI'] },
  macd: { name: 'MACD', period: 12, hasPane: true, lines: ['MACD', 'Signal'] },
}

export function indicatorTitle({ kind, period }: Indicator): string {
  return `${INDICATOR_WORDS[kind].name} ${period}`
}

/** How many lines they are drawn with. */
export function linesOf(indicators: readonly Indicator[]): number {
  return indicators.reduce((sum, { kind }) => sum + INDICATOR_WORDS[kind].lines.length, 0)
}

/** One column a line, as long as the closes; NaN while it warms up. */
export function indicatorValues(
  indicator: Indicator,
  closes: Float64Array,
): readonly Float64Array[] {
  const next = stepOf(indicator)
  const columns = INDICATOR_WORDS[indicator.kind].lines.map(() => new Float64Array(closes.length))
  for (const [index, close] of closes.entries()) {
    const values = next(close)
    for (const [line, column] of columns.entries()) column[index] = values?.[line] ?? Number.NaN
  }
  return columns
}

type Step = (close: number) => readonly number[] | null

function stepOf({ kind, period }: Indicator): Step {
  switch (kind) {
    case 'sma':
      return single(new SMA(period))
    case 'ema':
      return single(new EMA(period))
    case 'rsi':
      return single(new RSI(period))
    case 'bollinger': {
      const bands = new BollingerBands(period, 2)
      return (close) => {
        const band = bands.add(close)
        return band && [band.upper, band.middle, band.lower]
      }
    }
    case 'macd': {
      // The slow average is a little more than twice as long, and the signal three quarters, as in 12, 26, 9.
      const slow = Math.round((period * 26) / 12)
      const signal = Math.max(2, Math.round((period * 9) / 12))
      const macd = new MACD(new EMA(period), new EMA(slow), new EMA(signal))
      return (close) => {
        const value = macd.add(close)
        return value && [value.macd, value.signal]
      }
    }
  }
}

type Single = { readonly isStable: boolean; add(value: number): number | null }

/** An exponential average tells a value at once, which means little before it has seen its period. */
function single(indicator: Single): Step {
  return (close) => {
    const value = indicator.add(close)
    return value === null || !indicator.isStable ? null : [value]
  }
}
