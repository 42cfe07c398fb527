import type { RequestHandlers } from './answer-request.ts'

type HealthRequest = 'loadHealth'

const NOT_YET = {
  ok: false,
  error: { code: 'not-yet', message: 'This is not there yet.', action: '' },
} as const

export function healthHandlers(): Pick<RequestHandlers, HealthRequest> {
  return {
    loadHealth: () => NOT_YET,
  }
}
