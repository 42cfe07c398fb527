import type { SearchWish } from '../../app/contract/search-view.ts'
import { parameterWords } from './words.ts'

export const WAY_WORDS: Readonly<Record<SearchWish['way'], string>> = {
  grid: 'Every set (grid)',
  random: 'Random sets',
  evolution: 'Evolution',
}

export const OBJECTIVE_WORDS: Readonly<Record<SearchWish['objective'], string>> = {
  sharpe: 'Sharpe',
  sortino: 'Sortino',
  calmar: 'Calmar',
  'return-drawdown': 'Return for drawdown',
  'profit-factor': 'Profit factor',
  sqn: 'SQN',
  return: 'Return',
}

export const WALK_WORDS = {
  rolling: 'Rolling windows',
  anchored: 'Anchored windows',
  none: 'No: all at once',
} as const

/** "Fast 10, slow 30". */
export function setWords(parameters: Readonly<Record<string, number>>): string {
  const words = Object.entries(parameters).map(([key, value]) => `${parameterWords(key)} ${value}`)
  return words.map((word, index) => (index === 0 ? word : lowered(word))).join(', ')
}

function lowered(word: string): string {
  return word.charAt(0).toLowerCase() + word.slice(1)
}
