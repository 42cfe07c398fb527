import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parse } from 'csv-parse'
import { failure, type Problem, type Result, success } from '../../domain/result.ts'
import { CandleCsvReader, csvProblem } from './candle-csv.ts'
import { CandleFileFault } from './candle-file-fault.ts'
import type { ParsedCandles } from './candle-table.ts'
import { fileSystemProblem } from './file-system-problem.ts'

/** Beyond this the file is hardly one of candles; five million of them need about 350 MB. */
const FILE_BYTES_MAX = 512 * 2 ** 20

export interface CandleFile {
  readonly parsed: ParsedCandles
  readonly sha256: string
}

interface ReadOptions {
  /** How the file is called in messages. */
  readonly fileName: string
  /** Receives the very bytes that are checked. */
  readonly copyTo?: FileHandle
  /** Puts rows right that are out of order, there twice, or missing, and says how many. */
  readonly repairs?: boolean
}

/** Reads and checks a file piece by piece, so that the app stays responsive, and copies it on the way if asked to. */
export async function readCandleFile(
  path: string,
  { fileName, copyTo, repairs = false }: ReadOptions,
): Promise<Result<CandleFile, Problem>> {
  const hash = createHash('sha256')
  const reader = new CandleCsvReader(repairs)
  let bytesRead = 0

  async function* inspect(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of source) {
      bytesRead += piece.length
      if (bytesRead > FILE_BYTES_MAX) throw tooLarge()
      reader.checkText(piece)
      hash.update(piece)
      await copyTo?.writeFile(piece)
      yield piece
    }
  }

  try {
    await pipeline(createReadStream(path), inspect, parse(reader.options), swallow())
    return success({ parsed: reader.finish(), sha256: hash.digest('hex') })
  } catch (error) {
    return failure(fileSystemProblem(fileName, error) ?? csvProblem(fileName, error))
  }
}

/** The parser hands every row to the reader; nothing comes out of its end. */
function swallow(): Writable {
  return new Writable({ objectMode: true, write: (_row, _encoding, done) => done() })
}

function tooLarge(): CandleFileFault {
  const limit = `${FILE_BYTES_MAX / 2 ** 20} MB`
  return new CandleFileFault(
    `the file is larger than ${limit}.`,
    'Split the file, or export it with longer candles.',
  )
}
