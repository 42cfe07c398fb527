import type { Exchange } from 'ccxt'
import type { Clock } from '../../ports/clock.ts'
import type { TakeTurn } from './candle-client.ts'
import { factsOf } from './facts-of.ts'
import { RequestScheduler } from './request-scheduler.ts'
import { RequestTrace } from './request-trace.ts'
import { holdsList } from './whole-answer.ts'

/** What nobody waits for with money at stake can wait: what is more urgent goes first, however long that takes. */
const WAIT_MS_MAX = 3_600_000

interface Pacing {
  readonly exchangeId: string
  readonly clock: Clock
  /** Ends every wait. */
  readonly signal: AbortSignal
}

/** Requests for market data go no further into what the exchange allows than beside an account. */
export function pacedTurns(exchange: Exchange, { exchangeId, clock, signal }: Pacing): TakeTurn {
  const facts = factsOf(exchangeId)
  const scheduler = new RequestScheduler({ clock, budget: facts.budget })
  const trace = new RequestTrace([exchange])
  return async (send) => {
    const answer = await scheduler.run({
      kind: 'market-data',
      send: () => trace.run(send),
      waitMsMax: WAIT_MS_MAX,
      signal,
    })
    for (const { answer: told } of answer.requests) {
      if (told) scheduler.observe(told.status, told.headers)
    }
    if (!answer.ok) throw answer.error
    if (isEmptyList(answer.value) && !holdsList(answer.requests, facts)) throw new PartialAnswer()
    return answer.value
  }
}

/** What was cut short on the way would read as "there are no candles", which is remembered. */
class PartialAnswer extends Error {
  override readonly name = 'ExchangeNotAvailable'
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}
