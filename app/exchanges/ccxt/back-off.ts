import { randomAt } from '../seeded-random.ts'

const FIRST_DELAY_MS = 1_000
const DELAY_MS_MAX = 60_000
const STREAM = 1

/**
 * How long to wait after so many failures in a row: 1 s, 2 s, 4 s … 60 s, each a little shorter or longer, so that many
 * who lost the same exchange do not come back at the same moment. Never shorter than the exchange asked for.
 */
export function backOffMs(failures: number, retryAfterMs: number, seed: number): number {
  const doubled = FIRST_DELAY_MS * 2 ** Math.min(failures - 1, 10)
  const jitter = 0.75 + 0.5 * randomAt(seed, STREAM, failures)
  const delayMs = Math.round(Math.min(DELAY_MS_MAX, doubled * jitter))
  return Math.max(delayMs, retryAfterMs)
}
