import { describe, expect, it } from 'vitest'
import { smaCross } from '../../../strategy/strategies/sma-cross.ts'
import type { StrategyParameters } from '../../../strategy/strategy.ts'
import { type AxisRange, parameterSpace, setKey } from '../parameter-space.ts'
import { evolve } from './evolve.ts'
import { gridSets } from './grid-sets.ts'
import { randomSets } from './random-sets.ts'

function spaceOf(ranges: Readonly<Record<string, AxisRange>>) {
  const space = parameterSpace(smaCross, ranges, {})
  if (!space.ok) throw new Error(space.error)
  return space.value
}

const small = spaceOf({ fast: [2, 6, 1], slow: [4, 8, 1] })
const large = spaceOf({ fast: [2, 200, 1], slow: [3, 500, 1] })

describe('gridSets', () => {
  it('has every set in which the fast average is the shorter one', () => {
    const sets = gridSets(small).map(({ fast = 0, slow = 0 }) => [fast, slow])
    const expected = [2, 3, 4, 5, 6].flatMap((fast) =>
      [4, 5, 6, 7, 8].filter((slow) => fast < slow).map((slow) => [fast, slow]),
    )
    expect(sets).toEqual(expected)
  })
})

describe('randomSets', () => {
  it('draws different sets, the same ones for the same seed, others for another', () => {
    const sets = randomSets(large, 500, 7).map(setKey)
    expect(new Set(sets).size).toBe(500)
    expect(randomSets(large, 500, 7).map(setKey)).toEqual(sets)
    expect(randomSets(large, 500, 8).map(setKey)).not.toEqual(sets)
  })

  it('draws all that there are when that many are wanted', () => {
    const sets = randomSets(small, 1_000, 7).map(setKey)
    expect(sets.toSorted()).toEqual(gridSets(small).map(setKey).toSorted())
  })
})

describe('evolve', () => {
  /** A hill with its top at 40 and 160. */
  const heightOf = ({ fast = 0, slow = 0 }: StrategyParameters) =>
    -((fast - 40) ** 2) - (slow - 160) ** 2

  async function climb(seed: number) {
    const tried: StrategyParameters[] = []
    await evolve({ space: large, count: 400, seed }, (sets) => {
      tried.push(...sets)
      return Promise.resolve(sets.map(heightOf))
    })
    return tried
  }

  it('climbs closer to the top than as many random sets, on average over seeds', async () => {
    let [evolved, drawn] = [0, 0]
    for (let seed = 0; seed < 10; seed += 1) {
      const tried = await climb(seed)
      const different = new Set(tried.map(setKey)).size
      expect(different).toBeLessThanOrEqual(440)
      evolved += Math.max(...tried.map(heightOf))
      drawn += Math.max(...randomSets(large, different, seed).map(heightOf))
    }
    expect(evolved).toBeGreaterThan(drawn)
  })

  it('goes the same way for the same seed, and another for another', async () => {
    const way = (await climb(3)).map(setKey)
    expect((await climb(3)).map(setKey)).toEqual(way)
    expect((await climb(4)).map(setKey)).not.toEqual(way)
  })
})
