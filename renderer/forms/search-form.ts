import './zod-without-eval.ts'
import { z } from 'zod'
import type { BacktestWish } from '../../app/contract/research.ts'
import {
  SEARCH_OBJECTIVES,
  SEARCH_WAYS,
  SETS_MAX,
  type SearchWish,
} from '../../app/contract/search-view.ts'
import type { ParameterField, StrategyView } from '../../app/contract/setup.ts'

/** As many values as a first search tries on each axis. */
const FIRST_VALUES = 6
const SEED_MAX = 2 ** 31 - 1
const FALL = 'Enter 0.1 to 100 %, or nothing.'

export type RangeFields = { readonly from: number; readonly to: number; readonly step: number }

/** How parameters are searched, beside what is tested. */
export type SearchFields = {
  /** By the key of the parameter; from and to are the same where it does not vary. */
  readonly ranges: Readonly<Record<string, RangeFields>>
  readonly way: SearchWish['way']
  readonly count: number
  readonly objective: SearchWish['objective']
  readonly roundTripsMin: number
  /** Empty where no fall is too deep. */
  readonly drawdownMaxPercent: number | null
  readonly walk: 'rolling' | 'anchored' | 'none'
  readonly windows: number
  /** How many times longer it learns than it is tested. */
  readonly ratio: number
  readonly seed: number
}

export function firstSearch(strategy: StrategyView): SearchFields {
  return {
    ranges: Object.fromEntries(strategy.fields.map((field) => [field.key, firstRange(field)])),
    ...{ way: 'grid', count: 200, objective: 'sharpe', roundTripsMin: 10 },
    ...{ drawdownMaxPercent: null, walk: 'rolling', windows: 4, ratio: 3, seed: 1 },
  }
}

/** From half of the usual value to twice of it, in even steps that the field allows. */
function firstRange({ min, max, step, default: usual }: ParameterField): RangeFields {
  const from = Math.max(min, onStep(usual / 2, step))
  const width = Math.min(max, usual * 2) - from
  const wide = Math.max(onStep(width / (FIRST_VALUES - 1), step), step)
  return { from, to: decimal(from + Math.floor(width / wide + 1e-9) * wide), step: wide }
}

function onStep(value: number, step: number): number {
  return decimal(Math.max(Math.round(value / step), 1) * step)
}

function decimal(value: number): number {
  return Number(value.toPrecision(12))
}

/** How many sets a grid over these ranges has. */
export function gridSize(ranges: SearchFields['ranges']): number {
  return Object.values(ranges).reduce((size, range) => size * valuesIn(range), 1)
}

function valuesIn({ from, to, step }: RangeFields): number {
  return step > 0 && to >= from ? Math.floor((to - from) / step + 1e-9) + 1 : 1
}

export function searchFormSchema(strategy: StrategyView) {
  const ranges = z.object(
    Object.fromEntries(strategy.fields.map((field) => [field.key, rangeSchema(field)])),
  )
  return z
    .object({
      ranges,
      way: z.enum(SEARCH_WAYS),
      count: wholeNumber(1, SETS_MAX),
      objective: z.enum(SEARCH_OBJECTIVES),
      roundTripsMin: wholeNumber(0, 100_000),
      walk: z.enum(['rolling', 'anchored', 'none']),
      drawdownMaxPercent: z.number(FALL).min(0.1, FALL).max(100, FALL).nullable(),
      windows: wholeNumber(2, 24),
      ratio: wholeNumber(1, 20),
      seed: wholeNumber(0, SEED_MAX),
    })
    .superRefine(({ ranges: chosen, way }, context) => {
      const varied = Object.values(chosen).filter((range) => valuesIn(range) > 1).length
      const refuse = (message: string) =>
        context.addIssue({ code: 'custom', path: ['way'], message })
      if (varied === 0) refuse('Let at least one parameter vary.')
      else if (varied > 4) refuse('Let at most four parameters vary: set From and To alike.')
      else if (way === 'grid' && gridSize(chosen) > SETS_MAX) {
        refuse(`That is more than ${SETS_MAX.toLocaleString('en-US')} sets: take larger steps.`)
      }
    })
}

function rangeSchema({ min, max }: ParameterField) {
  const message = `From ${min} to ${max}.`
  const bound = z.number(message).min(min, message).max(max, message)
  return z
    .object({ from: bound, to: bound, step: z.number('A step.').positive('Above zero.') })
    .refine(({ from, to }) => from <= to, { path: ['to'], message: 'Ends before it begins.' })
}

function wholeNumber(min: number, max: number) {
  const message = `Enter a whole number from ${min} to ${max}.`
  return z.number(message).int(message).min(min, message).max(max, message)
}

/** What is asked for, once all parts of the form are sound. */
export function searchWishOf(backtest: BacktestWish, fields: SearchFields): SearchWish {
  const { ranges, walk, windows, ratio, ...rest } = fields
  const fixed = Object.entries(ranges).map(([key, { from }]) => [key, from])
  const parameters = { ...backtest.bot.parameters, ...Object.fromEntries(fixed) }
  return {
    backtest: { ...backtest, bot: { ...backtest.bot, parameters } },
    ranges: Object.entries(ranges)
      .filter(([, range]) => valuesIn(range) > 1)
      .map(([key, range]) => ({ key, ...range })),
    ...rest,
    walkForward: walk === 'none' ? null : { mode: walk, windows, ratio },
  }
}
