import { z } from 'zod'
import { LOG_LEVELS, LOG_LIMITS, LOG_PARTS, type LogPart } from './log-words.ts'
import { identifier, timeMs } from './values.ts'

/** What is written, and for how long it is kept. */
export const logSettings = z.object({
  /** What is less important than that is not written. */
  levels: z.object({
    app: z.enum(LOG_LEVELS),
    engine: z.enum(LOG_LEVELS),
    window: z.enum(LOG_LEVELS),
    research: z.enum(LOG_LEVELS),
    alerts: z.enum(LOG_LEVELS),
    updates: z.enum(LOG_LEVELS),
  } satisfies Record<LogPart, z.ZodType>),
  /** text: for people. json: one object a line, for programs. */
  format: z.enum(['text', 'json']),
  /** A file that has grown to this is put aside, and another begun. */
  fileMegabytes: z.number().int().min(1).max(LOG_LIMITS.fileMegabytes),
  /** How many there are, the one that is written to included; the oldest goes. */
  files: z.number().int().min(1).max(LOG_LIMITS.files),
  /** Files that were put aside longer ago than that go, however few there are. */
  keepDays: z.number().int().min(1).max(LOG_LIMITS.keepDays),
})
export type LogSettings = z.infer<typeof logSettings>

const PATH_LENGTH_MAX = 4_096
export const loggingView = z.object({
  settings: logSettings,
  folder: z.string().max(PATH_LENGTH_MAX),
  /** Whether that is the folder in the profile. */
  isUsualFolder: z.boolean(),
})
export type LoggingView = z.infer<typeof loggingView>

/** What is longer is cut. */
export const LOG_TEXT_MAX = 20_000
export const logLine = z.object({
  /** Which it is, for as long as its file is there. */
  id: z.string().max(60),
  time: timeMs,
  level: z.enum(LOG_LEVELS),
  part: z.enum(LOG_PARTS),
  text: z.string().max(LOG_TEXT_MAX),
  /** The order that it is about. */
  clientOrderId: identifier.nullable(),
})
export type LogLine = z.infer<typeof logLine>

/** A place between two lines: a file, whatever it is called by now, and how many bytes into it. */
export const logPlace = z.object({
  file: z.string().regex(/^\d{1,25}$/),
  offset: z.number().int().nonnegative(),
})
export type LogPlace = z.infer<typeof logPlace>

export const LOG_PAGE_MAX = 500
const WORDS_LENGTH_MAX = 200
/** Which lines somebody wants to see. */
export const logWish = z.object({
  parts: z.array(z.enum(LOG_PARTS)).max(LOG_PARTS.length).readonly(),
  /** That important, or more. */
  level: z.enum(LOG_LEVELS),
  /** Every line has these in it, in upper or lower case; empty for any. */
  words: z.string().max(WORDS_LENGTH_MAX),
  /** newest: the last ones there are. older: before a place. newer: after it. */
  direction: z.enum(['newest', 'older', 'newer']),
  /** Null for `newest` alone. */
  from: logPlace.nullable(),
})
export type LogWish = z.infer<typeof logWish>

export const logPage = z.object({
  /** Oldest first. */
  lines: z.array(logLine).max(LOG_PAGE_MAX),
  /** From where older ones are asked for; null where there are none. */
  older: logPlace.nullable(),
  /** From where newer ones are asked for; null while nothing was ever written. */
  newer: logPlace.nullable(),
})
export type LogPage = z.infer<typeof logPage>

/** A text that somebody tries out. */
export const logSample = z.object({ text: z.string().max(LOG_TEXT_MAX) })

const DIAGNOSTICS_LENGTH_MAX = 4_000_000
/** Everything that helps to find a fault, without what is secret: to be read before it is given away. */
export const diagnostics = z.object({
  fileName: z.string().max(100),
  text: z.string().max(DIAGNOSTICS_LENGTH_MAX),
})
export type Diagnostics = z.infer<typeof diagnostics>
