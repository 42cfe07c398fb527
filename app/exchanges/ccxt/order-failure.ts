import { redact } from '../../domain/redact.ts'
import type { AnswerError, CodePattern, ExchangeFacts } from './exchange-facts.ts'
import { resetAfter, retryAfter } from './exchange-failure.ts'
import { nameOf } from './listed-exchanges.ts'
import type { RequestAnswer, SentRequest } from './request-trace.ts'

/**
 * What a failed submit or cancel means. 'rejected' is only said when the exchange said so by a code that leaves nothing
 * open, or when no request left; everything else is 'unknown'.
 */
export interface OrderFailure {
  readonly outcome: 'rejected' | 'unknown'
  /** A sentence for people, in the exchange's words where there are some, without secrets. */
  readonly reason: string
  readonly code: string | null
  /** The exchange wants to be left alone; null when it does not mind us. */
  readonly limit: AskedTooOften | null
  /** Ours and the exchange's clock are too far apart. */
  readonly isClockOff: boolean
  /**
   * not-sent: nothing left this machine. duplicate: an order with this id exists, look it up. nothing-to-cancel: it is
   * finished, or never was; look it up. limited: too many requests.
   */
  readonly detail: 'none' | 'not-sent' | 'duplicate' | 'nothing-to-cancel' | 'limited'
}

/** statedMs: for how long the exchange wants to be left alone; null when it did not say. */
export interface AskedTooOften {
  readonly statedMs: number | null
}

export interface LookupFailure {
  /** absent: the exchange answered that it has no such order; a failed question is never that. */
  readonly kind: 'absent' | 'failed'
  readonly reason: string
  readonly code: string | null
  readonly limit: AskedTooOften | null
  readonly isClockOff: boolean
  /** The exchange said so by a code that means nothing else. */
  readonly isKeyRefused: boolean
}

/** A call that ccxt rejected, or whose answer could not be read: then the error is undefined. */
export interface FailedCall {
  readonly error: unknown
  readonly requests: readonly SentRequest[]
}

export interface FailureContext {
  readonly facts: ExchangeFacts
  readonly secrets: readonly string[]
  /** By the exchange's clock. */
  readonly now: number
}

/** ccxt's classes that mean the exchange looked at the request and said no, each without its doubtful subclasses. */
const DEFINITIVE: readonly string[] = [
  ...['InsufficientFunds', 'InvalidOrder', 'OrderImmediatelyFillable', 'OrderNotFillable'],
  ...['BadSymbol', 'BadRequest', 'ArgumentsRequired', 'NotSupported', 'ContractUnavailable'],
  ...['AuthenticationError', 'PermissionDenied', 'AccountNotEnabled', 'AccountSuspended'],
  ...['OperationRejected', 'MarketClosed', 'ManualInteractionNeeded', 'RestrictedLocation'],
]

const REASON_LENGTH_MAX = 300

export function classifySubmit(call: FailedCall, context: FailureContext): OrderFailure {
  return classify(call, context, false)
}

export function classifyCancel(call: FailedCall, context: FailureContext): OrderFailure {
  return classify(call, context, true)
}

function classify(call: FailedCall, context: FailureContext, cancels: boolean): OrderFailure {
  const { facts } = context
  // Reads before the order itself change nothing: only a request of another kind can have made an order.
  const request = call.requests.findLast(({ method }) => method !== 'GET')
  if (!request) return notSent(call.error, context)
  const { answer } = request
  if (!answer) return unknown(silence(call.error, facts))
  const error = facts.answers.readError(answer.json)
  if (!error) return unknown(wordless(answer, facts))
  const said = quote(error, context)
  const { code } = error
  const { answers } = facts
  if (cancels && matches(error, answers.nothingToCancel)) {
    return { ...unknown(said.plain), code, detail: 'nothing-to-cancel' }
  }
  if (answer.status >= 500) return { ...unknown(said.open), code }
  if (matches(error, answers.duplicate)) {
    return { ...unknown(said.exists), code, detail: 'duplicate' }
  }
  if (matches(error, answers.ambiguous)) return { ...unknown(said.open), code }
  if (matches(error, answers.limited)) {
    return { ...limited(answer, error, context), reason: said.plain }
  }
  const refused: OrderFailure = { ...unknown(said.plain), outcome: 'rejected', code }
  if (matches(error, answers.clock)) return { ...refused, isClockOff: true }
  // Whoever may not ask was not heard.
  if (matches(error, answers.keyRefused)) return refused
  if (matches(error, answers.rejected) || DEFINITIVE.includes(className(call.error))) {
    return refused
  }
  return { ...unknown(said.open), code }
}

