const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const

/** "12.5 %", to a tenth; "? %" when it is not known. */
export function percentInWords(percent: number): string {
  return Number.isNaN(percent) ? '? %' : `${Math.round(percent * 10) / 10} %`
}

/** "90 s", "2 min", "1 h": in the largest unit of which there are two, or a whole number. */
export function durationInWords(ms: number): string {
  if (Number.isNaN(ms)) return '? s'
  for (const [unit, unitMs] of UNITS) {
    if (ms >= 2 * unitMs || (ms >= unitMs && ms % unitMs === 0))
      return `${Math.floor(ms / unitMs)} ${unit}`
  }
  return `${Math.round(ms)} ms`
}
