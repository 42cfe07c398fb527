import type { TargetWeight } from '../../domain/decision.ts'
import { hold } from '../decisions.ts'
import { parametersOf } from '../parameters.ts'
import type { Strategy, StrategyDefinition, StrategyField } from '../strategy.ts'

type Key = 'weight' | 'tolerance'

const FIELDS: readonly StrategyField<Key>[] = [
  {
    key: 'weight',
    label: 'Share to hold',
    unit: '% of budget',
    help: 'How much of the budget is always in the market; the rest stays in cash.',
    min: 1,
    max: 99,
    step: 0.5,
    default: 50,
  },
  {
    key: 'tolerance',
    label: 'Tolerance',
    unit: '% of budget',
    help: 'How far the share may drift before it is put right. A narrow one trades often, and pays for it.',
    min: 0.5,
    max: 50,
    step: 0.5,
    default: 5,
  },
]

const parameters = parametersOf<Key>(FIELDS)

/**
 * The same share of the budget at all times, which sells into a rise and buys into a fall: A. F. Perold and W. F. Sharpe,
 * "Dynamic Strategies for Asset Allocation", Financial Analysts Journal, 1988.
 */
class ConstantMix implements Strategy {
  readonly #decision: TargetWeight

  constructor({ weight, tolerance }: Readonly<Record<Key, number>>) {
    this.#decision = hold(
      { weight: weight / 100, tolerance: tolerance / 100 },
      'mix',
      `holding ${weight} % of the budget, give or take ${tolerance} %`,
    )
  }

  evaluate(): TargetWeight {
    return this.#decision
  }

  lines(): readonly (number | null)[] {
    return []
  }
}

export const constantMix: StrategyDefinition = {
  id: 'constant-mix',
  name: 'Constant mix',
  description:
    'Holds the same share of its budget at all times: sells a little after a rise and buys a little after a fall. Earns from swings, gives away some of a long rise, and goes down with the market for the share that it holds.',
  fields: FIELDS,
  lines: [],
  orderings: [],
  decides: 'target-weights',
  parameters,
  warmUpCandles: () => 1,
  create: (given) => new ConstantMix(parameters.parse(given)),
}
