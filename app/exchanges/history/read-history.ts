import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { failure, type Problem, type Result, success } from '../../domain/result.ts'
import type { Timeframe } from '../../domain/timeframe.ts'
import { csvProblem } from '../replay/candle-csv.ts'
import { CandleFileFault } from '../replay/candle-file-fault.ts'
import { fileSystemProblem } from '../replay/file-system-problem.ts'
import { type HistoryCandles, HistoryReader } from './history-reader.ts'
import { zipEntry } from './zip-entry.ts'

/** Beyond this a file is hardly one of candles, or of a month's trades. */
const FILE_BYTES_MAX = 512 * 2 ** 20
const LINE_BYTES_MAX = 4_096
const ZIP = Buffer.from('PK')
const GZIP = Buffer.from([0x1f, 0x8b])
const CHOOSE =
  'Choose a CSV file, a JSON file of rows of six numbers, or a zip archive of one of them.'

const jsonRows = z.array(z.array(z.union([z.number(), z.string(), z.null()])))

/**
 * Reads a file of candles or trades as exchanges and other programs write them: CSV in several layouts, freqtrade's JSON, and
 * either of them packed. All of it is sound, or a problem says what is wrong and where.
 */
export async function readHistory(
  path: string,
  tradeTimeframe: Timeframe,
): Promise<Result<HistoryCandles, Problem>> {
  const fileName = basename(path)
  try {
    const { size } = await stat(path)
    if (size > FILE_BYTES_MAX) throw tooLarge()
    const content = unpacked(await readFile(path))
    const reader = new HistoryReader(tradeTimeframe)
    if (isJson(content)) readJson(content, reader)
    else readCsv(content, reader)
    return success(reader.finish())
  } catch (error) {
    return failure(fileSystemProblem(fileName, error) ?? csvProblem(fileName, error))
  }
}

function unpacked(content: Buffer): Buffer {
  if (content.subarray(0, 2).equals(ZIP)) return zipEntry(content, FILE_BYTES_MAX)
  if (!content.subarray(0, 2).equals(GZIP)) return content
  try {
    return gunzipSync(content, { maxOutputLength: FILE_BYTES_MAX })
  } catch {
    throw new CandleFileFault('the file cannot be unpacked.', 'Download it again.')
  }
}

function isJson(content: Buffer): boolean {
  return content.subarray(0, 64).toString().trimStart().startsWith('[')
}

function readCsv(content: Buffer, reader: HistoryReader): void {
  if (content.includes(0)) throw new CandleFileFault('this is not a text file.', CHOOSE)
  parse(content, {
    bom: true,
    max_record_size: LINE_BYTES_MAX,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    on_record: (row: string[], { lines }) => {
      reader.addRow(row, lines)
      return null
    },
  })
}

/** A row's number takes the place of its line. */
function readJson(content: Buffer, reader: HistoryReader): void {
  const rows = jsonRows.safeParse(parsedJson(content))
  if (!rows.success) throw new CandleFileFault('the JSON is no list of rows.', CHOOSE)
  for (const [index, row] of rows.data.entries()) reader.addRow(row.map(String), index + 1)
}

function parsedJson(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString())
  } catch {
    throw new CandleFileFault('the file is not complete JSON.', CHOOSE)
  }
}

function tooLarge(): CandleFileFault {
  return new CandleFileFault(
    `the file is larger than ${FILE_BYTES_MAX / 2 ** 20} MB.`,
    'Split the file, or export it with longer candles.',
  )
}
