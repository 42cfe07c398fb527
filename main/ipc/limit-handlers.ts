import type { RequestHandlers } from './answer-request.ts'

type LimitRequest = 'loadRisk' | 'saveLimits'

const NOT_YET = {
  ok: false,
  error: { code: 'not-yet', message: 'This is not there yet.', action: '' },
} as const

export function limitHandlers(): Pick<RequestHandlers, LimitRequest> {
  return {
    loadRisk: () => NOT_YET,
    saveLimits: () => NOT_YET,
  }
}
