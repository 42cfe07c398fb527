import { z } from 'zod'
import { LOG_LEVELS, LOG_PARTS, type LogLevel, type LogPart } from '../../app/contract/log-words.ts'
import type { LogSettings } from '../../app/contract/logs.ts'

/** A line of the log before it is written, or as it is read. */
export interface LogEntry {
  readonly time: number
  readonly level: LogLevel
  readonly part: LogPart
  readonly text: string
  readonly clientOrderId: string | null
}

/** Begins every further line of a text of several lines, which no first line begins with. */
const CONTINUED = '    '
/** Words of one column are padded to the longest of them. */
const LEVEL_WIDTH = 5
const PART_WIDTH = 8
const FIRST_LINE = new RegExp(
  `^(\\d{4}-\\d\\d-\\d\\dT[\\d:.]{12}Z) (.{${LEVEL_WIDTH}}) (.{${PART_WIDTH}}) (.*)$`,
)
const ORDER = / \[order ([A-Za-z0-9-]{1,64})\]$/

const jsonLine = z.object({
  time: z.iso.datetime(),
  level: z.enum(LOG_LEVELS),
  part: z.enum(LOG_PARTS),
  text: z.string(),
  order: z.string().optional(),
})

/** As it stands in the file, without the end of the line. */
export function logText(entry: LogEntry, format: LogSettings['format']): string {
  const { level, part, text, clientOrderId } = entry
  const time = new Date(entry.time).toISOString()
  if (format === 'json') {
    return JSON.stringify({ time, level, part, text, order: clientOrderId ?? undefined })
  }
  const [first = '', ...rest] = text.split(/\r?\n/)
  const order = clientOrderId === null ? '' : ` [order ${clientOrderId}]`
  return [
    `${time} ${level.padEnd(LEVEL_WIDTH)} ${part.padEnd(PART_WIDTH)} ${first}${order}`,
    ...rest.map((line) => `${CONTINUED}${line}`),
  ].join('\n')
}

/** Nothing for what continues the line before it, or was never written by `logText`. */
export function logEntryOf(line: string): LogEntry | undefined {
  return line.startsWith('{') ? entryOfJson(line) : entryOfText(line)
}

/** What a line adds to the text before it. */
export function continuedText(line: string): string {
  return line.startsWith(CONTINUED) ? line.slice(CONTINUED.length) : line
}

function entryOfText(line: string): LogEntry | undefined {
  const [, time = '', levelWord, partWord, rest = ''] = FIRST_LINE.exec(line) ?? []
  const level = LOG_LEVELS.find((one) => one === levelWord?.trimEnd())
  const part = LOG_PARTS.find((one) => one === partWord?.trimEnd())
  if (level === undefined || part === undefined) return undefined
  const clientOrderId = ORDER.exec(rest)?.[1] ?? null
  return { time: Date.parse(time), level, part, text: rest.replace(ORDER, ''), clientOrderId }
}

function entryOfJson(line: string): LogEntry | undefined {
  try {
    const { time, order = null, ...rest } = jsonLine.parse(JSON.parse(line))
    return { ...rest, time: Date.parse(time), clientOrderId: order }
  } catch {
    // Cut by a crash, or by somebody's editor: it is shown with the line before it.
    return undefined
  }
}
