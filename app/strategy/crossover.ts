import type { Decision } from '../domain/decision.ts'
import { enter, exit, nothing } from './decisions.ts'
import { candles } from './parameters.ts'
import type { StrategyOrdering } from './strategy.ts'

/** What crosses what, in words that fit into a sentence: "the fast average", "the slow one". */
export interface CrossoverWords {
  readonly quick: string
  readonly slow: string
  /** What is missing while there is no difference yet. */
  readonly warmUp: string
}

/** What a crossover decides, each made once. */
export interface CrossoverDecisions {
  readonly warmingUp: Decision
  readonly above: Decision
  readonly below: Decision
  readonly alreadyIn: Decision
  readonly nothingToSell: Decision
  readonly crossedUp: Decision
  readonly crossedDown: Decision
}

export function crossoverDecisions({ quick, slow, warmUp }: CrossoverWords): CrossoverDecisions {
  return {
    warmingUp: nothing('warming-up', warmUp),
    above: nothing('above', `${quick} is above ${slow} and stays there`),
    below: nothing('below', `${quick} is below ${slow}: waiting for it to cross up`),
    alreadyIn: nothing('already-in', `${quick} crossed above ${slow}, but the bot already holds`),
    nothingToSell: nothing(
      'nothing-to-sell',
      `${quick} crossed below ${slow}, but the bot holds nothing`,
    ),
    crossedUp: enter('crossed-up', `${quick} crossed above ${slow}`),
    crossedDown: exit('crossed-down', `${quick} crossed below ${slow}`),
  }
}

/**
 * Long-only: in when the difference goes from ≤ 0 to > 0, out when it goes from ≥ 0 to < 0. NaN stands for a difference
 * that does not exist yet.
 */
export function crossed(
  decisions: CrossoverDecisions,
  before: number,
  now: number,
  holdsPosition: boolean,
): Decision {
  if (Number.isNaN(before) || Number.isNaN(now)) return decisions.warmingUp
  if (before <= 0 && now > 0) return holdsPosition ? decisions.alreadyIn : decisions.crossedUp
  if (before >= 0 && now < 0) return holdsPosition ? decisions.crossedDown : decisions.nothingToSell
  return now > 0 ? decisions.above : decisions.below
}

/** Indicators this close, as a share of the prices that they are made of, are equal: sums of 500 floats are no more exact. */
const ROUNDING = 2e-13

/** Without it, the noise of binary fractions would cross in a market that stands still. */
export function difference(quick: number, slow: number, price: number): number {
  const exact = quick - slow
  return Math.abs(exact) <= price * ROUNDING ? 0 : exact
}

interface AverageWords {
  readonly help: string
  /** Candles; the fast average can be so long, less one. */
  readonly max: number
  readonly default: number
}

/** The two averages of a crossover, as fields of its form. */
export function averageFields(fast: Omit<AverageWords, 'max'>, slow: AverageWords) {
  return [
    candles(
      { key: 'fast', label: 'Fast average', help: fast.help },
      { min: 2, max: slow.max - 1, default: fast.default },
    ),
    candles(
      { key: 'slow', label: 'Slow average', help: slow.help },
      { min: 3, max: slow.max, default: slow.default },
    ),
  ]
}

export const FAST_BELOW_SLOW: StrategyOrdering = {
  smaller: 'fast',
  larger: 'slow',
  message: 'The fast average must be shorter than the slow one.',
}
