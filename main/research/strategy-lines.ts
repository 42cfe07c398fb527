import type { Bot } from '../../app/domain/bot.ts'
import type { Candle } from '../../app/domain/candle.ts'
import type { Market } from '../../app/domain/market.ts'
import { BotRunner } from '../../app/engine/bot-runner.ts'
import { findStrategy } from '../../app/strategy/strategy-catalog.ts'

export type StrategyLines = Readonly<Record<string, readonly (number | null)[]>>

/** What a bot's strategy draws over these candles, one value a candle. */
export function strategyLines(bot: Bot, market: Market, candles: readonly Candle[]): StrategyLines {
  const definition = findStrategy(bot.strategyId)
  if (definition === undefined) return {}
  const runner = new BotRunner(bot, 'running', definition, market)
  const columns = definition.lines.map((): (number | null)[] => [])
  for (const candle of candles) {
    runner.evaluate(candle)
    for (const [index, value] of runner.lines().entries()) columns[index]?.push(value)
  }
  return Object.fromEntries(definition.lines.map(({ id }, index) => [id, columns[index] ?? []]))
}
