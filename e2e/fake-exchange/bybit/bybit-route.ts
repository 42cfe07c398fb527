import type { Route } from '../server/router.ts'
import type { WireRequest } from '../server/wire-request.ts'

/** A route with its allowance: so many requests a second and account; null for public ones. */
export interface BybitRoute extends Route {
  readonly perSecond: number | null
}

type Answering = (request: WireRequest) => unknown

export function post(path: string, perSecond: number, answer: Answering): BybitRoute {
  return {
    ...{ method: 'POST', path, weight: 1, perSecond },
    answer: (_, request) => answer(request),
  }
}

export function get(path: string, perSecond: number | null, answer: Answering): BybitRoute {
  return {
    ...{ method: 'GET', path, weight: 1, perSecond },
    answer: (_, request) => answer(request),
  }
}
