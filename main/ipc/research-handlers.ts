import { RESEARCH_REQUESTS, type ResearchRequest } from '../../app/contract/channels.ts'
import type { Answer } from '../../app/contract/requests.ts'
import type { ResearchThread } from '../research/research-thread.ts'
import type { RequestHandlers } from './answer-request.ts'
import { type ChooseSavePath, saveExport } from './save-export.ts'

export interface ResearchParts {
  readonly research: Pick<ResearchThread, 'ask'>
  readonly chooseSavePath: ChooseSavePath
}

/** Research is done in a thread of its own; its questions and answers only pass through. */
export function researchHandlers(
  parts: ResearchParts,
): Pick<RequestHandlers, ResearchRequest | 'exportBacktest'> {
  const { research } = parts
  const passed = RESEARCH_REQUESTS.map((name) => [
    name,
    (input: unknown) => research.ask(name, input),
  ])
  return {
    ...(Object.fromEntries(passed) as Pick<RequestHandlers, ResearchRequest>),
    exportBacktest: (input) => exportBacktest(parts, input),
  }
}

async function exportBacktest(
  { research, chooseSavePath }: ResearchParts,
  input: unknown,
): Promise<Answer<boolean>> {
  const made = await research.ask('exportBacktest', input)
  if (!made.ok) return made
  return saveExport({ ...made.value, what: 'The result' }, chooseSavePath)
}
