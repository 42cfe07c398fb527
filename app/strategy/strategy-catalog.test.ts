import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wantedOrdersFault } from '../domain/working-order.ts'
import type { StrategyDefinition } from './strategy.ts'
import { findStrategy, STRATEGIES } from './strategy-catalog.ts'
import { anyCandles, candleOf, decisionsOf, defaultsOf } from './strategy-run.fixture.ts'

/** In short periods, so that a walk of some hundred candles is past the warm-up. */
function shortest({ fields }: StrategyDefinition) {
  return Object.fromEntries(
    fields.map(({ key, unit, min, default: usual }) => [key, unit === 'candles' ? min : usual]),
  )
}

describe.each(STRATEGIES)('$name', (definition) => {
  it('takes its defaults and its shortest periods, and refuses what is out of range', () => {
    const defaults = defaultsOf(definition)
    expect(definition.parameters.safeParse(defaults).success).toBe(true)
    expect(definition.parameters.safeParse(shortest(definition)).success).toBe(true)
    expect(definition.parameters.safeParse({ ...defaults, more: 1 }).success).toBe(false)
    for (const { key, min, max } of definition.fields) {
      for (const value of [min - 1, max + 1, Number.NaN, undefined]) {
        expect(definition.parameters.safeParse({ ...defaults, [key]: value }).success).toBe(false)
      }
    }
  })

  it('decides for the first time at the last candle of its warm-up', () => {
    const parameters = shortest(definition)
    const warmUp = definition.warmUpCandles(parameters)
    const candles = Array.from({ length: warmUp }, (_, index) => candleOf(100 + (index % 7)))
    const codes = decisionsOf(definition, parameters, candles).map(({ reason }) => reason.code)
    expect(codes.slice(0, -1).every((code) => code === 'warming-up')).toBe(true)
    expect(codes.at(-1)).not.toBe('warming-up')
  })

  it('warms up at its longest on what an account keeps of the past', () => {
    const longest = Object.fromEntries(definition.fields.map(({ key, max }) => [key, max]))
    const checked = definition.parameters.safeParse(longest)
    const parameters = checked.success ? longest : withinOrder(definition, longest)
    expect(definition.warmUpCandles(parameters)).toBeLessThanOrEqual(600)
  })

  it('does not know what comes after', () => {
    fc.assert(
      fc.property(anyCandles, fc.nat(), (candles, cut) => {
        const length = cut % (candles.length + 1)
        const parameters = shortest(definition)
        const whole = decisionsOf(definition, parameters, candles)
        const shorter = decisionsOf(definition, parameters, candles.slice(0, length))
        expect(shorter).toEqual(whole.slice(0, length))
      }),
    )
  })

  it('plots as many lines as it names, and none while it warms up', () => {
    const strategy = definition.create(defaultsOf(definition))
    expect(strategy.lines()).toEqual(definition.lines.map(() => null))
  })
})

const [SIGNALS, WORKING] = [
  STRATEGIES.filter(({ decides }) => decides === 'signals'),
  STRATEGIES.filter(({ decides }) => decides === 'working-orders'),
]

describe.each(SIGNALS)('$name', (definition) => {
  it('never enters twice, and never leaves what it does not hold', () => {
    fc.assert(
      fc.property(anyCandles, (candles) => {
        const wishes = decisionsOf(definition, shortest(definition), candles)
          .map(({ kind }) => kind)
          .filter((kind) => kind !== 'nothing')
        expect(wishes).toEqual(wishes.map((_, index) => (index % 2 === 0 ? 'enter' : 'exit')))
      }),
    )
  })

  it('does nothing in a market that stands still', () => {
    const candles = Array.from({ length: 700 }, () => candleOf(0.1))
    const kinds = new Set(
      decisionsOf(definition, defaultsOf(definition), candles).map(({ kind }) => kind),
    )
    expect(kinds).toEqual(new Set(['nothing']))
  })
})

describe.each(WORKING)('$name', (definition) => {
  it('only ever wants orders that an exchange could be asked for', () => {
    fc.assert(
      fc.property(anyCandles, (candles) => {
        for (const decision of decisionsOf(definition, defaultsOf(definition), candles)) {
          if (decision.kind === 'working-orders') {
            expect(wantedOrdersFault(decision.orders)).toBeUndefined()
          }
        }
      }),
    )
  })

  it('wants the same again in a market that stands still', () => {
    const candles = Array.from({ length: 100 }, () => candleOf(60_000))
    const decisions = decisionsOf(definition, defaultsOf(definition), candles).slice(1)
    for (const decision of decisions) expect(decision).toEqual(decisions[0])
  })
})

/** The longest that the strategy takes: what has to be smaller is one less. */
function withinOrder(definition: StrategyDefinition, longest: Record<string, number>) {
  const [ordering] = definition.orderings
  if (ordering === undefined) throw new Error('nothing but an order can be in the way')
  return { ...longest, [ordering.smaller]: (longest[ordering.larger] ?? 0) - 1 }
}

describe('the catalog', () => {
  it('finds a strategy by its id, and none by another', () => {
    for (const strategy of STRATEGIES) expect(findStrategy(strategy.id)).toBe(strategy)
    expect(findStrategy('martingale')).toBeUndefined()
  })

  it('gives each strategy an id of its own', () => {
    expect(new Set(STRATEGIES.map(({ id }) => id)).size).toBe(STRATEGIES.length)
  })
})
