import type { AlertDesk } from '../../app/alerts/alert-desk.ts'
import type { HealthView } from '../../app/contract/health-view.ts'
import type { Problem, Result } from '../../app/domain/result.ts'
import type { AccountSession } from '../../app/engine/session/account-session.ts'
import { carryOut } from './carry-out.ts'
import { changeChannels } from './change-channels.ts'
import { ControlServer } from './control-server.ts'

/** What there is to be talked to. */
export interface Running {
  readonly session: () => AccountSession | null
  readonly health: () => HealthView
  readonly alerts: () => Result<AlertDesk, Problem>
}

/** Lets the command line talk to whichever account is open when it asks. */
export function openControl(
  directory: string,
  { session, health, alerts }: Running,
): ControlServer {
  return new ControlServer(directory, async (request) => {
    if (request.kind === 'health')
      return { ok: true, outcome: { kind: 'health', health: health() } }
    if (request.kind === 'save-channel' || request.kind === 'remove-channel') {
      return changeChannels(alerts(), request)
    }
    const open = session()
    return open === null ? { ok: false, problem: NO_ACCOUNT } : carryOut(open, request)
  })
}

const NO_ACCOUNT: Problem = {
  code: 'no-account',
  message: 'The running Cryptobot has no account open.',
  action: 'Finish its wizard first, or quit it.',
}
