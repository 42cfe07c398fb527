export type CsvCell = string | number

/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/

/** Comma-separated values (RFC 4180, with plain newlines), with the names of the columns in the first line. */
export function csvText(names: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return `${[names, ...rows].map((row) => row.map(cellText).join(',')).join('\n')}\n`
}

/** Quoted where it must be; a text that a spreadsheet would run is made a text again. */
function cellText(cell: CsvCell): string {
  const text = String(cell)
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
