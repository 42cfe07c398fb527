import type { EngineSnapshot } from '../../../app/contract/engine-view.ts'

export type PriceLevel = {
  readonly kind: 'entry' | 'stop' | 'target'
  /** A float: it is only drawn with. */
  readonly price: number
}

/** The horizontal lines of the open position: where it was entered, and where its bot would leave. */
export function priceLevels(status: EngineSnapshot['status']): PriceLevel[] {
  const position = status.portfolio.positions[0]
  if (!position) return []
  const entry = Number(position.averageEntry)
  const bot = status.bots.find((candidate) => candidate.id === position.botId)
  const levels: PriceLevel[] = [{ kind: 'entry', price: entry }]
  if (bot && bot.stopPercent !== null) {
    levels.push({ kind: 'stop', price: entry * (1 - bot.stopPercent / 100) })
  }
  if (bot && bot.targetPercent !== null) {
    levels.push({ kind: 'target', price: entry * (1 + bot.targetPercent / 100) })
  }
  return levels
}
