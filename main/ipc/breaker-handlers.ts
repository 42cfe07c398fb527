import type { RequestHandlers } from './answer-request.ts'

type BreakerRequest = 'saveBreaker' | 'resetBreaker' | 'setTradingState' | 'useKillSwitch'

const NOT_YET = {
  ok: false,
  error: { code: 'not-yet', message: 'This is not there yet.', action: '' },
} as const

export function breakerHandlers(): Pick<RequestHandlers, BreakerRequest> {
  return {
    saveBreaker: () => NOT_YET,
    resetBreaker: () => NOT_YET,
    setTradingState: () => NOT_YET,
    useKillSwitch: () => NOT_YET,
  }
}
