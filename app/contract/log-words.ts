import type { LogSettings } from './logs.ts'

/** What writes to the log. app: the process itself, its profile and its secrets. */
export const LOG_PARTS = ['app', 'engine', 'window', 'research', 'alerts', 'updates'] as const
export type LogPart = (typeof LOG_PARTS)[number]

/** From what must not be overlooked to every decision. */
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** How much is kept: each a whole number from 1 to this. */
export const LOG_LIMITS = { fileMegabytes: 100, files: 50, keepDays: 3_650 } as const

export const DEFAULT_LOG_SETTINGS: LogSettings = {
  levels: {
    app: 'info',
    engine: 'info',
    window: 'info',
    research: 'info',
    alerts: 'info',
    updates: 'info',
  },
  format: 'text',
  fileMegabytes: 5,
  files: 10,
  keepDays: 90,
}