export function classifyLookup(call: FailedCall, context: FailureContext): LookupFailure {
  const { facts } = context
  const answer = call.requests.at(-1)?.answer
  if (!answer) {
    const reason = call.requests.length === 0 ? notSent(call.error, context).reason : null
    return failed(reason ?? silence(call.error, facts))
  }
  const error = facts.answers.readError(answer.json)
  const ok = answer.status >= 200 && answer.status < 300
  if (!error) {
    // ccxt's word for an empty list in a good answer; or it found nothing wrong with an answer that holds no order.
    const emptyList = className(call.error) === 'OrderNotFound' && facts.answers.isList(answer.json)
    if (ok && (emptyList || facts.answers.saysNone?.(answer.json) === true)) {
      return { ...failed(`${nameOf(facts)} has no such order.`), kind: 'absent' }
    }
    const isKeyRefused = isWordlessRefusal(answer, facts)
    if (!isKeyRefused) return failed(wordless(answer, facts))
    // A token that is signed at the wrong time is answered in the same way.
    return { ...failed(refusedKey(facts)), isKeyRefused, isClockOff: true }
  }
  const said = quote(error, context).plain
  const { code } = error
  if (answer.status < 500 && matches(error, facts.answers.notFound)) {
    return { ...failed(said), kind: 'absent', code }
  }
  if (matches(error, facts.answers.limited)) {
    return { ...failed(said), code, limit: limited(answer, error, context).limit }
  }
  return {
    ...failed(said),
    code,
    isClockOff: matches(error, facts.answers.clock),
    isKeyRefused: answer.status < 500 && matches(error, facts.answers.keyRefused),
  }
}

function failed(reason: string): LookupFailure {
  return {
    kind: 'failed',
    reason,
    code: null,
    limit: null,
    isClockOff: false,
    isKeyRefused: false,
  }
}

function unknown(reason: string): OrderFailure {
  return {
    outcome: 'unknown',
    reason,
    code: null,
    limit: null,
    isClockOff: false,
    detail: 'none',
  }
}

function limited(
  answer: RequestAnswer,
  { code, message }: AnswerError,
  { now, facts }: FailureContext,
): OrderFailure {
  const until = Number(/until (\d{13})\b/.exec(message)?.[1] ?? Number.NaN) - now
  const statedMs =
    retryAfter(answer.headers, now) ??
    resetAfter(answer.headers, facts.budget.resetHeader, now) ??
    (until > 0 ? until : null)
  return {
    ...unknown(message),
    outcome: 'rejected',
    code,
    limit: { statedMs },
    detail: 'limited',
  }
}

/** ccxt found it wanting before anything left: a missing key, a quantity below the precision, no such method. */
function notSent(error: unknown, { facts, secrets }: FailureContext): OrderFailure {
  const message = error instanceof Error ? error.message : String(error)
  const words = message.startsWith(`${facts.exchangeId} `)
    ? message.slice(facts.exchangeId.length + 1)
    : message
  const reason = `It was not sent: ${redact(words, secrets).slice(0, REASON_LENGTH_MAX)}`
  return { ...unknown(reason), outcome: 'rejected', detail: 'not-sent' }
}

function silence(error: unknown, facts: ExchangeFacts): string {
  const name = nameOf(facts)
  switch (className(error)) {
    case 'RequestTimeout':
      return `${name} did not answer in time.`
    case 'NetworkError':
      return `The connection to ${name} failed before it answered.`
    default:
      return `${name}'s answer was not complete.`
  }
}

function wordless({ status, json }: RequestAnswer, facts: ExchangeFacts): string {
  const what = json === undefined ? 'something that is no answer' : 'no reason that can be read'
  return `${nameOf(facts)} sent ${what} (status ${status}).`
}

function isWordlessRefusal({ status, json }: RequestAnswer, { answers }: ExchangeFacts): boolean {
  return status === 401 && json === undefined && answers.refusesKeysWordlessly === true
}

function refusedKey(facts: ExchangeFacts): string {
  return `${nameOf(facts)} does not take the API key (status 401, without a reason).`
}

function quote(error: AnswerError, { facts, secrets }: FailureContext) {
  const name = nameOf(facts)
  const words = redact(error.message, secrets).trim().slice(0, REASON_LENGTH_MAX)
  const plain = words === '' ? `${name}: ${error.code}` : `${name}: ${words} (${error.code})`
  return {
    plain,
    open: `${plain}. That leaves open whether the order exists.`,
    exists: `${plain}. An order with this id exists already.`,
  }
}

function matches({ code, message }: AnswerError, patterns: readonly CodePattern[]): boolean {
  const text = `${code} ${message}`
  return patterns.some((pattern) =>
    typeof pattern === 'string' ? pattern === code : pattern.test(text),
  )
}

function className(error: unknown): string {
  return error instanceof Error ? error.name : ''
}
