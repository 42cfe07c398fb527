import type { LogLevel, LogPart } from '../../app/contract/log-words.ts'

export const PART_WORDS: Readonly<Record<LogPart, string>> = {
  app: 'Application',
  engine: 'Engine',
  window: 'Window',
  research: 'Research',
  alerts: 'Alerts',
  updates: 'Updates',
}

type LevelWords = {
  readonly word: string
  /** When that, and what is more important, is wanted. */
  readonly filter: string
  readonly tone: string
}

export const LEVEL_WORDS: Readonly<Record<LogLevel, LevelWords>> = {
  error: { word: 'Error', filter: 'Errors', tone: 'text-danger' },
  warn: { word: 'Warning', filter: 'Warnings and errors', tone: 'text-attention' },
  info: { word: 'Info', filter: 'All but details', tone: 'text-ink' },
  debug: { word: 'Detail', filter: 'Everything', tone: 'text-ink-soft' },
}
