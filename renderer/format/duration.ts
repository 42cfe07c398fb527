const UNITS = [
  { word: 'd', ms: 86_400_000 },
  { word: 'h', ms: 3_600_000 },
  { word: 'min', ms: 60_000 },
  { word: 's', ms: 1_000 },
  { word: 'ms', ms: 1 },
] as const

const PATTERN = /^(\d{1,12}(?:\.\d{1,6})?)\s*(d|h|min|m|s|ms)$/

/** "250 ms", "1.5 s", "2.25 h": rounded, for what is only read. */
export function durationWords(ms: number): string {
  const unit = UNITS.find((candidate) => Math.abs(ms) >= candidate.ms)
  return unit ? `${Number((ms / unit.ms).toFixed(2))} ${unit.word}` : `${Number(ms.toFixed(2))} ms`
}

/** "5 min", "100 s": exact, in the largest unit that two decimals suffice for, as `durationOf` reads it. */
export function durationText(ms: number): string {
  const unit = UNITS.find((candidate) => ms >= candidate.ms && (ms * 100) % candidate.ms === 0)
  return unit ? `${ms / unit.ms} ${unit.word}` : `${ms} ms`
}

/** Ms of what people type, "30 s", "5 min" or "1.5 h"; nothing where that is no duration. */
export function durationOf(text: string): number | undefined {
  const [, count, word] = PATTERN.exec(text.trim().toLowerCase()) ?? []
  const unit = UNITS.find((candidate) => candidate.word === (word === 'm' ? 'min' : word))
  return unit === undefined ? undefined : Math.round(Number(count) * unit.ms)
}
