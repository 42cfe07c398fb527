import type { AlertDesk } from '../../app/alerts/alert-desk.ts'
import type { ControlAnswer, ControlRequest } from '../../app/contract/control.ts'
import type { HealthView } from '../../app/contract/health-view.ts'
import type { Problem, Result } from '../../app/domain/result.ts'
import { isLiveAccount } from '../../app/engine/session/account-definition.ts'
import type { AccountSession } from '../../app/engine/session/account-session.ts'
import type { AppLock } from '../lock/app-lock.ts'
import { type Access, changeAccess, refusedByAccess } from './access.ts'
import { carryOut } from './carry-out.ts'
import { changeChannels } from './change-channels.ts'
import { changeKeys, type Keys } from './change-keys.ts'
import { ControlServer } from './control-server.ts'
import { refusedByLock } from './refused-by-lock.ts'

/** What there is to be talked to. */
export interface Running {
  readonly access: Access & Keys
  /** Absent where the profile could not be opened. */
  readonly lock: () => AppLock | undefined
  readonly session: () => AccountSession | null
  readonly health: () => HealthView
  readonly alerts: () => Result<AlertDesk, Problem>
}

/** Lets the command line talk to whichever account is open when it asks. */
export function openControl(directory: string, running: Running): ControlServer {
  return new ControlServer(
    directory,
    async (request, passphrase) =>
      refusedByAccess(running.access, request) ??
      (await refusedByLock(request, { ...asking(running), passphrase })) ??
      (await answer(running, request)),
  )
}

function asking({ lock, session }: Running) {
  const accountId = session()?.accountId
  return { lock: lock(), isLive: accountId !== undefined && isLiveAccount(accountId) }
}

async function answer(
  { access, session, health, alerts }: Running,
  request: ControlRequest,
): Promise<ControlAnswer> {
  switch (request.kind) {
    case 'health':
      return { ok: true, outcome: { kind: 'health', health: health() } }
    case 'save-channel':
    case 'remove-channel':
      return changeChannels(alerts(), request)
    case 'add-keys':
    case 'remove-keys':
    case 'rotate-keys':
    case 'give-up-rotation':
      return changeKeys(access, request)
    case 'set-view-only':
      return changeAccess(access, request.isViewOnly)
    default: {
      const open = session()
      return open === null ? { ok: false, problem: NO_ACCOUNT } : carryOut(open, request)
    }
  }
}

const NO_ACCOUNT: Problem = {
  code: 'no-account',
  message: 'The running Cryptobot has no account open.',
  action: 'Finish its wizard first, or quit it.',
}
