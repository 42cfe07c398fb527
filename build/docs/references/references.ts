import { commandLineReference } from './command-line.ts'
import { configurationReference } from './configuration.ts'
import { strategyApiReference } from './strategy-api.ts'

/** The pages below docs/reference that are written by the program, by file name. */
export const REFERENCES: Readonly<Record<string, () => string | Promise<string>>> = {
  'command-line.md': commandLineReference,
  'configuration.md': configurationReference,
  'strategy-api.md': strategyApiReference,
}
