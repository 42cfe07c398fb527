import { normalCdf, normalQuantile } from './normal-distribution.ts'

const EULER_MASCHERONI = 0.577_215_664_901_532_9

export interface DeflatedSharpe {
  /** That the true Sharpe ratio is above zero, given how many sets were tried. */
  readonly probability: number
  /** The highest Sharpe ratio, per candle, that so many sets without any skill would show on average. */
  readonly expectedMax: number
  /** Of the chosen set, per candle. */
  readonly sharpe: number
  readonly trials: number
}

/**
 * D. H. Bailey and M. López de Prado, "The Deflated Sharpe Ratio: Correcting for Selection Bias, Backtest Overfitting and
 * Non-Normality", Journal of Portfolio Management 40 (5), 2014. Ratios are per candle, not per year; sets that never traded
 * have none. Null where there is nothing to compute with.
 */
export function deflatedSharpe(
  returns: Float64Array,
  sharpes: readonly number[],
): DeflatedSharpe | null {
  const { mean, deviation, skewness, kurtosis } = momentsOf(returns)
  if (!(deviation > 0) || sharpes.length === 0) return null
  const sharpe = mean / deviation
  const expectedMax = expectedMaximum(sharpes)
  const spread = 1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe ** 2
  if (!(spread > 0)) return null
  const score = ((sharpe - expectedMax) * Math.sqrt(returns.length - 1)) / Math.sqrt(spread)
  return { probability: normalCdf(score), expectedMax, sharpe, trials: sharpes.length }
}

/** Of as many normal draws as there are sets, with the variance that their ratios show. */
function expectedMaximum(sharpes: readonly number[]): number {
  const count = sharpes.length
  if (count < 2) return 0
  const { deviation } = momentsOf(Float64Array.from(sharpes))
  const first = normalQuantile(1 - 1 / count)
  const second = normalQuantile(1 - 1 / (count * Math.E))
  return deviation * ((1 - EULER_MASCHERONI) * first + EULER_MASCHERONI * second)
}

/** The deviation is that of a sample; skewness and kurtosis are of the population, 3 being a normal kurtosis. */
export function momentsOf(values: Float64Array) {
  const count = values.length
  let sum = 0
  for (const value of values) sum += value
  const mean = sum / count
  let [second, third, fourth] = [0, 0, 0]
  for (const value of values) {
    const off = value - mean
    second += off ** 2
    third += off ** 3
    fourth += off ** 4
  }
  const variance = second / count
  return {
    mean,
    deviation: Math.sqrt(second / (count - 1)),
    skewness: third / count / variance ** 1.5,
    kurtosis: fourth / count / variance ** 2,
  }
}
