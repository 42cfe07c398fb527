import { writeFile } from 'node:fs/promises'
import { RESEARCH_REQUESTS, type ResearchRequest } from '../../app/contract/channels.ts'
import type { Answer } from '../../app/contract/requests.ts'
import { failure, type Problem, success } from '../../app/domain/result.ts'
import type { ResearchThread } from '../research/research-thread.ts'
import type { RequestHandlers } from './answer-request.ts'

export interface ResearchParts {
  readonly research: Pick<ResearchThread, 'ask'>
  readonly chooseSavePath: (fileName: string) => Promise<string | null>
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
  const path = await chooseSavePath(made.value.fileName)
  if (path === null) return success(false)
  try {
    await writeFile(path, made.value.text)
    return success(true)
  } catch (error) {
    return failure(notWritten(path, error))
  }
}

function notWritten(path: string, error: unknown): Problem {
  const reason = error instanceof Error ? error.message : String(error)
  return {
    code: 'export-failed',
    message: `The result was not written to ${path}: ${reason}`,
    action: 'Choose another folder, or make room on the disk.',
  }
}
