import type { CandleSeries } from '../../../app/contract/research.ts'
import type { StrategyView } from '../../../app/contract/setup.ts'
import { request } from '../../api/request.ts'

/** What there is to be tested, and on what. */
export type Offer = {
  readonly strategies: readonly [StrategyView, ...StrategyView[]]
  readonly series: readonly [CandleSeries, ...CandleSeries[]]
}

export async function loadOffer() {
  const [strategies, series] = await Promise.all([
    request('listStrategies', null),
    request('listCandleSeries', null),
  ])
  if (!strategies.ok) return strategies
  if (!series.ok) return series
  const [firstStrategy, ...otherStrategies] = strategies.value
  const [firstSeries, ...otherSeries] = series.value
  if (firstStrategy === undefined || firstSeries === undefined) {
    return { ok: false, error: NOTHING_TO_TEST } as const
  }
  const offer: Offer = {
    strategies: [firstStrategy, ...otherStrategies],
    series: [firstSeries, ...otherSeries],
  }
  return { ok: true, value: offer } as const
}

const NOTHING_TO_TEST = {
  code: 'nothing-to-test',
  message: 'There are no strategies or no candles.',
  action: 'Install Cryptobot again.',
}
