import type { Problem } from '../../domain/result.ts'

interface Place {
  readonly line: number
  /** Counted from 1, with its name, where one column is at fault. */
  readonly column?: { readonly number: number; readonly name: string } | undefined
}

/**
 * What is wrong with a file of candles. Thrown, because it has to leave the CSV parser's callbacks; the functions that
 * read files turn it into a value.
 */
export class CandleFileFault extends Error {
  override readonly name = 'CandleFileFault'
  readonly action: string
  readonly place: Place | undefined

  constructor(message: string, action: string, place?: Place) {
    super(message)
    this.action = action
    this.place = place
  }
}

/** The fault as a person is told it, with the file's name, line and column in front. */
export function candleFileProblem(fileName: string, fault: CandleFileFault): Problem {
  const { place } = fault
  const line = place ? `, line ${place.line}` : ''
  const column = place?.column ? `, column ${place.column.number} (${place.column.name})` : ''
  return {
    code: 'candle-file-invalid',
    message: `${fileName}${line}${column}: ${fault.message} Nothing was imported.`,
    action: fault.action,
  }
}

/** What stands in the file, short enough for a message. */
export function excerpt(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)
}
