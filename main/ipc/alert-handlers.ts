import type { RequestHandlers } from './answer-request.ts'

type AlertRequest =
  | 'loadAlerts'
  | 'saveChannel'
  | 'removeChannel'
  | 'testChannel'
  | 'saveAlertRules'

const NOT_YET = {
  ok: false,
  error: { code: 'not-yet', message: 'This is not there yet.', action: '' },
} as const

export function alertHandlers(): Pick<RequestHandlers, AlertRequest> {
  return {
    loadAlerts: () => NOT_YET,
    saveChannel: () => NOT_YET,
    removeChannel: () => NOT_YET,
    testChannel: () => NOT_YET,
    saveAlertRules: () => NOT_YET,
  }
}
