import { badParameter } from './bybit-errors.ts'
import type { Fields } from './fields.ts'

interface Page<Row> {
  readonly rows: readonly Row[]
  /** Empty when there is nothing more. */
  readonly nextPageCursor: string
}

interface Paging<Row> {
  readonly idOf: (row: Row) => number
  readonly usual: number
  readonly most: number
}

/** Newest first, as Bybit lists everything; the cursor is the last row that was told. */
export function page<Row>(
  rows: readonly Row[],
  fields: Fields,
  { idOf, usual, most }: Paging<Row>,
): Page<Row> {
  const limit = fields.wholeNumber('limit') ?? usual
  if (limit < 1) throw badParameter('limit must be at least 1')
  const newestFirst = rows.toSorted((a, b) => idOf(b) - idOf(a))
  const last = readCursor(fields)
  const left = last === undefined ? newestFirst : newestFirst.filter((row) => idOf(row) < last)
  const told = left.slice(0, Math.min(limit, most))
  const lastTold = told.at(-1)
  const isMore = told.length < left.length && lastTold !== undefined
  return { rows: told, nextPageCursor: isMore ? `${idOf(lastTold)}%3A0` : '' }
}

function readCursor(fields: Fields): number | undefined {
  const cursor = fields.get('cursor')
  if (cursor === undefined) return undefined
  // It comes back as it was told, or encoded once more.
  const [, id] = /^(\d+)(?::|%3A)/.exec(cursor) ?? []
  if (id === undefined) throw badParameter('cursor is not valid')
  return Number(id)
}

const DAY_MS = 86_400_000
const SPAN_MAX_MS = 7 * DAY_MS

interface Span {
  readonly from: number
  readonly to: number
}

/** The seven days up to now or to the end, or those from the start on. */
export function readSpan(fields: Fields, now: number): Span {
  const from = fields.wholeNumber('startTime')
  const to = fields.wholeNumber('endTime')
  if (from !== undefined && to !== undefined && (to < from || to - from > SPAN_MAX_MS)) {
    throw badParameter('The time range between startTime and endTime cannot exceed 7 days')
  }
  if (from !== undefined) return { from, to: to ?? from + SPAN_MAX_MS }
  return { from: (to ?? now) - SPAN_MAX_MS, to: to ?? Number.POSITIVE_INFINITY }
}
