import { z } from 'zod'
import { logSettings } from '../../app/contract/logs.ts'

/** What a profile keeps of how its log is written. */
export const LOGGING_DOCUMENT = 'logging'
export const logDocument = z.object({
  settings: logSettings,
  /** Null for the one in the profile. */
  folder: z.string().nullable(),
})
