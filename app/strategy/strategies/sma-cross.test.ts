import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Decision } from '../../domain/decision.ts'
import type { StrategyContext } from '../strategy.ts'
import { HOLDS_NOTHING } from '../strategy.ts'
import { smaCross } from './sma-cross.ts'

function contextAt(close: number, holdsPosition: boolean): StrategyContext {
  const candle = { openTime: 0, open: close, high: close, low: close, close, volume: 1 }
  return { ...HOLDS_NOTHING, ...candle, holdsPosition }
}

interface Run {
  readonly fast: number
  readonly slow: number
  /** In cents, so that the reference can be exact. */
  readonly cents: readonly number[]
}

/** What the bot thinks of each candle, where it gets what it wants at once. */
function decisionsOf({ fast, slow, cents }: Run): readonly Decision[] {
  const strategy = smaCross.create({ fast, slow })
  let holds = false
  return cents.map((close) => {
    const decision = strategy.evaluate(contextAt(close / 100, holds))
    if (decision.kind !== 'nothing') holds = decision.kind === 'enter'
    return decision
  })
}

/** The same in whole numbers: the sign of fast − slow, as sums over `count` closes times the other's length. */
function referenceOf({ fast, slow, cents }: Run): readonly Decision['kind'][] {
  const sum = (end: number, count: number) =>
    cents.slice(end - count, end).reduce((total, close) => total + close, 0)
  const sign = (end: number) => Math.sign(sum(end, fast) * slow - sum(end, slow) * fast)
  let holds = false
  return cents.map((_, index) => {
    if (index < slow) return 'nothing'
    const [before, now] = [sign(index), sign(index + 1)]
    const kind =
      before <= 0 && now > 0 && !holds
        ? 'enter'
        : before >= 0 && now < 0 && holds
          ? 'exit'
          : 'nothing'
    if (kind !== 'nothing') holds = kind === 'enter'
    return kind
  })
}

const anyWindows = fc
  .tuple(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 1, max: 15 }))
  .map(([fast, more]) => ({ fast, slow: fast + more }))
const anyWalk = fc.array(fc.integer({ min: 1, max: 10_000_000 }), { maxLength: 120 })
/** Few prices, long stretches of the same one: averages that are equal, or nearly. */
const anyPlateaus = fc
  .array(fc.tuple(fc.constantFrom(9, 10, 11, 12), fc.integer({ min: 1, max: 30 })), {
    maxLength: 12,
  })
  .map((stretches) => stretches.flatMap(([close, length]) => Array<number>(length).fill(close)))

describe('sma-cross', () => {
  it('decides what an exact crossover of the two averages decides', () => {
    fc.assert(
      fc.property(anyWindows, fc.oneof(anyWalk, anyPlateaus), (windows, cents) => {
        const run = { ...windows, cents }
        expect(decisionsOf(run).map(({ kind }) => kind)).toEqual(referenceOf(run))
      }),
      { numRuns: 1_000 },
    )
  })

  it('does not take the noise of binary fractions for a crossing when the market stands still', () => {
    const cents = [...[60, 50, 40, 30, 20], ...Array<number>(40).fill(10)]
    const kinds = decisionsOf({ fast: 10, slow: 30, cents }).map(({ kind }) => kind)
    expect(new Set(kinds)).toEqual(new Set(['nothing']))
  })

  it('decides for the first time when both averages exist for a candle and the one before', () => {
    const codes = decisionsOf({ fast: 2, slow: 3, cents: [300, 200, 100, 900] }).map(
      ({ reason }) => reason.code,
    )
    expect(codes).toEqual(['warming-up', 'warming-up', 'warming-up', 'crossed-up'])
    expect(smaCross.warmUpCandles({ fast: 2, slow: 3 })).toBe(4)
  })

  it('names what it sees between crossings', () => {
    const cents = [300, 200, 100, 50, 900, 950, 960, 10, 5]
    const codes = decisionsOf({ fast: 2, slow: 3, cents }).map(({ reason }) => reason.code)
    expect(codes.slice(3)).toEqual([
      'below',
      'crossed-up',
      'above',
      'above',
      'crossed-down',
      'below',
    ])
  })

  it('neither buys what it already holds nor sells what it does not', () => {
    const strategy = smaCross.create({ fast: 2, slow: 3 })
    const codeAt = (close: number, holds: boolean) =>
      strategy.evaluate(contextAt(close, holds)).reason.code
    for (const close of [3, 2, 1]) codeAt(close, true)
    expect(codeAt(9, true)).toBe('already-in')
    codeAt(9, false)
    expect(codeAt(0.1, false)).toBe('nothing-to-sell')
  })

  it('shows its averages, and nothing while they warm up', () => {
    const strategy = smaCross.create({ fast: 2, slow: 3 })
    expect(strategy.lines()).toEqual([null, null])
    for (const close of [1, 2]) strategy.evaluate(contextAt(close, false))
    expect(strategy.lines()).toEqual([1.5, null])
    strategy.evaluate(contextAt(6, false))
    expect(strategy.lines()).toEqual([4, 3])
    expect(smaCross.lines).toHaveLength(2)
  })
})

describe('the parameters of sma-cross', () => {
  it('are taken when the fast average is shorter', () => {
    expect(smaCross.parameters.safeParse({ fast: 2, slow: 3 }).success).toBe(true)
    expect(smaCross.parameters.safeParse({ fast: 499, slow: 500 }).success).toBe(true)
  })

  it.each([
    { fast: 10, slow: 10 },
    { fast: 1, slow: 10 },
    { fast: 2.5, slow: 10 },
    { fast: 10, slow: 501 },
    { fast: 10 },
    { fast: 10, slow: 30, more: 1 },
  ])('are refused as %o', (parameters) => {
    expect(smaCross.parameters.safeParse(parameters).success).toBe(false)
  })
})
