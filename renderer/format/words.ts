import type { BotView, DecisionView, OrderView } from '../../app/contract/engine-view.ts'
import type { Settings } from '../../app/contract/settings.ts'

type Mode = 'demo' | 'paper' | 'testnet' | 'live'

export const MODE_WORDS: Readonly<Record<Mode, { readonly word: string; readonly money: string }>> =
  {
    demo: { word: 'DEMO', money: 'made-up prices, no real money' },
    paper: { word: 'PAPER', money: 'simulated orders, no real money' },
    testnet: { word: 'TESTNET', money: "the exchange's play money" },
    live: { word: 'LIVE', money: 'real money' },
  }

export const ORDER_STATE_WORDS: Readonly<Record<OrderView['state'], string>> = {
  waiting: 'waiting',
  submitting: 'submitting',
  unresolved: 'unresolved',
  open: 'open',
  'partially-filled': 'partly filled',
  filled: 'filled',
  cancelled: 'cancelled',
  rejected: 'rejected',
  absent: 'never arrived',
}

export const DECISION_WORDS: Readonly<Record<DecisionView['kind'], string>> = {
  watching: 'watching',
  enter: 'enter',
  exit: 'exit',
  refused: 'refused',
  blocked: 'blocked',
  state: 'state',
}

export const THEME_WORDS: Readonly<Record<Settings['theme'], string>> = {
  system: 'Same as the system',
  dark: 'Dark',
  light: 'Light',
}

export const PRICE_COLOUR_WORDS: Readonly<Record<Settings['priceColours'], string>> = {
  'green-up': 'Green up, red down',
  'red-up': 'Red up, green down',
  'blue-up': 'Blue up, orange down',
}

const SIZE_TERMS: Readonly<Record<BotView['decides'], string>> = {
  signals: 'Size of a trade',
  'target-weights': 'Budget',
  'working-orders': 'Budget of its orders',
}

/** What a bot's size is to it: a trade's, that of all its orders together, or what it holds a share of. */
export function sizeTerm(decides: BotView['decides']): string {
  return SIZE_TERMS[decides]
}

/** "fastPeriod" or "fast-period" → "Fast period", where no label came along. */
export function parameterWords(key: string): string {
  const spaced = key
    .replace(/[-_]/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}

/** "stop 2 % · target 4 %", or that the bot has none. */
export function exitWords(
  bot: Pick<BotView, 'stopPercent' | 'targetPercent' | 'trailingPercent'>,
): string {
  const parts = [
    bot.stopPercent === null ? null : `stop ${bot.stopPercent} %`,
    bot.targetPercent === null ? null : `target ${bot.targetPercent} %`,
    bot.trailingPercent === null ? null : `trailing ${bot.trailingPercent} %`,
  ].filter((part) => part !== null)
  return parts.length > 0 ? parts.join(' · ') : 'by the strategy only'
}

/** Reasons are parts of sentences; on their own they begin with a capital. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The same with its full stop. */
export function wholeSentence(text: string): string {
  return /[.!?…]$/.test(text) || text === '' ? sentence(text) : `${sentence(text)}.`
}

/** "1 order", "3 orders". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
