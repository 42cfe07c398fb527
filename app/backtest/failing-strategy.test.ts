import { expect, it, onTestFinished } from 'vitest'
import { enter, nothing } from '../strategy/decisions.ts'
import { smaCross } from '../strategy/strategies/sma-cross.ts'
import type { StrategyDefinition } from '../strategy/strategy.ts'
import { setOwnStrategies } from '../strategy/strategy-catalog.ts'
import { runBacktest } from './run-backtest.ts'
import { sampleRequest } from './sample-request.fixture.ts'

const WAIT = nothing('wait', 'nothing to do')
const BUY = enter('plan', 'the plan says enter')
const BUYS_AT = 5

/** Buys at one candle, waits at all others, and throws at this one. */
function throwingAt(place: number): StrategyDefinition {
  const create = () => {
    let shown = -1
    const evaluate = () => {
      shown += 1
      if (shown === place) throw new Error(`boom at ${place}`)
      return shown === BUYS_AT ? BUY : WAIT
    }
    return { evaluate, lines: () => [] }
  }
  return { ...smaCross, id: 'own:boom', lines: [], create }
}

it.each([
  ['the first candle', 0],
  ['one that nothing follows from', 3],
  ['one at which an order is at work', BUYS_AT + 1],
  ['the last candle', 49],
])('a strategy that throws at %s gives no result', (_, place) => {
  setOwnStrategies({ definitions: [throwingAt(place)], faults: new Map(), files: [] })
  onTestFinished(() => setOwnStrategies({ definitions: [], faults: new Map(), files: [] }))
  const request = sampleRequest(50)
  const bots = request.bots.map((bot) => ({ ...bot, strategyId: 'own:boom' }))
  expect(() => runBacktest({ ...request, bots })).toThrow(`boom at ${place}`)
})
