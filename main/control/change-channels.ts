import type { AlertDesk } from '../../app/alerts/alert-desk.ts'
import type { ChannelRequest, ControlAnswer } from '../../app/contract/control.ts'
import type { Problem, Result } from '../../app/domain/result.ts'

const ACTOR = 'command-line'

/** Adds or removes a channel of the profile's alerts, and tells which there are then. */
export async function changeChannels(
  alerts: Result<AlertDesk, Problem>,
  request: ChannelRequest,
): Promise<ControlAnswer> {
  if (!alerts.ok) return { ok: false, problem: alerts.error }
  const desk = alerts.value
  const changed =
    request.kind === 'save-channel'
      ? await desk.saveChannel(request.channel, request.secret, ACTOR)
      : await desk.removeChannel(request.channelId, ACTOR)
  if (!changed.ok) return { ok: false, problem: changed.error }
  const channels = desk.settings().channels.map((channel) => ({ ...channel }))
  return { ok: true, outcome: { kind: 'channels', channels } }
}
