import { type Stretch, without } from '../domain/stretch.ts'

/** The parts of a stretch without candles. Times are in order; stretches known to be empty count as there. */
export function missingStretches(
  openTimes: Iterable<number>,
  whole: Stretch,
  { candleMs, empty }: { readonly candleMs: number; readonly empty: readonly Stretch[] },
): readonly Stretch[] {
  const missing: Stretch[] = []
  let next = whole.from
  for (const openTime of openTimes) {
    if (openTime < whole.from || openTime >= whole.until) continue
    if (openTime > next) missing.push({ from: next, until: openTime })
    next = openTime + candleMs
  }
  if (next < whole.until) missing.push({ from: next, until: whole.until })
  return missing.flatMap((stretch) => without(stretch, empty))
}
