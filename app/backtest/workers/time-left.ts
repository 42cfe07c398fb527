/** At the pace so far; null before there is one. */
export function timeLeft(elapsedMs: number, share: number): number | null {
  return share > 0 ? Math.round((elapsedMs * (1 - share)) / share) : null
}
