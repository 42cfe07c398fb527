import type { RequestKind } from './exchange-facts.ts'

/** The request never left. */
export class RequestNotSent extends Error {
  override readonly name = 'RequestNotSent'
  readonly why: 'queue-full' | 'waited-too-long' | 'aborted' | 'too-heavy' | 'stopped' | 'blocked'

  constructor(why: RequestNotSent['why'], message: string) {
    super(message)
    this.why = why
  }
}

export function aborted(): RequestNotSent {
  return new RequestNotSent('aborted', 'It is not needed any more.')
}

export function stopped(): RequestNotSent {
  return new RequestNotSent('stopped', 'The connection was closed before its turn.')
}

export function tooHeavy(weight: number): RequestNotSent {
  return new RequestNotSent('too-heavy', `It would cost ${weight}, more than is ever allowed.`)
}

export function queueFull(kind: RequestKind, waiting: number): RequestNotSent {
  return new RequestNotSent(
    'queue-full',
    `${waiting} requests (${kind}) wait for the exchange's limit already.`,
  )
}

export function waitedTooLong(kind: RequestKind, waitMsMax: number): RequestNotSent {
  return new RequestNotSent(
    'waited-too-long',
    `The exchange's limit left no room for it (${kind}) within ${waitMsMax / 1_000} s.`,
  )
}
