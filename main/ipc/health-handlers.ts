import type { HealthView } from '../../app/contract/health-view.ts'
import type { RequestHandlers } from './answer-request.ts'

type HealthRequest = 'loadHealth'

export function healthHandlers(health: () => HealthView): Pick<RequestHandlers, HealthRequest> {
  return {
    loadHealth: () => ({ ok: true, value: health() }),
  }
}
