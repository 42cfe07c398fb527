const UNITS = [
  ['w', 7 * 86_400_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
] as const

/** "1m", "4h", "90m": how long a candle is, in the largest unit that it is a multiple of. */
export function lengthText(ms: number): string {
  const [unit, length] = UNITS.find(([, unitMs]) => ms % unitMs === 0) ?? ['m', 60_000]
  return `${ms / length}${unit}`
}
