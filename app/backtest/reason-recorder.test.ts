import { expect, it } from 'vitest'
import { runBacktest } from './run-backtest.ts'
import { sampleOfTwoMarkets } from './sample-request.fixture.ts'

const BUYS = 'the fast average crossed above the slow one'
const SELLS = 'the fast average crossed below the slow one'

it('tells for every fill why its order was sent, of several bots and of orders that trade in parts', () => {
  const { fills, reasons } = runBacktest(sampleOfTwoMarkets(6_000))
  expect(reasons).toHaveLength(fills.length)
  expect(new Set(fills.map(({ botId }) => botId)).size).toBe(3)
  expect(new Set(fills.map(({ clientOrderId }) => clientOrderId)).size).toBeLessThan(fills.length)
  for (const [index, { botId, side }] of fills.entries()) {
    if (botId === 'bot3') expect(reasons[index]).toMatch(/band/)
    else expect(reasons[index]).toBe(side === 'buy' ? BUYS : SELLS)
  }
})
