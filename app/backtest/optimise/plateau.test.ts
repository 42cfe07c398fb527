import { describe, expect, it } from 'vitest'
import { heatMaps } from './heat-maps.ts'
import { chosenOf, rankByPlateau, type ValuedTrial } from './plateau.ts'
import { sampleMetrics } from './sample-metrics.fixture.ts'

const axis = (key: string, values: readonly number[]) => ({ key, label: key, values })

/** Rows of values, the first row for the first b. */
function trialsOf(rows: readonly (readonly (number | null)[])[]): readonly ValuedTrial[] {
  return rows.flatMap((row, b) =>
    row.map((value, a) => ({ parameters: { a, b }, metrics: sampleMetrics(), value })),
  )
}

const axes = [axis('a', [0, 1, 2, 3, 4]), axis('b', [0, 1, 2])]
const rows = [
  [9, 0, 1, 3, 3],
  [0, 0, 2, 4, 3],
  [0, 0, 1, 3, 3],
]

describe('rankByPlateau', () => {
  it('prefers a plateau to a peak', () => {
    const { chosen, peak } = chosenOf(rankByPlateau(trialsOf(rows), axes))
    expect(peak).toMatchObject({ parameters: { a: 0, b: 0 }, value: 9, plateau: 0 })
    // 4 with its eight neighbours 1 3 3, 2 3, 1 3 3; others are as flat there, and none of them is higher.
    expect(chosen).toMatchObject({ parameters: { a: 3, b: 1 }, plateau: 3, neighbours: 8 })
  })

  it('takes the median of a set and those around it', () => {
    const ranked = rankByPlateau(trialsOf(rows), axes)
    const inTheMiddle = ranked.find(({ parameters }) => parameters.a === 3 && parameters.b === 1)
    expect(inTheMiddle).toMatchObject({ plateau: 3, neighbours: 8 })
    const atTheEdge = ranked.find(({ parameters }) => parameters.a === 0 && parameters.b === 1)
    expect(atTheEdge).toMatchObject({ plateau: 0, neighbours: 5 })
  })

  it('counts a neighbour without a value as the worst, and never chooses one', () => {
    const holes = trialsOf([[1, null, null, null, 0.5]])
    const { chosen } = chosenOf(rankByPlateau(holes, [axis('a', [0, 1, 2, 3, 4])]))
    expect(chosen).toBeNull()
    expect(chosenOf(rankByPlateau(holes, [axis('a', [0, 1, 2, 3, 4])])).peak?.value).toBe(1)
  })

  it('looks at the nearest sets where the space was tried here and there only', () => {
    const sparse = [0, 10, 12, 40].map((a) => ({
      parameters: { a },
      metrics: sampleMetrics(),
      value: a,
    }))
    const ranked = rankByPlateau(sparse, [
      axis(
        'a',
        Array.from({ length: 50 }, (_, n) => n),
      ),
    ])
    expect(ranked.map(({ plateau }) => plateau)).toEqual([10, 10, 10, 12])
  })
})

describe('heatMaps', () => {
  it('shows the median of each pair of values, and nothing where nothing was tried', () => {
    const trials = [
      { a: 1, b: 1, c: 1, value: 5 },
      { a: 1, b: 1, c: 2, value: 7 },
      { a: 2, b: 1, c: 1, value: null },
      { a: 2, b: 2, c: 1, value: 1 },
    ].map(({ value, ...parameters }) => ({ parameters, metrics: sampleMetrics(), value }))
    const maps = heatMaps(trials, [axis('a', [1, 2]), axis('b', [1, 2]), axis('c', [1, 2])])
    expect(maps.map(({ x, y }) => [x, y])).toEqual([
      ['a', 'b'],
      ['a', 'c'],
      ['b', 'c'],
    ])
    expect(maps[0]).toEqual({ x: 'a', y: 'b', xs: [1, 2], ys: [1, 2], values: [6, null, null, 1] })
  })
})
