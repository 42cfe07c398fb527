import { SMA } from 'trading-signals'
import { z } from 'zod'
import type { Decision } from '../../domain/decision.ts'
import type {
  Strategy,
  StrategyContext,
  StrategyDefinition,
  StrategyOrdering,
} from '../strategy.ts'

const FAST_BELOW_SLOW: StrategyOrdering = {
  smaller: 'fast',
  larger: 'slow',
  message: 'The fast average must be shorter than the slow one.',
}

const parameters = z
  .strictObject({
    fast: z.number().int().min(2).max(499),
    slow: z.number().int().min(3).max(500),
  })
  .refine(({ fast, slow }) => fast < slow, { message: FAST_BELOW_SLOW.message, path: ['fast'] })

/** Averages this close, as a share of the slow one, are equal: sums of 500 floats are not more exact than that. */
const ROUNDING = 2e-13

const WARMING_UP = nothing('warming-up', 'both averages need more candles')
const ABOVE = nothing('fast-above-slow', 'the fast average is above the slow one and stays there')
const BELOW = nothing(
  'fast-below-slow',
  'the fast average is below the slow one: waiting for it to cross up',
)
const ALREADY_IN = nothing(
  'already-in',
  'the fast average crossed above the slow one, but the bot already holds',
)
const NOTHING_TO_SELL = nothing(
  'nothing-to-sell',
  'the fast average crossed below the slow one, but the bot holds nothing',
)
const CROSSED_UP: Decision = {
  kind: 'enter',
  reason: { code: 'crossed-up', text: 'the fast average crossed above the slow one' },
}
const CROSSED_DOWN: Decision = {
  kind: 'exit',
  reason: { code: 'crossed-down', text: 'the fast average crossed below the slow one' },
}

/** Without it, the noise of binary fractions would cross in a market that stands still. */
function difference(fast: number, slow: number): number {
  const exact = fast - slow
  return Math.abs(exact) <= slow * ROUNDING ? 0 : exact
}

function nothing(code: string, text: string): Decision {
  return { kind: 'nothing', reason: { code, text } }
}

/** Long-only: in when fast − slow goes from ≤ 0 to > 0, out when it goes from ≥ 0 to < 0. */
class SmaCross implements Strategy {
  readonly #fast: SMA
  readonly #slow: SMA
  // NaN until there is one: a field that is always a number is written in place, at every candle.
  #fastValue = Number.NaN
  #slowValue = Number.NaN
  #difference = Number.NaN

  constructor(fast: number, slow: number) {
    this.#fast = new SMA(fast)
    this.#slow = new SMA(slow)
  }

  evaluate(context: StrategyContext): Decision {
    const { close } = context
    const fast = this.#fast.update(close, false) ?? Number.NaN
    const slow = this.#slow.update(close, false) ?? Number.NaN
    const before = this.#difference
    const now = difference(fast, slow)
    this.#fastValue = fast
    this.#slowValue = slow
    this.#difference = now
    if (Number.isNaN(before) || Number.isNaN(now)) return WARMING_UP
    if (before <= 0 && now > 0) return context.holdsPosition ? ALREADY_IN : CROSSED_UP
    if (before >= 0 && now < 0) return context.holdsPosition ? CROSSED_DOWN : NOTHING_TO_SELL
    return now > 0 ? ABOVE : BELOW
  }

  lines(): readonly (number | null)[] {
    return [known(this.#fastValue), known(this.#slowValue)]
  }
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

export const smaCross: StrategyDefinition = {
  id: 'sma-cross',
  name: 'SMA crossover',
  description:
    'Buys when a fast moving average of the closing price crosses above a slow one, and sells all when it crosses below. Follows trends; loses a little, often, when there is none.',
  fields: [
    {
      key: 'fast',
      label: 'Fast average',
      unit: 'candles',
      help: 'How many closing prices the quick average looks back on.',
      min: 2,
      max: 499,
      step: 1,
      default: 10,
    },
    {
      key: 'slow',
      label: 'Slow average',
      unit: 'candles',
      help: 'How many closing prices the calm average looks back on; more than the fast one.',
      min: 3,
      max: 500,
      step: 1,
      default: 30,
    },
  ],
  lines: [
    { id: 'fast', label: 'Fast SMA' },
    { id: 'slow', label: 'Slow SMA' },
  ],
  orderings: [FAST_BELOW_SLOW],
  parameters,
  warmUpCandles: (given) => parameters.parse(given).slow + 1,
  create: (given) => {
    const { fast, slow } = parameters.parse(given)
    return new SmaCross(fast, slow)
  },
}
