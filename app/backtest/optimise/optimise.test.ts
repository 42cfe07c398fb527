import { describe, expect, it, vi } from 'vitest'
import { runBacktest } from '../run-backtest.ts'
import { sampleRequest } from '../sample-request.fixture.ts'
import { type Optimisation, optimise } from './optimise.ts'
import { setKey } from './parameter-space.ts'
import { withParameters } from './request-with.ts'
import type { SearchKind } from './search.ts'
import { digest, samplePlan, sampleSpace, searchBench } from './search-bench.fixture.ts'

// Threads start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const space = sampleSpace({ fast: [3, 12, 3], slow: [15, 40, 5] })
const request = sampleRequest(3_000)

/** Of all of it: the same to the last bit. */
function digestOf({ trials, choice, heatMaps }: Optimisation): string {
  return digest({ trials, evaluation: choice?.evaluation, heatMaps })
}

describe('optimise', () => {
  it('finds for every set what a backtest of its own finds', async () => {
    const { runner } = searchBench().open(3)
    const { trials, choice, heatMaps } = await optimise(
      { request, space, plan: samplePlan() },
      runner,
    )
    expect(trials).toHaveLength(24)
    for (const { parameters, metrics, value } of trials) {
      const expected = runBacktest(withParameters(request, parameters)).metrics
      expect(metrics).toEqual(expected)
      expect(value).toBe(expected.sharpe)
    }
    expect(heatMaps).toHaveLength(1)
    expect(heatMaps[0]?.values).toEqual(
      [15, 20, 25, 30, 35, 40].flatMap((slow) =>
        [3, 6, 9, 12].map((fast) => valueAt(trials, { fast, slow })),
      ),
    )
    const highest = Math.max(...trials.map(({ plateau }) => plateau ?? Number.NEGATIVE_INFINITY))
    expect(choice?.trial.plateau).toBe(highest)
    expect(choice?.result.metrics).toEqual(choice?.trial.metrics)
    expect(choice?.evaluation.deflatedSharpe?.trials).toBe(24)
  })

  it('chooses nothing when no set meets the constraints', async () => {
    const { runner } = searchBench().open(1)
    const constraints = [{ metric: 'trades', kind: 'at-least', limit: 1e6 }] as const
    const plan = samplePlan({ constraints })
    const { trials, choice } = await optimise({ request, space, plan }, runner)
    expect(trials.every(({ value }) => value === null)).toBe(true)
    expect(choice).toBeNull()
  })

  it.each<SearchKind>(['grid', 'random', 'evolution'])(
    'ends the same with one thread and with three, broken off or not: %s',
    async (kind) => {
      const small = sampleRequest(600)
      const plan = { request: small, space, plan: samplePlan({ kind, count: 20 }) }
      const expected = digestOf(await optimise(plan, searchBench().open(1).runner))
      expect(digestOf(await optimise(plan, searchBench().open(3).runner))).toBe(expected)
    },
  )

  it('goes on where it was paused, and measures nothing twice', async () => {
    const bench = searchBench()
    const again = sampleRequest(3_000)
    const plan = { request: again, space, plan: samplePlan() }
    const paused = optimise(plan, bench.open(1, 3).runner)
    await expect(paused).rejects.toMatchObject({ name: 'AbortError' })
    const second = bench.open(3)
    const resumed = await optimise(plan, second.runner)
    expect(Number(second.told[0]?.split(' ')[1])).toBe(3)
    expect(digestOf(resumed)).toBe(digestOf(await optimise(plan, searchBench().open(3).runner)))
  })
})

function valueAt(
  trials: Optimisation['trials'],
  wanted: Readonly<Record<string, number>>,
): number | null {
  return trials.find(({ parameters }) => setKey(parameters) === setKey(wanted))?.value ?? null
}
