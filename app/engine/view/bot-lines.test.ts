import { expect, it } from 'vitest'
import type { Bot } from '../../domain/bot.ts'
import type { StrategyDefinition } from '../../strategy/strategy.ts'
import { chartedRunners, lineKeys, linesNow } from './bot-lines.ts'

function runner(id: string, lines: readonly (number | null)[], symbol = 'BTC/USDT') {
  const line = (name: string) => ({ id: name, label: name, scale: 'price' as const })
  return {
    bot: { id, symbol } as Bot,
    definition: { lines: [line('fast'), line('slow')] } as unknown as StrategyDefinition,
    lines: () => lines,
  }
}

it('names and tells the lines of every bot in the same order', () => {
  const runners = [runner('one', [1, 2]), runner('two', [3, null])]
  expect(lineKeys(runners)).toEqual(['one.fast', 'one.slow', 'two.fast', 'two.slow'])
  expect(linesNow(runners)).toEqual([1, 2, 3, null])
})

it('keeps the places of a bot that has nothing to tell', () => {
  expect(linesNow([runner('one', []), runner('two', [3, 4])])).toEqual([null, null, 3, 4])
})

it('leaves out bots of other markets', () => {
  const runners = [runner('one', []), runner('two', [], 'ETH/USDT')]
  expect(chartedRunners(runners, 'BTC/USDT').map(({ bot }) => bot.id)).toEqual(['one'])
})
