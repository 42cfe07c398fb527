import { type FileHandle, open } from 'node:fs/promises'
import { LOG_LEVELS } from '../../app/contract/log-words.ts'
import {
  LOG_PAGE_MAX,
  LOG_TEXT_MAX,
  type LogLine,
  type LogPage,
  type LogPlace,
  type LogWish,
} from '../../app/contract/logs.ts'
import { type LogFile, logFiles } from './log-files.ts'
import { continuedText, logEntryOf } from './log-text.ts'

/** Read and parsed at a time, which takes a few milliseconds; the engine goes on in between. */
const CHUNK_BYTES = 256 * 1_024
/** After so many without enough lines, what was found is answered, and the rest asked for by its place. */
const SEARCHED_BYTES_MAX = 8 * 1_048_576
const NEWLINE = 0x0a

/** Some lines of the log in a folder, from its end or from a place in it. Files that went meanwhile are left out. */
export async function readLog(folder: string, wish: LogWish): Promise<LogPage> {
  const files = await logFiles(folder)
  return wish.direction === 'newer' ? readOn(files, wish) : readBack(files, wish)
}

/** A part of a file whose lines are whole, with all that belongs to them. */
interface Piece {
  readonly from: number
  readonly to: number
  readonly lines: readonly PlacedLine[]
}

interface PlacedLine extends LogLine {
  readonly offset: number
}

async function readBack(files: readonly LogFile[], wish: LogWish): Promise<LogPage> {
  const from = wish.direction === 'newest' ? endOf(files.at(-1)) : wish.from
  const known = files.findIndex(({ file }) => file === from?.file)
  const found: LogLine[] = []
  let newer = from
  let searched = 0
  for (let place = known; place >= 0; place -= 1) {
    const file = files[place]
    if (file === undefined) break
    let end = place === known ? Math.min(from?.offset ?? 0, file.bytes) : file.bytes
    while (end > 0) {
      if (searched >= SEARCHED_BYTES_MAX) return page(found, placeIn(file, end), newer)
      const piece = await pieceBefore(file, end)
      // The last line may be half written.
      if (searched === 0) newer = placeIn(file, piece.to)
      searched += end - piece.from
      const wanted = piece.lines.filter((line) => isWanted(line, wish))
      const taken = wanted.slice(Math.max(0, wanted.length - (LOG_PAGE_MAX - found.length)))
      found.unshift(...taken.map(asLine))
      const first = taken[0]
      if (found.length === LOG_PAGE_MAX && first !== undefined) {
        return page(found, placeIn(file, first.offset), newer)
      }
      end = piece.from
    }
  }
  return page(found, null, newer)
}

async function readOn(files: readonly LogFile[], wish: LogWish): Promise<LogPage> {
  const known = files.findIndex(({ file }) => file === wish.from?.file)
  const found: LogLine[] = []
  let newer = wish.from
  let searched = 0
  for (let place = Math.max(known, 0); place < files.length; place += 1) {
    const file = files[place]
    if (file === undefined) break
    let start = place === known ? (wish.from?.offset ?? 0) : 0
    while (start < file.bytes && searched < SEARCHED_BYTES_MAX) {
      const piece = await pieceAfter(file, start)
      if (piece.to === start) break
      searched += piece.to - start
      const wanted = piece.lines.filter((line) => isWanted(line, wish))
      const room = LOG_PAGE_MAX - found.length
      found.push(...wanted.slice(0, room).map(asLine))
      const next = wanted[room]
      if (next !== undefined) return page(found, null, placeIn(file, next.offset))
      start = piece.to
    }
    newer = placeIn(file, start)
    if (searched >= SEARCHED_BYTES_MAX) break
  }
  return page(found, null, newer)
}

function page(lines: LogLine[], older: LogPlace | null, newer: LogPlace | null): LogPage {
  return { lines, older, newer }
}

function endOf(file: LogFile | undefined): LogPlace | null {
  return file === undefined ? null : placeIn(file, file.bytes)
}

function placeIn({ file }: LogFile, offset: number): LogPlace {
  return { file, offset }
}

function asLine({ offset: _, ...line }: PlacedLine): LogLine {
  return line
}

function isWanted({ part, level, text, clientOrderId }: LogLine, wish: LogWish): boolean {
  if (!wish.parts.includes(part)) return false
  if (LOG_LEVELS.indexOf(level) > LOG_LEVELS.indexOf(wish.level)) return false
  const words = wish.words.trim().toLowerCase()
  return `${text} ${clientOrderId ?? ''}`.toLowerCase().includes(words)
}

/** Up to a place where a line begins, or the file ends. */
async function pieceBefore(file: LogFile, end: number): Promise<Piece> {
  const from = Math.max(0, end - CHUNK_BYTES)
  const piece = pieceOf(file.file, await read(file, from, end), from)
  // What is before the first line of a file, or longer than any line of ours, is nothing that we wrote.
  return from === 0 ? { ...piece, from } : piece
}

async function pieceAfter(file: LogFile, start: number): Promise<Piece> {
  const end = Math.min(file.bytes, start + CHUNK_BYTES)
  const piece = pieceOf(file.file, await read(file, start, end), start)
  const last = piece.lines.at(-1)
  if (end === file.bytes || last === undefined || last.offset === start) return piece
  // Some of it may be beyond.
  return { ...piece, to: last.offset, lines: piece.lines.slice(0, -1) }
}

/** What comes before the first line of ours is left for the piece before. */
function pieceOf(file: string, bytes: Buffer, from: number): Piece {
  const lines: (PlacedLine & { text: string })[] = []
  let begin = 0
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, begin)) {
    const text = bytes.toString('utf8', begin, end).replace(/\r$/, '')
    const entry = logEntryOf(text)
    const before = lines.at(-1)
    const offset = from + begin
    if (entry !== undefined) lines.push({ ...entry, id: `${file}-${offset}`, offset })
    else if (before !== undefined) before.text += `\n${continuedText(text)}`
    begin = end + 1
  }
  for (const line of lines) line.text = line.text.slice(0, LOG_TEXT_MAX)
  return { from: lines[0]?.offset ?? from, to: from + begin, lines }
}

async function read({ path }: LogFile, from: number, to: number): Promise<Buffer> {
  let handle: FileHandle | undefined
  try {
    handle = await open(path, 'r')
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(to - from), 0, to - from, from)
    return buffer.subarray(0, bytesRead)
  } catch {
    return Buffer.alloc(0)
  } finally {
    await handle?.close()
  }
}
