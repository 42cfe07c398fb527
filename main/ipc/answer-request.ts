import { z } from 'zod'
import {
  type Answer,
  type Problem,
  type RequestName,
  type RequestOutput,
  requests,
} from '../../app/contract/requests.ts'
import { problemOf } from '../../app/engine/problem-of.ts'

/** What carries the requests out: one function each, which answers with a value or a problem. */
export type RequestHandlers = {
  readonly [Name in RequestName]: (
    input: z.output<(typeof requests)[Name]['input']>,
  ) => Promise<Answer<RequestOutput<Name>>> | Answer<RequestOutput<Name>>
}

export interface RequestLog {
  warn(message: string): void
  error(message: string, error: unknown): void
}

/**
 * Checks what was asked against its schema, carries it out, and checks the answer. Whatever goes wrong is logged and
 * answered; nothing throws across the boundary, and nothing is done with what does not match.
 */
export async function answerRequest<Name extends RequestName>(
  name: Name,
  input: unknown,
  handlers: RequestHandlers,
  log: RequestLog,
): Promise<Answer<RequestOutput<Name>>> {
  const parsed = requests[name].input.safeParse(input)
  if (!parsed.success) {
    const faults = z.prettifyError(parsed.error)
    log.warn(`refused a malformed request ${name}: ${faults}`)
    return { ok: false, error: malformed(name, faults) }
  }
  try {
    const answer = await handlers[name](parsed.data as never)
    if (answer.ok) requests[name].output.parse(answer.value)
    return answer
  } catch (error) {
    log.error(`the request ${name} failed`, error)
    return { ok: false, error: problemOf(error) }
  }
}

function malformed(name: RequestName, faults: string): Problem {
  return {
    code: 'malformed-request',
    message: `The request ${name} was not understood, and nothing was changed: ${faults}`.slice(
      0,
      2_000,
    ),
    action: 'Correct the marked fields. If there are none, restart Cryptobot.',
  }
}
