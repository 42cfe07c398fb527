import type { z } from 'zod'
import type { Market } from '../../domain/market.ts'
import { excerpt } from '../../domain/redact.ts'
import { failure } from '../../domain/result.ts'

export interface ParseContext {
  readonly market: Market
  /** When it arrived, for answers without a time. */
  readonly receivedAt: number
  readonly secrets: readonly string[]
}

/** An answer in a form that was not expected: nothing of it is used. */
export interface ParseFailure {
  readonly problem: string
  /** What came, short and without secrets, for the log. */
  readonly raw: string
}

export function misshapen(problem: string, raw: unknown, secrets: readonly string[]) {
  return failure<ParseFailure>({ problem, raw: excerpt(raw, secrets) })
}

/** The first thing that is wrong, and where. */
export function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues
  return issue ? `${issue.path.join('.') || 'it'}: ${issue.message}` : 'it has another form'
}
