import type { Traced } from './request-trace.ts'

/** What a call of ccxt came to. */
export type CallAnswer = Traced<unknown>

/** The network, the exchange's machines or its silence failed us: not its rules, nor that it wants fewer requests. */
export function isUnanswered(answer: CallAnswer): boolean {
  const last = answer.requests.at(-1)
  if (answer.ok || last === undefined) return false
  return last.answer === null || last.answer.status >= 500
}

/** It never left, so it tells nothing of the exchange. */
export function isUnsent({ ok, requests }: CallAnswer): boolean {
  return !ok && requests.length === 0
}

/** An exchange that was silent until the time was up has had its chance: whoever asked has waited long enough. */
export function isWorthRepeating(answer: CallAnswer): boolean {
  if (answer.ok || !isUnanswered(answer)) return false
  return !(answer.error instanceof Error && answer.error.name === 'RequestTimeout')
}
