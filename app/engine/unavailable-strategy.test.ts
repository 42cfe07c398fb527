import { expect, it } from 'vitest'
import { SAMPLE_MARKET, sampleCandle } from '../domain/sample-market.fixture.ts'
import { smaCross } from '../strategy/strategies/sma-cross.ts'
import type { StrategyDefinition } from '../strategy/strategy.ts'
import { BotRunner } from './bot-runner.ts'
import { flatCandles, PLANNED_BOT, tradingBench } from './trading-bench.fixture.ts'
import { strategyOf, tradable } from './unavailable-strategy.ts'
import { botView } from './view/bot-view.ts'

it('is the shipped strategy when there is one and its parameters are sound', () => {
  expect(strategyOf('sma-cross', { fast: 10, slow: 30 })).toMatchObject(smaCross)
})

it.each([
  ['from-the-future', {}, 'this version has no strategy "from-the-future"'],
  ['sma-cross', { fast: 30, slow: 10 }, 'must be shorter than the slow one'],
  ['sma-cross', {}, 'does not take its parameters'],
] as const)('stands in for %s with %j, enters nothing and says why', (id, parameters, reason) => {
  const definition = strategyOf(id, parameters)
  const bot = { ...PLANNED_BOT, strategyId: id, parameters }
  const runner = new BotRunner(bot, 'running', definition, SAMPLE_MARKET)
  const decision = runner.evaluate(sampleCandle(0, '30000'))
  expect(decision?.kind).toBe('nothing')
  if (decision) runner.noticed(decision)
  const view = botView(runner, { state: 'active', reason: '', since: 0 })
  expect(view.thought).toContain('the bot cannot trade: ')
  expect(view.thought).toContain(reason)
  expect(view.strategyName).toBe(`${id} (not available)`)
  expect(definition.warmUpCandles(parameters)).toBe(0)
  expect(runner.lines()).toEqual([])
})

const PARAMETERS = { fast: 10, slow: 30 }
const BOT = { ...PLANNED_BOT, parameters: PARAMETERS }

/** Wants to enter every second time that it is run. */
function clairvoyant(): StrategyDefinition {
  let runs = 0
  const create = () => {
    runs += 1
    const kind = runs % 2 === 0 ? ('enter' as const) : ('nothing' as const)
    return { evaluate: () => ({ kind, reason: { code: 'x', text: 'a hunch' } }), lines: () => [7] }
  }
  return tradable({ ...smaCross, create }, PARAMETERS)
}

it('silences a strategy that knows what it cannot know before it decides, and says what gave it away', () => {
  const runner = new BotRunner(BOT, 'running', clairvoyant(), SAMPLE_MARKET)
  expect(runner.evaluate(sampleCandle(0, '30000'))?.reason.text).toBe('a hunch')
  runner.prove()
  const decision = runner.evaluate(sampleCandle(1, '30000'))
  expect(decision?.kind).toBe('nothing')
  expect(decision?.reason.text).toContain('SMA crossover failed the lookahead test')
  expect(runner.lines()).toEqual([7])
})

it('proves a strategy anew that begins anew', () => {
  const runner = new BotRunner(BOT, 'running', clairvoyant(), SAMPLE_MARKET)
  runner.prove()
  runner.restart()
  runner.prove()
  expect(runner.evaluate(sampleCandle(0, '30000'))?.reason.code).toBe('strategy-unavailable')
})

it('lets no strategy decide in an engine that has not been proved', () => {
  const { engine, runner, send } = tradingBench({
    strategy: clairvoyant(),
    bot: { parameters: PARAMETERS },
  })
  for (const candle of flatCandles(0, 5)) send(candle)
  expect(runner.thought()).toContain('SMA crossover failed the lookahead test')
  expect([...engine.desk.openOrders()]).toEqual([])
})
