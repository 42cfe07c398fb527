import { z } from 'zod'
import { runSpread } from './optimisation-document.ts'
import { backtestWish } from './research.ts'
import { identifier, label, problem, timeframe, timeMs } from './values.ts'

export const SEARCH_WAYS = ['grid', 'random', 'evolution'] as const
export const SEARCH_OBJECTIVES = [
  'sharpe',
  'sortino',
  'calmar',
  'return-drawdown',
  'profit-factor',
  'sqn',
  'return',
] as const

/** Larger searches are for the command line, where nobody waits for a picture. */
export const SETS_MAX = 20_000

const parameters = z.record(identifier, z.number())

/** A search for the parameters of a bot. What has no range keeps the bot's value. */
export const searchWish = z.object({
  backtest: backtestWish,
  ranges: z
    .array(
      z.object({ key: identifier, from: z.number(), to: z.number(), step: z.number().positive() }),
    )
    .min(1)
    .max(4),
  way: z.enum(SEARCH_WAYS),
  /** How many sets are tried at most; a grid tries all. */
  count: z.number().int().min(1).max(SETS_MAX),
  objective: z.enum(SEARCH_OBJECTIVES),
  /** Fewer round trips than this prove nothing. */
  roundTripsMin: z.number().int().min(0).max(100_000),
  /** The deepest fall that a set may have to be chosen, in percent of the peak; null where none is too deep. */
  drawdownMaxPercent: z.number().min(0.1).max(100).nullable(),
  /** Null: the range is searched at once, with its own future in view. */
  walkForward: z
    .object({
      mode: z.enum(['rolling', 'anchored']),
      windows: z.number().int().min(2).max(24),
      /** How many times longer it learns than it is tested. */
      ratio: z.number().int().min(1).max(20),
    })
    .nullable(),
  /** Same seed, same search. */
  seed: z.number().int().min(0),
})
export type SearchWish = z.infer<typeof searchWish>

export const searchState = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('running'),
    /** Sets measured so far, in all windows. */
    done: z.number().int(),
    total: z.number().int(),
    msLeft: z.number().nullable(),
  }),
  /** What is measured is kept; it goes on from there. */
  z.object({ kind: z.literal('paused') }),
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('failed'), problem }),
])
export type SearchState = z.infer<typeof searchState>

export const searchLine = z.object({
  searchId: identifier,
  createdAt: timeMs,
  strategyId: identifier,
  state: searchState,
})
export type SearchLine = z.infer<typeof searchLine>

/** One set of parameters and what came of it. */
export const searchSet = z.object({
  parameters,
  /** Of the objective; null where it cannot be told or too few round trips were made. */
  value: z.number().nullable(),
  /** The median of the set and its neighbours: what holds around it as well is less likely to be luck. */
  plateau: z.number().nullable(),
  totalReturn: z.number(),
  maxDrawdown: z.number(),
  sharpe: z.number().nullable(),
  roundTrips: z.number().int(),
})
export type SearchSet = z.infer<typeof searchSet>

/** The median value for each pair of values, row by row from the first of `ys`. */
export const heatMapView = z.object({
  x: identifier,
  y: identifier,
  xs: z.array(z.number()),
  ys: z.array(z.number()),
  values: z.array(z.number().nullable()),
})
export type HeatMapView = z.infer<typeof heatMapView>

const stretch = z.object({ from: timeMs, to: timeMs })
const outcome = z.object({
  totalReturn: z.number(),
  maxDrawdown: z.number(),
  sharpe: z.number().nullable(),
})

/** What was chosen on one stretch, and what it did on the next, which it had not seen. */
export const searchWindow = z.object({
  learnt: stretch,
  tested: stretch,
  /** Null where no set was good enough: the account waited. */
  parameters: parameters.nullable(),
  inSample: outcome.nullable(),
  outOfSample: outcome.nullable(),
})
export type SearchWindow = z.infer<typeof searchWindow>

export const searchView = z.object({
  wish: searchWish,
  title: label,
  timeframe,
  tried: z.number().int(),
  /** The best by their plateaus. */
  sets: z.array(searchSet),
  heatMaps: z.array(heatMapView),
  /** By its plateau; the peak is what was best by itself. Null where no set has a value. */
  choice: z.object({ chosen: searchSet, peak: searchSet }).nullable(),
  /** The same trades in other orders, and histories out of blocks of the real returns; null where there are too few. */
  shuffledTrades: runSpread.nullable(),
  blockBootstrap: runSpread.nullable(),
  /** How likely the chosen set's Sharpe is above what the best of so many tries by luck would have; null where it cannot be told. */
  deflatedSharpe: z.number().nullable(),
  walkForward: z
    .object({
      windows: z.array(searchWindow),
      /** All stretches it had not seen, one after the other, on one account. */
      outOfSample: outcome,
      /** What of the return in sample was left out of sample; null where there was none. */
      efficiency: z.number().nullable(),
      equity: z.array(z.object({ time: timeMs, equity: z.number() })),
    })
    .nullable(),
})
export type SearchView = z.infer<typeof searchView>
