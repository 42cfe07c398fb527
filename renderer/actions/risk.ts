import type { Answer, RequestInput } from '../../app/contract/requests.ts'
import type { LimitsAnswer } from '../../app/contract/risk-view.ts'
import { request } from '../api/request.ts'
import { perform } from './perform.ts'

/** The form shows the answer itself: saved, what has to be confirmed, or why it was refused. */
export function saveLimits(wish: RequestInput<'saveLimits'>): Promise<Answer<LimitsAnswer>> {
  return request('saveLimits', wish)
}

export function saveBreaker(wish: RequestInput<'saveBreaker'>): Promise<Answer<LimitsAnswer>> {
  return request('saveBreaker', wish)
}

export async function resetBreaker(wish: RequestInput<'resetBreaker'>): Promise<boolean> {
  return (await perform(request('resetBreaker', wish))).done
}
