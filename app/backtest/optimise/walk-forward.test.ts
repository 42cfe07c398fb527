import { describe, expect, it, vi } from 'vitest'
import { runBacktest } from '../run-backtest.ts'
import { sampleOfTwoMarkets, sampleRequest } from '../sample-request.fixture.ts'
import { withParameters } from './request-with.ts'
import { digest, samplePlan, sampleSpace, searchBench } from './search-bench.fixture.ts'
import { type WalkForward, walkForward } from './walk-forward.ts'
import { type WindowPlan, walkForwardWindows } from './walk-forward-windows.ts'

// Threads start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const space = sampleSpace({ fast: [3, 9, 3], slow: [15, 35, 10] })
const request = sampleRequest(3_000)

function planFor(mode: WindowPlan['mode'], changes: Parameters<typeof samplePlan>[0] = {}) {
  const windows = walkForwardWindows(request.candles.size, { mode, windows: 3, ratio: 2 })
  if (!windows.ok) throw new Error(windows.error)
  const plan = samplePlan(changes)
  return { request, space, plan, windows: windows.value }
}

function digestOf({ windows, outOfSample, evaluation, efficiency }: WalkForward): string {
  const { metrics, equity } = outOfSample
  return digest({ windows, metrics, equity: [...equity], evaluation, efficiency })
}

describe('walkForward', () => {
  it('tests on the candles after a window what was best within it, on one account', async () => {
    const plan = planFor('rolling')
    const { windows, outOfSample } = await walkForward(plan, searchBench().open(2).runner)
    let cash = request.cash
    const equity: number[] = []
    for (const { window, chosen } of windows) {
      if (chosen === null) throw new Error('a window has no choice')
      const learnt = request.candles.between(...window.inSample)
      const alone = withParameters({ ...request, candles: learnt }, chosen.parameters)
      expect(chosen.metrics).toEqual(runBacktest(alone).metrics)
      const [from, until] = window.outOfSample
      const warmUp = (chosen.parameters.slow ?? 0) + 1
      const seen = request.candles.between(from - warmUp, until)
      const tested = runBacktest({
        ...withParameters(request, chosen.parameters),
        ...{ candles: seen, warmUp, cash },
      })
      equity.push(...tested.equity)
      cash = tested.endEquity
    }
    expect([...outOfSample.equity]).toEqual(equity)
    expect(outOfSample.metrics.totalReturn).toBeCloseTo((equity.at(-1) ?? 0) / 10_000 - 1, 12)
    expect(outOfSample.openTime).toHaveLength(equity.length)
  })

  it('never lets what comes after a window change the choice within it', async () => {
    const plan = planFor('anchored')
    const whole = await walkForward(plan, searchBench().open(2).runner)
    const [first] = plan.windows
    if (first === undefined) throw new Error('there is no window')
    const until = first.outOfSample[0]
    const cut = { ...request, candles: request.candles.between(0, until + 1) }
    const short = {
      ...{ inSample: first.inSample, outOfSample: [until, until + 1] as const },
    }
    const known = { ...plan, request: cut, windows: [short] }
    const alone = await walkForward(known, searchBench().open(1).runner)
    expect(alone.windows[0]?.chosen).toEqual(whole.windows[0]?.chosen)
  })

  it('waits out a stretch for which nothing could be chosen', async () => {
    const constraints = [{ metric: 'trades', kind: 'at-least', limit: 1e6 }] as const
    const plan = planFor('rolling', { constraints })
    const { windows, outOfSample, efficiency } = await walkForward(
      plan,
      searchBench().open(1).runner,
    )
    expect(windows.map(({ outOfSample: tested }) => tested)).toEqual([null, null, null])
    expect(new Set(outOfSample.equity)).toEqual(new Set([10_000]))
    expect(outOfSample.metrics.trades).toBe(0)
    expect(efficiency).toBeNull()
  })

  it('ends the same, broken off in the second window or not', async () => {
    const plan = planFor('rolling', { kind: 'evolution', count: 8 })
    const expected = digestOf(await walkForward(plan, searchBench().open(2).runner))
    const bench = searchBench()
    const windows = plan.windows.slice(0, 1)
    await walkForward({ ...plan, windows }, bench.open(1).runner)
    expect(digestOf(await walkForward(plan, bench.open(2).runner))).toBe(expected)
  })

  it('cuts every market at the ends of a window, and searches all bots of the strategy at once', async () => {
    const two = sampleOfTwoMarkets(3_000)
    const plan = { ...planFor('rolling'), request: two }
    const { windows } = await walkForward(plan, searchBench().open(2).runner)
    for (const { window, chosen } of windows) {
      if (chosen === null) throw new Error('a window has no choice')
      const [from, until] = window.inSample
      const [other] = two.others ?? []
      if (other === undefined) throw new Error('there is no other market')
      const [coin, ether, bands] = two.bots
      if (!coin || !ether || !bands) throw new Error('a bot is missing')
      const { parameters } = chosen
      const alone = runBacktest({
        ...two,
        candles: two.candles.between(from, until),
        others: [{ ...other, candles: other.candles.between(from, until) }],
        bots: [{ ...coin, parameters }, { ...ether, parameters }, bands],
      })
      expect(chosen.metrics).toEqual(alone.metrics)
      expect(new Set(alone.fills.map(({ symbol }) => symbol)).size).toBe(2)
    }
  })
})
