import { z } from 'zod'
import {
  type Answer,
  type Problem,
  type RequestName,
  type RequestOutput,
  requests,
} from '../../app/contract/requests.ts'
import { shortened } from '../../app/contract/values.ts'
import { problemOf } from '../../app/engine/problem-of.ts'
import { messageFault } from './message-faults.ts'
import type { RequestGate } from './request-gate.ts'

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

export interface RequestParts {
  readonly handlers: RequestHandlers
  readonly gate: RequestGate
  readonly log: RequestLog
}

/**
 * Checks what was asked against its schema, carries it out, and checks the answer. Whatever goes wrong is logged and
 * answered; nothing throws across the boundary, and nothing is done with what does not match.
 */
export async function answerRequest<Name extends RequestName>(
  name: Name,
  input: unknown,
  { handlers, gate, log }: RequestParts,
): Promise<Answer<RequestOutput<Name>>> {
  const refusal = gate.refusal(name, input)
  if (refusal !== undefined) return { ok: false, error: refusal }
  const fault = messageFault(input)
  const parsed = fault === undefined ? requests[name].input.safeParse(input) : undefined
  if (!parsed?.success) {
    const faults = shortened(parsed === undefined ? `${fault}.` : z.prettifyError(parsed.error))
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
    message: shortened(
      `The request ${name} was not understood, and nothing was changed: ${faults}`,
    ),
    action: 'Correct the marked fields. If there are none, restart Cryptobot.',
  }
}
