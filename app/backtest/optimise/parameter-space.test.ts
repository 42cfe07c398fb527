import { describe, expect, it } from 'vitest'
import { bollingerReversion } from '../../strategy/strategies/bollinger-reversion.ts'
import { smaCross } from '../../strategy/strategies/sma-cross.ts'
import { type AxisRange, type ParameterSpace, parameterSpace, placesAt } from './parameter-space.ts'

function spaceOf(ranges: Readonly<Record<string, AxisRange>>): ParameterSpace {
  const space = parameterSpace(smaCross, ranges, {})
  if (!space.ok) throw new Error(space.error)
  return space.value
}

describe('parameterSpace', () => {
  it('holds every step, the last one included', () => {
    const space = spaceOf({ fast: [5, 20, 5], slow: [30, 45, 10] })
    expect(space.axes.map(({ values }) => values)).toEqual([
      [5, 10, 15, 20],
      [30, 40],
    ])
    expect(space.size).toBe(8)
    expect([0, 1, 7].map((index) => space.at(placesAt(space, index)))).toEqual([
      { fast: 5, slow: 30 },
      { fast: 5, slow: 40 },
      { fast: 20, slow: 40 },
    ])
  })

  it('steps in decimals, not in binary fractions', () => {
    const space = parameterSpace(bollingerReversion, { width: [1, 1.3, 0.1] }, { period: 10 })
    expect(space.ok && space.value.axes[0]?.values).toEqual([1, 1.1, 1.2, 1.3])
    expect(space.ok && space.value.at([2])).toEqual({ period: 10, width: 1.2 })
  })

  it('leaves out what the strategy refuses', () => {
    expect(spaceOf({ fast: [20, 40, 20], slow: [30, 30, 1] }).at([1, 0])).toBeUndefined()
  })

  it.each<[string, Record<string, AxisRange>, string]>([
    ['a parameter that it has not', { speed: [1, 2, 1] }, 'has no parameter "speed"'],
    ['a step of nothing', { fast: [1, 2, 0] }, 'must be above zero'],
    ['a range that is upside down', { fast: [9, 5, 1] }, 'ends before it begins'],
    ['a range beyond what the strategy takes', { fast: [1, 9, 1] }, 'from 2 to 499'],
    ['no range at all', {}, 'no parameter has a range'],
  ])('refuses %s', (_, ranges, problem) => {
    const space = parameterSpace(smaCross, ranges, {})
    expect(space.ok ? '' : space.error).toContain(problem)
  })
})
