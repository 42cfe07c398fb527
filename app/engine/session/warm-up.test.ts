import { describe, expect, it } from 'vitest'
import { rateFromPercent } from '../../domain/amount.ts'
import { NO_EXITS } from '../../domain/bot.ts'
import { FLAT } from '../../domain/position.ts'
import {
  MINUTE_MS,
  money,
  price,
  quantity,
  SAMPLE_MARKET,
  SAMPLE_START,
  sampleCandle,
} from '../../domain/sample-market.fixture.ts'
import { MemoryCandleStore } from '../../storage/memory-candle-store.ts'
import { ATR_MEMORY_PERIODS } from '../../strategy/average-true-range.ts'
import { BotRunner } from '../bot-runner.ts'
import { PLANNED_BOT, plannedStrategy } from '../trading-bench.fixture.ts'
import { HISTORY_CANDLES, warmUp } from './warm-up.ts'

const exits = { ...NO_EXITS, trailing: rateFromPercent(10) }

/** A bot that bought one coin for 30,000 at this moment, warmed up with these closes. */
function warmedUp(openedAt: number, closes: readonly string[]) {
  const store = new MemoryCandleStore()
  for (const [index, close] of closes.entries()) {
    store.append(sampleCandle(index, close, { low: price('29000') }), money('1'))
  }
  const bot = { ...PLANNED_BOT, exits }
  const runner = new BotRunner(bot, 'running', plannedStrategy({}), SAMPLE_MARKET)
  runner.hold({ ...FLAT, quantity: quantity('1'), cost: money('30000'), openedAt })
  warmUp(runner, store, MINUTE_MS)
  return runner
}

function flat(count: number): string[] {
  return Array.from({ length: count }, () => '30000')
}

describe('a trailing stop', () => {
  it('follows the highest close since the position was opened, however long ago that was', () => {
    const closes = [...flat(5), '40000', ...flat(HISTORY_CANDLES * 2)]
    const runner = warmedUp(SAMPLE_START, closes)
    expect(runner.levels().trailing).toBe(price('36000'))
    expect(runner.position.quantity).toBe(quantity('1'))
  })

  it('does not follow a close from before that', () => {
    const runner = warmedUp(SAMPLE_START + 2 * MINUTE_MS, ['40000', '50000', ...flat(5)])
    expect(runner.levels().trailing).toBe(price('27000'))
  })

  it('counts the candle within which the position was opened, as it did at the time', () => {
    const runner = warmedUp(SAMPLE_START + 2 * MINUTE_MS + 17, ['30000', '30000', '40000'])
    expect(runner.levels().trailing).toBe(price('36000'))
  })
})

it('shows the strategy the newest candle last', () => {
  expect(warmedUp(SAMPLE_START, ['1', '2', '3']).lines()).toEqual([3])
})

it('leaves a bot as it is when there are no candles', () => {
  expect(warmedUp(SAMPLE_START, []).lines()).toEqual([null])
})

it('shows a bot that sizes by the range as many candles as its average remembers', () => {
  const period = 50
  const sizing = {
    kind: 'volatility-target',
    share: rateFromPercent(1),
    period,
    multiple: rateFromPercent(200),
  } as const
  const store = new MemoryCandleStore()
  const count = period * ATR_MEMORY_PERIODS
  for (let index = 0; index < count; index += 1) {
    const low = index < 100 ? price('10000') : price('29900')
    store.append(sampleCandle(index, '30000', { low }), money('1'))
  }
  const bot = { ...PLANNED_BOT, sizing }
  const runner = new BotRunner(bot, 'running', plannedStrategy({}), SAMPLE_MARKET)
  warmUp(runner, store, MINUTE_MS)
  // Were the wild beginning not among them, it would be 100 exactly.
  expect(runner.averageTrueRange()).toBe(price('100.01'))
})
