import type { AlertDesk } from '../../app/alerts/alert-desk.ts'
import type { AlertsView } from '../../app/contract/alert-settings.ts'
import type { Answer } from '../../app/contract/requests.ts'
import type { Problem, Result } from '../../app/domain/result.ts'
import { alertsView } from '../../app/engine/alerts/alerts-view.ts'
import type { RequestHandlers } from './answer-request.ts'

type AlertRequest =
  | 'loadAlerts'
  | 'saveChannel'
  | 'removeChannel'
  | 'testChannel'
  | 'saveAlertRules'

/** The alerts of the profile, or why there are none. */
export type OpenedAlerts = () => Promise<Result<AlertDesk, Problem>>

export function alertHandlers(openAlerts: OpenedAlerts): Pick<RequestHandlers, AlertRequest> {
  const withDesk = async <Value>(
    use: (desk: AlertDesk) => Promise<Answer<Value>>,
  ): Promise<Answer<Value>> => {
    const opened = await openAlerts()
    return opened.ok ? use(opened.value) : opened
  }
  const changed = (
    change: (desk: AlertDesk) => Promise<Result<null, Problem>> | Result<null, Problem>,
  ): Promise<Answer<AlertsView>> =>
    withDesk(async (desk) => {
      const result = await change(desk)
      return result.ok ? { ok: true, value: await alertsView(desk) } : result
    })
  return {
    loadAlerts: () => withDesk(async (desk) => ({ ok: true, value: await alertsView(desk) })),
    saveChannel: ({ channel, secret }) => changed((desk) => desk.saveChannel(channel, secret)),
    removeChannel: ({ channelId }) => changed((desk) => desk.removeChannel(channelId)),
    saveAlertRules: ({ rules, summaryHour }) =>
      changed((desk) => desk.saveRules(rules, summaryHour)),
    testChannel: ({ channelId }) =>
      withDesk(async (desk) => {
        const sent = await desk.test(channelId)
        if (!sent.ok) return sent
        const { kind, answer } = sent.value
        return { ok: true, value: { isDelivered: kind === 'delivered', answer } }
      }),
  }
}
