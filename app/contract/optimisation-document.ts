import { z } from 'zod'
import { backtestMetrics } from './backtest-document.ts'
import { identifier, label, symbol, timeframe, timeMs } from './values.ts'

const value = z.number().nullable()
const parameters = z.record(identifier, z.number())

/** By percentile: 5 is what only one run in twenty stayed below. */
const percentiles = z.object({
  5: z.number(),
  25: z.number(),
  50: z.number(),
  75: z.number(),
  95: z.number(),
})

/** What many runs that might have been came to. */
export const runSpread = z.object({
  runs: z.number().int(),
  totalReturn: percentiles,
  maxDrawdown: percentiles,
})
export type RunSpread = z.infer<typeof runSpread>

const evaluation = z.object({
  /** Bailey and López de Prado, 2014; ratios are per candle. Null where there is nothing to compute with. */
  deflatedSharpe: z
    .object({
      probability: z.number(),
      expectedMax: z.number(),
      sharpe: z.number(),
      trials: z.number().int(),
    })
    .nullable(),
  shuffledTrades: runSpread.nullable(),
  blockBootstrap: runSpread.nullable(),
})

/** What was searched, and how. */
const searchSetup = z.object({
  searchId: identifier,
  strategyId: identifier,
  /** The market whose candles set the pace, and further ones on the same account. */
  symbol,
  otherSymbols: z.array(symbol),
  timeframe,
  candles: z.number().int(),
  /** The first candle's start and the last one's. */
  range: z.object({ from: timeMs, to: timeMs }),
  search: z.enum(['grid', 'random', 'evolution']),
  seed: z.number().int(),
  objective: label,
  constraints: z.array(label),
  axes: z.array(z.object({ key: identifier, label, values: z.array(z.number()) })),
})

const rankedSet = z.object({
  parameters,
  /** Of the objective; null where it cannot be told, or a constraint is not met. */
  value,
  /** The median value of the set and its neighbours. */
  plateau: value,
  neighbours: z.number().int(),
  metrics: backtestMetrics,
})
export type RankedSet = z.infer<typeof rankedSet>

const heatMap = z.object({
  x: identifier,
  y: identifier,
  xs: z.array(z.number()),
  ys: z.array(z.number()),
  /** Row by row: the first row has the first of `ys`. */
  values: z.array(value),
})

/** What `cryptobot optimize --json` prints. */
export const optimisationDocument = searchSetup.extend({
  choice: z
    .object({
      set: rankedSet,
      /** The highest by itself, its surroundings left out of account. */
      peak: rankedSet,
      explanation: z.string(),
      evaluation,
    })
    .nullable(),
  /** In the order in which they were tried. */
  trials: z.array(rankedSet),
  heatMaps: z.array(heatMap),
})
export type OptimisationDocument = z.infer<typeof optimisationDocument>

const stretch = z.object({ from: timeMs, to: timeMs, metrics: backtestMetrics.nullable() })

/** What `cryptobot walk-forward --json` prints. */
export const walkForwardDocument = searchSetup.extend({
  mode: z.enum(['rolling', 'anchored']),
  windows: z.array(
    z.object({
      tried: z.number().int(),
      /** Null where no set had a value. */
      parameters: parameters.nullable(),
      explanation: z.string(),
      inSample: stretch,
      outOfSample: stretch,
    }),
  ),
  /** All out-of-sample stretches, one after the other, on one account. */
  outOfSample: z.object({
    metrics: backtestMetrics,
    /** After each of some candles, thinned out evenly; the last one is always there. */
    equity: z.array(z.object({ time: timeMs, equity: z.number() })),
  }),
  /** The mean annual return out of sample over that in sample. */
  efficiency: value,
  evaluation,
})
export type WalkForwardDocument = z.infer<typeof walkForwardDocument>
