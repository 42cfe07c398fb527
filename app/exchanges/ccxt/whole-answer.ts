import type { ExchangeFacts } from './exchange-facts.ts'
import type { SentRequest } from './request-trace.ts'

/**
 * Whether the exchange really answered with a list. ccxt makes an empty list of a body that was cut or empty, or of another
 * shape, and would have us believe that there is nothing.
 */
export function holdsList(requests: readonly SentRequest[], { answers }: ExchangeFacts): boolean {
  const bodies = requests.map(({ answer }) => answer?.json)
  if (bodies.length === 0 || bodies.some((body) => body === undefined)) return false
  return answers.isList(bodies.at(-1))
}
