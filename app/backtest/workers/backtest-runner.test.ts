import { afterAll, expect, it } from 'vitest'
import type { Candle } from '../../domain/candle.ts'
import type { Price } from '../../domain/price.ts'
import { demoCandles } from '../../exchanges/demo/demo-candles.ts'
import { ManualClock } from '../../exchanges/manual-clock.ts'
import { CandleColumns } from '../candle-columns.ts'
import { runBacktest } from '../run-backtest.ts'
import { sampleOfTwoMarkets, sampleRequest } from '../sample-request.fixture.ts'
import { examineRun } from '../trust/examine-run.ts'
import { type BacktestProgress, BacktestRunner } from './backtest-runner.ts'

const runner = new BacktestRunner(new ManualClock(0))
afterAll(() => runner.close())

it('finds in a thread of its own what it finds here', async () => {
  const request = sampleRequest(2_000)
  const expected = runBacktest(request)
  expect(expected.fills.length).toBeGreaterThan(20)
  expect(await runner.run(request)).toEqual(expected)
})

it('takes the other markets and the finer candles of a run along', async () => {
  const two = sampleOfTwoMarkets(2_000)
  const expected = runBacktest(two)
  expect(new Set(expected.fills.map(({ symbol }) => symbol)).size).toBe(2)
  expect(await runner.run(two)).toEqual(expected)

  const minutes = demoCandles(11, 0, 2_000)
  const hours = { ...sampleRequest(2_000), timeframe: '5m', candles: fiveMinutes(minutes) } as const
  const fine = { ...hours, finer: { timeframe: '1m', candles: CandleColumns.of(minutes) } } as const
  const inside = await runner.run(fine)
  expect(inside).toEqual(runBacktest(fine))
  expect(inside.inside?.filled).toBe(400)
})

it('tells how far it is, ever further', async () => {
  const heard: BacktestProgress[] = []
  await runner.run(sampleRequest(5_000), { onProgress: (progress) => heard.push(progress) })
  const shares = heard.map(({ share }) => share)
  expect(shares.length).toBeGreaterThan(50)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect(heard.at(-1)).toEqual({ share: expect.closeTo(1, 1), msLeft: 0 })
})

it('examines a run there as well, and tells how far that is', async () => {
  const request = sampleRequest(2_000)
  const shares: number[] = []
  const { result, trust } = await runner.runExamined(request, {
    onProgress: ({ share }) => shares.push(share),
  })
  const expected = runBacktest(request)
  expect(result).toEqual(expected)
  expect(trust).toEqual(examineRun(request, expected))
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect(shares.at(-1)).toBeCloseTo(1, 1)
})

it('ends in the middle when it is no longer wanted, and runs the next one', async () => {
  const abort = new AbortController()
  const run = runner.run(sampleRequest(200_000), {
    onProgress: () => abort.abort(),
    signal: abort.signal,
  })
  await expect(run).rejects.toMatchObject({ name: 'AbortError' })
  expect((await runner.run(sampleRequest(100))).equity).toHaveLength(100)
})

it('says what is wrong with a request', async () => {
  const request = sampleRequest(10)
  const bots = request.bots.map((bot) => ({ ...bot, strategyId: 'luck' }))
  await expect(runner.run({ ...request, bots })).rejects.toThrow('there is no strategy luck')
})

/** The same candles, five to one. */
function fiveMinutes(minutes: readonly Candle[]): CandleColumns {
  const fives = Array.from({ length: minutes.length / 5 }, (_, index) => {
    const part = minutes.slice(index * 5, index * 5 + 5)
    const [first, last] = [part[0], part.at(-1)]
    if (first === undefined || last === undefined) throw new Error('a part is empty')
    return {
      ...first,
      high: Math.max(...part.map(({ high }) => high)) as Price,
      low: Math.min(...part.map(({ low }) => low)) as Price,
      close: last.close,
    }
  })
  return CandleColumns.of(fives)
}
