import type { BotView } from '../../contract/engine-view.ts'
import { sizingWords } from '../../contract/sizing-words.ts'
import type { Rate } from '../../domain/amount.ts'
import type { TradingStatus } from '../../domain/trading-state.ts'
import type { StrategyDefinition } from '../../strategy/strategy.ts'
import type { BotRunner } from '../bot-runner.ts'

const UNITS_PER_PERCENT = 1_000_000

/** A reason may quote an error, however long; the window takes so much. */
const SENTENCE_MAX = 2_000

export function botView(runner: BotRunner, trading: TradingStatus): BotView {
  const { bot, definition, market, status } = runner
  return {
    id: bot.id,
    name: bot.name,
    strategyId: bot.strategyId,
    strategyName: definition.name,
    symbol: bot.symbol,
    timeframe: bot.timeframe,
    parameters: Object.entries(bot.parameters).map((one) => parameterView(definition, ...one)),
    decides: definition.decides,
    status,
    trading: { ...trading, reason: trading.reason.slice(0, SENTENCE_MAX) },
    sizing: sizingWords(bot.sizing, market),
    stopPercent: percent(bot.exits.stop),
    targetPercent: percent(bot.exits.target),
    trailingPercent: percent(bot.exits.trailing),
    thought: thought(runner),
    lines: [...definition.lines],
  }
}

/** One that its strategy does not know is shown as it is written. */
function parameterView(
  { fields }: StrategyDefinition,
  key: string,
  value: number,
): BotView['parameters'][number] {
  const field = fields.find((one) => one.key === key)
  return {
    label: field?.label ?? key,
    text: field?.choices?.[value] ?? measureText(value, field?.unit ?? ''),
  }
}

function measureText(value: number, unit: string): string {
  return unit === '' ? String(value) : `${value} ${unit}`
}

function thought(runner: BotRunner): string {
  const indicators = runner.indicators()()
  return indicators === '' ? runner.thought() : `${runner.thought()} (${indicators})`
}

function percent(rate: Rate | null): number | null {
  return rate === null ? null : rate / UNITS_PER_PERCENT
}
