import type { BreakerView } from '../../app/contract/risk-view.ts'
import { formatQuantity } from './decimal.ts'
import { durationText, durationWords } from './duration.ts'

type Name = BreakerView['name']
type Action = BreakerView['setting']['action']
type Unit = BreakerView['unit']

type BreakerWords = { readonly title: string; readonly guards: string }

/** What each breaker is called, and what it looks at. */
export const BREAKER_WORDS: Readonly<Record<Name, BreakerWords>> = {
  'equity-drop': { title: 'Equity drop', guards: 'Equity against its highest within the window.' },
  'daily-loss': { title: 'Daily loss', guards: 'Equity against that at the start of the UTC day.' },
  drawdown: {
    title: 'Drawdown',
    guards: 'Equity against its highest since the account was opened.',
  },
  'loss-streak': { title: 'Loss streak', guards: 'Closed trades that lost, one after the other.' },
  'reject-rate': { title: 'Rejected orders', guards: 'Orders that the exchange did not take.' },
  'unresolved-orders': {
    title: 'Unresolved orders',
    guards: 'Orders that were sent, and of which nobody knows what became.',
  },
  drift: { title: 'Drift', guards: "Differences between our record and the exchange's." },
  'stale-market': { title: 'Stale market', guards: 'How long no market data has arrived.' },
  'late-candle': { title: 'Late candle', guards: 'How old a candle is when it arrives.' },
  'clock-offset': { title: 'Clock offset', guards: "This machine's clock against the exchange's." },
  'price-jump': { title: 'Price jump', guards: 'How far the price moved within the window.' },
  spread: { title: 'Spread', guards: 'The gap between the best bid and the best ask.' },
  'order-rate': { title: 'Order rate', guards: 'Orders sent within the window.' },
  'strategy-failure': {
    title: 'Strategy failure',
    guards: 'A strategy that fails, or takes too long to decide.',
  },
  'store-failure': { title: 'Store failure', guards: 'Records that cannot be written to disk.' },
  memory: { title: 'Memory', guards: 'Memory that the trading process uses.' },
  'event-loop': { title: 'Slow engine', guards: 'How long the engine keeps events waiting.' },
}

export const ACTION_WORDS: Readonly<Record<Action, string>> = {
  warn: 'Warn',
  reduce: 'Only reduce',
  halt: 'Halt',
  'cancel-all': 'Halt, cancel all',
  flatten: 'Halt, cancel, sell',
}

export const ACTION_MEANINGS: Readonly<Record<Action, string>> = {
  warn: 'Says so, and lets trading go on.',
  reduce: 'Only orders that shrink a position are sent.',
  halt: 'No new orders are sent. Cancels always are.',
  'cancel-all': 'No new orders are sent, and all that work are cancelled.',
  flatten: 'No new orders are sent, all that work are cancelled, and what is held is sold.',
}

export const UNIT_WORDS: Readonly<Record<Unit, string>> = {
  percent: '%',
  count: '',
  ms: 'ms',
  MiB: 'MiB',
}

/** "10 %", "6", "30 s", "1,500 MiB". */
export function thresholdWords(threshold: number, unit: Unit): string {
  if (unit === 'ms') return durationText(threshold)
  return `${formatQuantity(String(threshold))} ${UNIT_WORDS[unit]}`.trimEnd()
}

/** The same for what is read: rounded. */
export function readingWords(value: number, unit: Unit): string {
  if (unit === 'ms') return durationWords(value)
  return `${formatQuantity(value.toFixed(2))} ${UNIT_WORDS[unit]}`.trimEnd()
}

/** Whether it stays tripped, or when it heals by itself. */
export function healingWords({ isLatched, probeMs }: BreakerView['setting']): string {
  if (isLatched) return 'Stays until it is reset'
  return probeMs === 0 ? 'Heals at once' : `Heals after ${durationText(probeMs)}`
}

/** "all accounts", "this account", or the bot's name. */
export function scopeWords(
  scope: BreakerView['scope'],
  bots: readonly { readonly id: string; readonly name: string }[],
): string {
  if (scope === 'global') return 'all accounts'
  if (scope === 'account') return 'this account'
  const botId = scope.slice('bot:'.length)
  return bots.find(({ id }) => id === botId)?.name ?? botId
}
