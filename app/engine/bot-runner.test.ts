import { describe, expect, it } from 'vitest'
import { rateFromPercent } from '../domain/amount.ts'
import { type Exits, NO_EXITS } from '../domain/bot.ts'
import type { Candle } from '../domain/candle.ts'
import { FLAT, type Position } from '../domain/position.ts'
import {
  money,
  price,
  quantity,
  SAMPLE_MARKET,
  SAMPLE_START,
  sampleCandle,
} from '../domain/sample-market.fixture.ts'
import { BotRunner } from './bot-runner.ts'
import { PLANNED_BOT, plannedStrategy, type Step } from './trading-bench.fixture.ts'

/** One coin that cost 30,000 in all. */
const HELD: Position = {
  ...FLAT,
  quantity: quantity('1'),
  cost: money('30000'),
  openedAt: SAMPLE_START,
}

function runnerWith(exits: Partial<Exits>, plan: Record<number, Step> = {}): BotRunner {
  const bot = { ...PLANNED_BOT, exits: { ...NO_EXITS, ...exits } }
  return new BotRunner(bot, 'running', plannedStrategy(plan), SAMPLE_MARKET)
}

function reasons(runner: BotRunner, candles: readonly Candle[]): (string | undefined)[] {
  return candles.map((candle) => runner.evaluate(candle)?.reason.code)
}

describe('what a bot sees', () => {
  it('is every candle once, and none that is older', () => {
    const runner = runnerWith({}, { 1: 'enter' })
    const [first, second] = [sampleCandle(0, '30000'), sampleCandle(1, '30000')]
    expect(reasons(runner, [first, second, second, first])).toEqual([
      ...['wait', 'plan'],
      ...[undefined, undefined],
    ])
  })

  it('is waited for, and then said', () => {
    const runner = runnerWith({})
    expect(runner.thought()).toBe('waiting for the first candle')
    expect(runner.indicators()()).toBe('Close not yet')
    const decision = runner.evaluate(sampleCandle(0, '30000.5'))
    expect([runner.noticed(decision as never), runner.noticed(decision as never)]).toEqual([
      ...[true, false],
    ])
    expect(runner.thought()).toBe('nothing to do')
    expect(runner.indicators()()).toBe('Close 30,000.5')
  })

  it('is written down as it was, however late it is read', () => {
    const runner = runnerWith({})
    runner.evaluate(sampleCandle(0, '30000'))
    const written = runner.indicators()
    runner.evaluate(sampleCandle(1, '31000'))
    expect(written()).toBe('Close 30,000')
  })
})

describe('exits', () => {
  it('come before the strategy, and only while something is held', () => {
    const runner = runnerWith({ stop: rateFromPercent(5) }, { 0: 'enter', 1: 'enter' })
    const fall = { low: price('28000') }
    expect(reasons(runner, [sampleCandle(0, '29000', fall)])).toEqual(['plan'])
    runner.hold(HELD)
    expect(reasons(runner, [sampleCandle(1, '29000', fall)])).toEqual(['stop-hit'])
  })

  it('are reached at their level and not a tick before', () => {
    const stop = () => runnerWith({ stop: rateFromPercent(5) })
    const target = () => runnerWith({ target: rateFromPercent(10) })
    for (const [make, changes, expected] of [
      [stop, { low: price('28500.01') }, 'wait'],
      [stop, { low: price('28500') }, 'stop-hit'],
      [target, { high: price('32999.99') }, 'wait'],
      [target, { high: price('33000') }, 'target-hit'],
    ] as const) {
      const runner = make()
      runner.hold(HELD)
      expect(reasons(runner, [sampleCandle(0, '30000', changes)])).toEqual([expected])
    }
  })

  it('trail the highest close, from the candle after it', () => {
    const runner = runnerWith({ trailing: rateFromPercent(10) })
    runner.hold(HELD)
    expect(runner.levels().trailing).toBe(price('27000'))
    expect(reasons(runner, [sampleCandle(0, '40000', { low: price('30000') })])).toEqual(['wait'])
    expect(runner.levels()).toEqual({ stop: null, target: null, trailing: price('36000') })
    expect(reasons(runner, [sampleCandle(1, '36000')])).toEqual(['trailing-stop-hit'])
  })

  it('start anew with the next position', () => {
    const runner = runnerWith({ trailing: rateFromPercent(10) })
    runner.hold(HELD)
    reasons(runner, [sampleCandle(0, '40000', { low: price('30000') })])
    runner.hold(FLAT)
    reasons(runner, [sampleCandle(1, '30000')])
    expect(runner.levels().trailing).toBeNull()
    runner.hold(HELD)
    expect(runner.levels().trailing).toBe(price('27000'))
  })

  it('have no levels when none is wanted', () => {
    const runner = runnerWith({})
    runner.hold(HELD)
    expect(runner.levels()).toEqual(NO_EXITS)
  })
})
