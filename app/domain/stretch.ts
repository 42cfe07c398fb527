/** From one time on and before another, Unix ms. */
export interface Stretch {
  readonly from: number
  readonly until: number
}

/** What is left of a stretch without others, in the order of time. */
export function without(stretch: Stretch, others: readonly Stretch[]): readonly Stretch[] {
  let parts: readonly Stretch[] = [stretch]
  for (const { from, until } of others) {
    parts = parts.flatMap((part) =>
      [
        { from: part.from, until: Math.min(part.until, from) },
        { from: Math.max(part.from, until), until: part.until },
      ].filter((rest) => rest.from < rest.until),
    )
  }
  return parts
}
