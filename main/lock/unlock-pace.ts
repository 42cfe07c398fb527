import { z } from 'zod'

/** Mistyped once or twice is no attack. */
const FREE_ATTEMPTS = 3
const SECOND_MS = 1_000
/** Four an hour, once somebody guesses. */
const WAIT_MS_MAX = 15 * 60 * SECOND_MS

/** Attempts since the last one that was right. */
export const attempts = z.object({ failed: z.number().int().nonnegative(), lastAt: z.number() })
export type Attempts = z.infer<typeof attempts>

export const NO_ATTEMPTS: Attempts = { failed: 0, lastAt: 0 }

/** How long nobody may try again, in ms: doubled with each attempt after the third. A clock that was set back helps nobody. */
export function waitMs({ failed, lastAt }: Attempts, now: number): number {
  if (failed < FREE_ATTEMPTS) return 0
  const pause = Math.min(WAIT_MS_MAX, SECOND_MS * 2 ** (failed - FREE_ATTEMPTS))
  const since = now - lastAt
  return since < 0 ? pause : Math.max(0, pause - since)
}
