const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const

/** A length of time for people: "1 h 30 min", "2.5 s". The two largest units, rounded down. */
export function durationText(ms: number): string {
  const first = UNITS.findIndex(([, length]) => ms >= length)
  const unit = UNITS[first]
  if (unit === undefined) return `${Math.floor(ms)} ms`
  const [name, length] = unit
  const next = UNITS[first + 1]
  if (next === undefined) return `${Math.floor(ms / 100) / 10} s`
  const rest = Math.floor((ms % length) / next[1])
  const whole = `${Math.floor(ms / length)} ${name}`
  return rest === 0 ? whole : `${whole} ${rest} ${next[0]}`
}
