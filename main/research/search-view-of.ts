import type { Metrics } from '../../app/backtest/metrics.ts'
import type { RankedTrial } from '../../app/backtest/optimise/plateau.ts'
import type { WalkForward } from '../../app/backtest/optimise/walk-forward.ts'
import type { SearchSet, SearchView, SearchWish } from '../../app/contract/search-view.ts'
import type { CandleSupply } from './candle-supply.ts'
import type { SearchOutcome } from './search-run.ts'

/** More rows than this nobody reads. */
const SETS_SHOWN = 200
const POINTS_SHOWN = 1_000

export interface FinishedSearch {
  readonly wish: SearchWish
  readonly supply: CandleSupply
  readonly outcome: SearchOutcome
}

/** A finished search as the window shows it. */
export function searchViewOf({ wish, supply, outcome }: FinishedSearch): SearchView {
  const { trials, choice, heatMaps } = outcome.whole
  return {
    ...{ wish, title: supply.title, timeframe: supply.timeframe },
    tried: trials.length,
    sets: bestOf(trials).map(setOf),
    heatMaps: heatMaps.map(({ x, y, xs, ys, values }) => ({
      ...{ x, y, xs: [...xs], ys: [...ys], values: [...values] },
    })),
    choice: choice && { chosen: setOf(choice.trial), peak: setOf(choice.peak) },
    ...believedOf(outcome),
    walkForward: outcome.walked && walkForwardOf(outcome.walked, supply),
  }
}

/** Of what was not seen when it was chosen, where there is that. */
function believedOf({
  whole,
  walked,
}: SearchOutcome): Pick<SearchView, 'deflatedSharpe' | 'shuffledTrades' | 'blockBootstrap'> {
  const evaluation = walked?.evaluation ?? whole.choice?.evaluation
  return {
    deflatedSharpe: evaluation?.deflatedSharpe?.probability ?? null,
    shuffledTrades: evaluation?.shuffledTrades ?? null,
    blockBootstrap: evaluation?.blockBootstrap ?? null,
  }
}

function bestOf(trials: readonly RankedTrial[]): readonly RankedTrial[] {
  const worth = (value: number | null) => value ?? Number.NEGATIVE_INFINITY
  return trials
    .toSorted((a, b) => worth(b.plateau) - worth(a.plateau) || worth(b.value) - worth(a.value))
    .slice(0, SETS_SHOWN)
}

function setOf({ parameters, value, plateau, metrics }: RankedTrial): SearchSet {
  const { roundTrips } = metrics
  return { parameters: { ...parameters }, value, plateau, ...outcomeOf(metrics), roundTrips }
}

function outcomeOf({ totalReturn, maxDrawdown, sharpe }: Metrics) {
  return { totalReturn, maxDrawdown, sharpe }
}

function walkForwardOf(
  { windows, outOfSample, efficiency }: WalkForward,
  { candles }: CandleSupply,
): SearchView['walkForward'] {
  const stretch = ([from, until]: readonly [number, number]) => ({
    from: candles[from]?.openTime ?? 0,
    to: candles[until - 1]?.openTime ?? 0,
  })
  return {
    windows: windows.map(({ window, chosen, outOfSample: tested }) => ({
      learnt: stretch(window.inSample),
      tested: stretch(window.outOfSample),
      parameters: chosen && { ...chosen.parameters },
      inSample: chosen && outcomeOf(chosen.metrics),
      outOfSample: tested && outcomeOf(tested),
    })),
    outOfSample: outcomeOf(outOfSample.metrics),
    efficiency,
    equity: thinned(outOfSample.openTime, outOfSample.equity),
  }
}

function thinned(openTime: Float64Array, equity: Float64Array) {
  const every = Math.max(Math.ceil(equity.length / POINTS_SHOWN), 1)
  return Array.from({ length: Math.ceil(equity.length / every) }, (_, point) => {
    const at = Math.min((point + 1) * every, equity.length) - 1
    return { time: openTime[at] ?? 0, equity: equity[at] ?? 0 }
  })
}
