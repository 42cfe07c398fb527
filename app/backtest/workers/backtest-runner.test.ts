import { afterAll, expect, it } from 'vitest'
import { rateFromPercent } from '../../domain/amount.ts'
import { NO_EXITS } from '../../domain/bot.ts'
import { NO_LIMITS } from '../../domain/risk-limits.ts'
import { money } from '../../domain/sample-market.fixture.ts'
import { DEMO_MARKET, demoCandles } from '../../exchanges/demo/demo-candles.ts'
import { ManualClock } from '../../exchanges/manual-clock.ts'
import { costRateOf } from '../../exchanges/paper/paper-exchange.ts'
import { DEFAULT_PAPER_RULES } from '../../exchanges/paper/paper-rules.ts'
import { CandleColumns } from '../candle-columns.ts'
import { type BacktestRequest, runBacktest } from '../run-backtest.ts'
import { examineRun } from '../trust/examine-run.ts'
import { type BacktestProgress, BacktestRunner } from './backtest-runner.ts'

const runner = new BacktestRunner(new ManualClock(0))
afterAll(() => runner.close())

function requestFor(candles: number): BacktestRequest {
  return {
    market: DEMO_MARKET,
    timeframe: '1m',
    candles: CandleColumns.of(demoCandles(11, 0, candles)),
    bots: [
      {
        id: 'bot1',
        name: 'Crossover',
        strategyId: 'sma-cross',
        parameters: { fast: 5, slow: 12 },
        symbol: DEMO_MARKET.symbol,
        timeframe: '1m',
        sizing: { kind: 'percent-of-equity', share: rateFromPercent(50) },
        exits: NO_EXITS,
      },
    ],
    cash: money('10000'),
    warmUp: 0,
    rules: DEFAULT_PAPER_RULES,
    costRate: costRateOf(DEFAULT_PAPER_RULES),
    limits: NO_LIMITS,
  }
}

it('finds in a thread of its own what it finds here', async () => {
  const request = requestFor(2_000)
  const expected = runBacktest(request)
  expect(expected.fills.length).toBeGreaterThan(20)
  expect(await runner.run(request)).toEqual(expected)
})

it('tells how far it is, ever further', async () => {
  const heard: BacktestProgress[] = []
  await runner.run(requestFor(5_000), { onProgress: (progress) => heard.push(progress) })
  const shares = heard.map(({ share }) => share)
  expect(shares.length).toBeGreaterThan(50)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect(heard.at(-1)).toEqual({ share: expect.closeTo(1, 1), msLeft: 0 })
})

it('examines a run there as well, and tells how far that is', async () => {
  const request = requestFor(2_000)
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
  const run = runner.run(requestFor(200_000), {
    onProgress: () => abort.abort(),
    signal: abort.signal,
  })
  await expect(run).rejects.toMatchObject({ name: 'AbortError' })
  expect((await runner.run(requestFor(100))).equity).toHaveLength(100)
})

it('says what is wrong with a request', async () => {
  const request = requestFor(10)
  const bots = request.bots.map((bot) => ({ ...bot, strategyId: 'luck' }))
  await expect(runner.run({ ...request, bots })).rejects.toThrow('there is no strategy luck')
})
