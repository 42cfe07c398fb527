import { z } from 'zod'
import type { Constraint } from '../../app/backtest/optimise/constraint.ts'
import { OBJECTIVES, type Objective } from '../../app/backtest/optimise/objective.ts'
import {
  type AxisRange,
  type ParameterSpace,
  parameterSpace,
} from '../../app/backtest/optimise/parameter-space.ts'
import { SEARCH_KINDS, type SearchPlan } from '../../app/backtest/optimise/search.ts'
import { backtestMetrics } from '../../app/contract/backtest-document.ts'
import type { StrategyDefinition } from '../../app/strategy/strategy.ts'
import { findStrategy } from '../../app/strategy/strategy-catalog.ts'
import { BACKTEST_OPTIONS, type BacktestWish, backtestWish } from './backtest-options.ts'
import { Misuse } from './usage.ts'

/** What is found is kept anyway. */
const { save: _save, ...TESTED } = BACKTEST_OPTIONS

/** What both kinds of search take. */
export const SEARCH_OPTIONS = {
  ...TESTED,
  space: { type: 'string' },
  search: { type: 'string', default: 'grid' },
  count: { type: 'string', default: '200' },
  objective: { type: 'string', default: 'sharpe' },
  constraint: { type: 'string', multiple: true },
  seed: { type: 'string', default: '1' },
  workers: { type: 'string' },
  resume: { type: 'string' },
} as const

/** As they were typed, or as they were kept. */
export type SearchTyped = Readonly<Record<string, string | boolean | string[] | undefined>>

export interface SearchWish {
  readonly tested: BacktestWish
  readonly definition: StrategyDefinition
  readonly space: ParameterSpace
  readonly plan: SearchPlan
}

const COUNT_MAX = 10_000
const GRID_MAX = 20_000
const SEED_MAX = 2 ** 31 - 1

const ranges = z.record(z.string(), z.tuple([z.number(), z.number(), z.number()]))
const CONSTRAINT = /^([a-zA-Z]+)(>=|<=)(-?\d+(?:\.\d+)?)$/

/** What is to be searched. Throws a `Misuse` that names the option that cannot be meant. */
export function searchWish(typed: SearchTyped): SearchWish {
  const definition = definitionIn(typed)
  const fixed = jsonIn(typed, 'params', z.record(z.string(), z.number()))
  const usual = Object.fromEntries(definition.fields.map((field) => [field.key, field.default]))
  const params = JSON.stringify({ ...usual, ...fixed })
  const tested = backtestWish({ ...typed, params })
  if (tested.format !== 'json' && tested.format !== 'text') {
    throw new Misuse('--format must be json or text.')
  }
  const space = parameterSpace(definition, spaceIn(typed), fixed)
  if (!space.ok) throw new Misuse(`--space cannot be used: ${space.error}.`)
  const plan = planIn(typed)
  if (plan.kind === 'grid' && space.value.size > GRID_MAX) {
    throw new Misuse(
      `The grid has ${space.value.size} sets, more than ${GRID_MAX}: take larger steps, or --search random.`,
    )
  }
  return { tested, definition, space: space.value, plan }
}

function planIn(typed: SearchTyped): SearchPlan {
  return {
    kind: oneOf(typed, 'search', SEARCH_KINDS),
    count: wholeIn(typed, 'count', [2, COUNT_MAX]),
    seed: wholeIn(typed, 'seed', [0, SEED_MAX]),
    objective: oneOf<Objective>(typed, 'objective', OBJECTIVES),
    constraints: constraintsIn(typed),
  }
}

function constraintsIn({ constraint }: SearchTyped): readonly Constraint[] {
  const metrics = backtestMetrics.keyof()
  return (Array.isArray(constraint) ? constraint : []).map((text) => {
    const [, name, sign, limit] = CONSTRAINT.exec(text.replaceAll(' ', '')) ?? []
    const metric = metrics.safeParse(name)
    if (metric.success) {
      return {
        metric: metric.data,
        kind: sign === '>=' ? 'at-least' : 'at-most',
        limit: Number(limit),
      }
    }
    const known = metrics.options.join(', ')
    throw new Misuse(`--constraint must look like "trades>=30", with one of: ${known}.`)
  })
}

function spaceIn(typed: SearchTyped): Readonly<Record<string, AxisRange>> {
  if (typed.space === undefined) throw new Misuse('--space is missing.')
  return jsonIn(typed, 'space', ranges)
}

function definitionIn({ strategy }: SearchTyped): StrategyDefinition {
  if (typeof strategy !== 'string') throw new Misuse('--strategy is missing.')
  const found = findStrategy(strategy)
  if (found === undefined) throw new Misuse(`There is no strategy "${strategy}".`)
  return found
}

const EXAMPLES = { params: '{"fast":10}', space: '{"fast":[5,20,5],"slow":[30,90,10]}' }

function jsonIn<Value>(
  typed: SearchTyped,
  name: 'params' | 'space',
  schema: z.ZodType<Value>,
): Value {
  try {
    return schema.parse(JSON.parse(String(typed[name] ?? '{}')))
  } catch {
    throw new Misuse(`--${name} must be JSON, like '${EXAMPLES[name]}'.`)
  }
}

function oneOf<Choice extends string>(
  typed: SearchTyped,
  name: string,
  choices: readonly Choice[],
): Choice {
  const found = choices.find((choice) => choice === typed[name])
  if (found !== undefined) return found
  throw new Misuse(`--${name} must be one of: ${choices.join(', ')}.`)
}

export function wholeIn(
  typed: SearchTyped,
  name: string,
  [min, max]: readonly [number, number],
): number {
  const number = Number(typed[name])
  if (Number.isInteger(number) && number >= min && number <= max) return number
  throw new Misuse(`--${name} must be a whole number from ${min} to ${max}.`)
}
