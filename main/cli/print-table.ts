/** Rows in columns as wide as they need to be. */
export function printTable(rows: readonly Readonly<Record<string, unknown>>[]): void {
  const [first] = rows
  if (first === undefined) {
    process.stdout.write('none\n')
    return
  }
  const names = Object.keys(first)
  const lines = [names, ...rows.map((row) => names.map((name) => cell(name, row[name])))]
  const widths = names.map((_, column) =>
    Math.max(...lines.map((line) => (line[column] ?? '').length)),
  )
  for (const line of lines) {
    const text = line.map((value, column) => value.padEnd(widths[column] ?? 0)).join('  ')
    process.stdout.write(`${text.trimEnd()}\n`)
  }
}

const TIMES = ['time', 'updatedAt', 'since']

function cell(name: string, value: unknown): string {
  if (value === null || value === undefined) return '-'
  if (typeof value !== 'number' || !TIMES.includes(name)) return String(value)
  return new Date(value).toISOString().slice(0, 19).replace('T', ' ')
}
