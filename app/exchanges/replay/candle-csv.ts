import { CsvError, type Options } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { failure, type Problem, type Result, success } from '../../domain/result.ts'
import { CandleFileFault, candleFileProblem, excerpt } from './candle-file-fault.ts'
import { CANDLE_COLUMNS, CandleTable, type ParsedCandles } from './candle-table.ts'

/** Far longer than any line of candles; a file without line ends is noticed before it fills the memory. */
const LINE_BYTES_MAX = 4_096
const EXPECTED_HEADER = CANDLE_COLUMNS.join(',')
const SAVE_AS_CSV = `Choose a CSV file in UTF-8 whose first line is ${EXPECTED_HEADER}.`

/** Checks a whole file of candles; a single wrong line refuses all of it. */
export function parseCandleCsv(
  content: string | Buffer,
  fileName: string,
): Result<ParsedCandles, Problem> {
  const reader = new CandleCsvReader()
  try {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    reader.checkText(bytes)
    parse(bytes, reader.options)
    return success(reader.finish())
  } catch (error) {
    return failure(csvProblem(fileName, error))
  }
}

/** Carries rows from csv-parse to the table; made for one file. */
export class CandleCsvReader {
  readonly #table: CandleTable
  #headerSeen = false

  constructor(repairs = false) {
    this.#table = new CandleTable(repairs)
  }

  readonly options: Options = {
    bom: true,
    max_record_size: LINE_BYTES_MAX,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    on_record: (row: string[], { lines }) => {
      if (this.#headerSeen) this.#table.addRow(row, lines)
      else this.#readHeader(row, lines)
      return null
    },
  }

  /** Spreadsheets and archives contain zero bytes; text in UTF-8 does not. */
  checkText(bytes: Buffer): void {
    if (bytes.includes(0)) throw new CandleFileFault('this is not a text file.', SAVE_AS_CSV)
  }

  finish(): ParsedCandles {
    if (!this.#headerSeen) throw new CandleFileFault('the file is empty.', SAVE_AS_CSV)
    return this.#table.finish()
  }

  #readHeader(row: readonly string[], line: number): void {
    const names = row.map((name) => name.toLowerCase())
    const missing = CANDLE_COLUMNS.filter((name) => !names.includes(name))
    if (missing.length > 0) {
      const found = excerpt(row.join(','))
      const message = `the first line lacks the columns ${missing.join(', ')}; it is ${found}.`
      throw new CandleFileFault(message, SAVE_AS_CSV, { line })
    }
    const wrong = CANDLE_COLUMNS.findIndex((name, position) => names[position] !== name)
    if (wrong >= 0 || names.length > CANDLE_COLUMNS.length) {
      const message = `the columns must be ${EXPECTED_HEADER}, in this order and no others.`
      throw new CandleFileFault(message, SAVE_AS_CSV, { line })
    }
    this.#headerSeen = true
  }
}

/** The fault of a file as a problem; anything else is a bug or a failing disk and is thrown on. */
export function csvProblem(fileName: string, error: unknown): Problem {
  if (error instanceof CandleFileFault) return candleFileProblem(fileName, error)
  if (!(error instanceof CsvError)) throw error
  const message =
    error.code === 'CSV_MAX_RECORD_SIZE'
      ? 'the line is too long for a line of candles.'
      : 'the quotation marks do not match.'
  return candleFileProblem(fileName, new CandleFileFault(message, SAVE_AS_CSV, csvPlace(error)))
}

function csvPlace(error: CsvError): { line: number } | undefined {
  const line: unknown = error.lines
  return typeof line === 'number' ? { line } : undefined
}
