import { failure, type Problem, type Result } from '../domain/result.ts'
import type { CandlePage, CandlePages } from '../ports/candle-pages.ts'
import type { Clock } from '../ports/clock.ts'

/** A ban is waited for however long it lasts; anything else that passes, so often in a row. */
const FAILURES_MAX = 8
const FIRST_PAUSE_MS = 1_000
const PAUSE_MS_MAX = 60_000

export interface Patience {
  readonly pages: CandlePages
  readonly clock: Clock
  readonly events: { readonly waiting: (why: Problem, forMs: number) => void }
  readonly signal: AbortSignal
}

/** One page, however often it has to be asked for. */
export async function patiently(
  { pages, clock, events, signal }: Patience,
  since: number,
): Promise<Result<CandlePage, Problem>> {
  for (let failures = 0; ; ) {
    if (signal.aborted) return failure(INTERRUPTED)
    const page = await pages.fetch(since)
    if (page.ok) return page
    const { isPassing, retryAfterMs, ...problem } = page.error
    if (retryAfterMs === 0) failures += 1
    if (!isPassing || failures > FAILURES_MAX) return failure(problem)
    const pauseMs = retryAfterMs || Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), PAUSE_MS_MAX)
    events.waiting(problem, pauseMs)
    await pause(clock, pauseMs, signal)
  }
}

function pause(clock: Clock, forMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const stop = () => {
      cancel()
      done()
    }
    const cancel = clock.schedule(forMs, () => {
      signal.removeEventListener('abort', stop)
      done()
    })
    signal.addEventListener('abort', stop, { once: true })
  })
}

export const INTERRUPTED: Problem = {
  code: 'download-interrupted',
  message: 'The download was interrupted; what had come is kept.',
  action: 'Give the same command again, or `cryptobot data download` alone, to go on.',
}
