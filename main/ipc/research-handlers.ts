import type { ResearchThread } from '../research/research-thread.ts'
import { RESEARCH_REQUESTS, type ResearchRequest } from '../research/research-wire.ts'
import type { RequestHandlers } from './answer-request.ts'

/** Research is done in a thread of its own; its questions and answers only pass through. */
export function researchHandlers(
  research: Pick<ResearchThread, 'ask'>,
): Pick<RequestHandlers, ResearchRequest> {
  const handlers = RESEARCH_REQUESTS.map((name) => [
    name,
    (input: unknown) => research.ask(name, input),
  ])
  return Object.fromEntries(handlers) as Pick<RequestHandlers, ResearchRequest>
}
